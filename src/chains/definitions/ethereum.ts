import type { NetworkDefinition } from "./definition.js";

export const ethereumDefinition = {
  network: "ethereum",
  displayName: "Ethereum (ERC20)",
  // Tether's contract since November 2017.
  usdt: "0xdAC17F958D2ee523a2206206994597C13D831ec7",
  // USDC: the one that is most easily taken for USDT; it comes by the same log query.
  otherTokens: ["0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48"],
  identity: {
    chainId: "1",
    genesisHash: "0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3",
  },
  explorer: {
    transaction: "https://etherscan.io/tx/",
    address: "https://etherscan.io/address/",
    block: "https://etherscan.io/block/",
  },
  // Slots of 12 s since the merge; a slot can stay empty.
  blockMilliseconds: 12_000,
  // Twelve blocks, and some seconds to get into the first.
  typicalSeconds: 160,
  // 46,109 gas to a holder, 63,209 to a new address, at 2–10 gwei; it moves with the gas price, so it is only a hint.
  typicalFeeUsd: "1",
  // 2.4 minutes. The protocol itself gives no meaning to 12; what is final takes 13–15 minutes, and can be asked for by amount.
  defaultConfirmations: 12,
  // Two epochs of 32 slots; some of them stay empty.
  finalDepth: 64,
  // At least two epochs of 32 slots, in each of which two thirds voted: more than half of the slots held a block.
  finalDepthLeast: 32,
  nativeCoin: { symbol: "ETH", decimals: 18 },
  // It moves once an epoch, every 6.4 minutes.
  finalHeightEveryMs: 120_000,
  // A day's 7,200 blocks cost about 15,200 calls; free plans allow from 25,000 to 100,000 of our kind.
  callsPerDay: 25_000,
  // Providers cut a log query off after 10 s themselves.
  callTimeoutMs: 12_000,
  // The tightest limits on eth_getLogs are 10 blocks (free plans) and 5 (trials); ranges are halved when refused.
  finalRangeBlocks: 50,
} as const satisfies NetworkDefinition;
