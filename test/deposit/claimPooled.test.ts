import { encodeFunctionData } from "viem";
import { expect, test } from "vitest";
import { claimTransaction } from "../../src/deposits/claimTransaction.js";
import { contractArtifact } from "../../src/embedded/contracts/contractArtifact.js";
import { parseAmount } from "../../src/lib/money.js";
import { createDepositStore } from "../support/depositStore.js";
import { startEthereumNetwork } from "../support/ethereumNetwork.js";
import type { TestNetwork } from "../support/testNetwork.js";
import { startTronNetwork } from "../support/tronNetwork.js";
import { tronWebFor } from "../support/tronNode.js";

const AMOUNT = parseAmount("10");

/** A network, and a payment on it that no block takes before one is mined. */
type Pooling = { network: TestNetwork; broadcast(to: string): Promise<string> };

async function poolOnEthereum(): Promise<Pooling> {
  const network = await startEthereumNetwork();
  const { anvil, usdt } = network;
  const { abi } = contractArtifact("UsdtLike");
  return {
    network,
    broadcast: async (to) => {
      await anvil.control.setAutomine(false);
      const data = encodeFunctionData({ abi, functionName: "transfer", args: [to, AMOUNT] });
      const serializedTransaction = await anvil.sign(usdt, data, await anvil.nonce());
      return anvil.wallet.sendRawTransaction({ serializedTransaction });
    },
  };
}

async function poolOnTron(): Promise<Pooling> {
  const network = await startTronNetwork();
  const { node } = network;
  const tronWeb = tronWebFor(node, node.faucetPrivateKey);
  return {
    network,
    broadcast: async (to) => {
      const { transaction } = await tronWeb.transactionBuilder.triggerSmartContract(
        node.usdt,
        "transfer(address,uint256)",
        { feeLimit: 1_000_000_000 },
        [
          { type: "address", value: to },
          { type: "uint256", value: AMOUNT.toString() },
        ],
      );
      const signed = await tronWeb.trx.sign(transaction);
      expect(await tronWeb.trx.sendRawTransaction(signed)).toMatchObject({ result: true });
      return signed.txID;
    },
  };
}

test.each([
  ["ethereum", poolOnEthereum],
  ["tron", poolOnTron],
] satisfies [string, () => Promise<Pooling>][])(
  "a claim on %s before the payment's first block says so, and it is credited once after it; another checkout's is never (cases 69, 78)",
  async (_name, start) => {
    const { network, broadcast } = await start();
    const store = await createDepositStore(network);
    const checkout = await store.open();
    const txHash = await broadcast(checkout.address);
    const other = await store.open();
    const claim = ({ id } = checkout) => claimTransaction(store.database.pool, store.crediting.chains, id, txHash);
    await store.work();
    const pooled = { state: "pooled", explanation: expect.stringContaining("If it pays this address, it counts") };
    // Whom a transaction pays is not known before it is in a block, so both are told the same.
    expect(await claim()).toMatchObject(pooled);
    expect(await claim(other)).toMatchObject(pooled);
    expect(await store.deposits(checkout.id)).toEqual([]);
    await network.mine(1);
    expect(await claim()).toMatchObject({ state: "seen" });
    await expect(claim(other)).rejects.toMatchObject({ code: "not_found" });
    await store.work();
    expect(await claim()).toMatchObject({ state: "recorded" });
    await network.mine(network.finalAfter);
    await store.work();
    expect(await store.deposits(checkout.id)).toMatchObject([{ status: "credited" }]);
    expect(await store.available(checkout.walletId)).toBe(parseAmount("120"));
    expect(await store.deposits(other.id)).toEqual([]);
    await store.close();
    await network.close();
  },
);
