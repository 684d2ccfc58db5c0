import { encodeFunctionData, type Hex } from "viem";
import { createEthereumChain } from "../../src/chains/ethereum/createEthereumChain.js";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { contractArtifact } from "../../src/embedded/contracts/contractArtifact.js";
import { startAnvil } from "./anvil.js";
import type { TestNetwork } from "./testNetwork.js";

const SUPPLY = 10n ** 15n;

/** Anvil with our USDT-like token, read by the production client. Blocks two below the head are final. */
export async function startEthereumNetwork(): Promise<TestNetwork & { usdt: Hex; url: string }> {
  const anvil = await startAnvil();
  const usdt = await anvil.deploy("UsdtLike", [SUPPLY, "Tether USD", "USDT", 6]);
  const batch = await anvil.deploy("BatchPayer");
  await anvil.send("UsdtLike", usdt, "transfer", [batch, SUPPLY / 2n]);
  const chain = createEthereumChain({ urls: [anvil.url], usdt, xpub: DEVELOPMENT_XPUBS.ethereum });
  const sent = new Map<string, { to: Hex; data: Hex }>();
  const transferData = (to: string, amount: bigint) =>
    encodeFunctionData({ abi: contractArtifact("UsdtLike").abi, functionName: "transfer", args: [to, amount] });
  const head = () => anvil.read.getBlockNumber({ cacheTime: 0 });

  return {
    chain,
    usdt,
    url: anvil.url,
    finalAfter: 2,
    pay: async (to, amount) => {
      const hash = await anvil.send("UsdtLike", usdt, "transfer", [to, amount]);
      sent.set(hash, { to: usdt, data: transferData(to, amount) });
      return hash;
    },
    payMany: (payments) =>
      anvil.send("BatchPayer", batch, "pay", [
        usdt,
        payments.map(({ to }) => to),
        payments.map(({ amount }) => amount),
      ]),
    mine: async (blocks) => {
      await anvil.control.mine({ blocks });
    },
    fork: async (depth, keep) => {
      const newest = await head();
      const lost = await Promise.all(
        Array.from({ length: depth }, (_, back) => anvil.read.getBlock({ blockNumber: newest - BigInt(back) })),
      );
      const kept = lost.flatMap((block) => block.transactions).flatMap((hash) => sent.get(hash) ?? []);
      await anvil.reorganize(depth, []);
      if (!keep) return;
      const nonce = await anvil.nonce();
      const signed = await Promise.all(
        kept.reverse().map(({ to, data }, index) => anvil.sign(to, data, nonce + index)),
      );
      for (const transaction of signed) {
        await anvil.read.request({ method: "eth_sendRawTransaction", params: [transaction] } as never);
      }
    },
    advance: async (seconds) => {
      await anvil.control.increaseTime({ seconds });
      await anvil.control.mine({ blocks: 1 });
    },
    close: () => anvil.close(),
  };
}
