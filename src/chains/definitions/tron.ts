import type { NetworkDefinition } from "./definition.js";

export const tronDefinition = {
  network: "tron",
  displayName: "TRON (TRC20)",
  // Tether's contract since April 2019.
  usdt: "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
  // USDC, which its issuer gave up here in 2025 and some still hold.
  otherTokens: ["TEkxiTehnzSmSe2XqrBj4w32RUN966rdz8"],
  identity: {
    // The last four bytes of the genesis id, which is also what eth_chainId answers there.
    chainId: "728126428",
    genesisHash: "00000000000000001ebf88508a03865c71d452e25f4d51194196a1d22b6653dc",
  },
  explorer: {
    transaction: "https://tronscan.org/#/transaction/",
    address: "https://tronscan.org/#/address/",
    block: "https://tronscan.org/#/block/",
  },
  // Slots of 3 s.
  blockMilliseconds: 3_000,
  // A block is solid when 19 of the 27 witnesses stand behind it: 18 blocks or 57 s later, and some seconds to get in.
  typicalSeconds: 65,
  // 64,285 energy to a holder and 130,285 to a new address at 100 sun, and 0.345 TRX of bandwidth: 6.8–13.4 TRX.
  typicalFeeUsd: "2",
  // A solid block never rolls back, and a minute is short enough to wait for it.
  defaultConfirmations: "final",
  // 19 of 27 witnesses: the block's own and 18 more.
  finalDepth: 18,
  // The same: the solid block is the newest with 18 other witnesses' blocks on top. The head that it is measured from was read a moment earlier.
  finalDepthLeast: 18,
  nativeCoin: { symbol: "TRX", decimals: 6 },
  // Two calls for each of a day's 28,800 blocks are 57,600; this adds 1,920, and the whole stays below 60,000.
  finalHeightEveryMs: 45_000,
  // What TronGrid allows a free key.
  callsPerDay: 100_000,
  // A busy block is 650 kB.
  callTimeoutMs: 10_000,
  // The API allows 100, but that could be 65 MB on mainnet; ranges are halved when an answer is too large.
  finalRangeBlocks: 20,
} as const satisfies NetworkDefinition;
