import type { Hex } from "viem";
import { createEthereumChain } from "../../src/chains/ethereum/createEthereumChain.js";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { reorganize } from "../../src/embedded/control.js";
import { type Anvil, startAnvil } from "./anvil.js";
import type { TestNetwork } from "./testNetwork.js";

const SUPPLY = 10n ** 15n;
/** Of one transfer, in USDT: the most that the token takes. */
const MAXIMUM_FEE = 49n;

/** Anvil with our USDT-like token, read by the production client. Blocks two epochs, of one slot each, below the head are final. */
export async function startEthereumNetwork({
  slotsInAnEpoch = 1,
} = {}): Promise<TestNetwork & { anvil: Anvil; usdt: Hex }> {
  const anvil = await startAnvil(slotsInAnEpoch);
  const usdt = await anvil.deploy("UsdtLike", [SUPPLY, "Tether USD", "USDT", 6]);
  const batch = await anvil.deploy("BatchPayer");
  await anvil.send("UsdtLike", usdt, "transfer", [batch, SUPPLY / 2n]);
  const chain = createEthereumChain({ urls: [anvil.url], usdt, xpub: DEVELOPMENT_XPUBS.ethereum });
  const faucetPrivateKey = `0x${"1".repeat(64)}` as const;
  const development = { ethereum: { rpcUrl: anvil.url, chainId: 31337, usdt, faucetPrivateKey } };

  return {
    anvil,
    chain,
    usdt,
    nodeUrl: anvil.url,
    finalAfter: 2 * slotsInAnEpoch,
    pay: (to, amount) => anvil.send("UsdtLike", usdt, "transfer", [to, amount]),
    payMany: (payments) =>
      anvil.send("BatchPayer", batch, "pay", [
        usdt,
        payments.map(({ to }) => to),
        payments.map(({ amount }) => amount),
      ]),
    pullNothing: (from, to) => anvil.send("UsdtLike", usdt, "transferFrom", [from, to, 0n]),
    setFee: async (basisPoints) => {
      await anvil.send("UsdtLike", usdt, "setParams", [BigInt(basisPoints), MAXIMUM_FEE]);
    },
    payNative: async (to, value) => {
      const { account, chain } = anvil.wallet;
      if (account === undefined) throw new Error("the test's wallet has no account");
      const hash = await anvil.wallet.sendTransaction({ account, chain, to: to as Hex, value });
      await anvil.read.waitForTransactionReceipt({ hash });
    },
    mine: async (blocks) => {
      await anvil.control.mine({ blocks });
    },
    fork: (depth, keep) => reorganize({ network: "ethereum", development, depth, keepTransactions: keep }),
    advance: async (seconds) => {
      await anvil.control.increaseTime({ seconds });
      await anvil.control.mine({ blocks: 1 });
    },
    close: () => anvil.close(),
  };
}
