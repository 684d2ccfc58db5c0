import { encodeFunctionData, type Hex } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contractArtifact } from "../../src/embedded/contracts/contractArtifact.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { verifyLedger } from "../../src/ledger/verify.js";
import { parseAmount } from "../../src/lib/money.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import { startEthereumNetwork } from "../support/ethereumNetwork.js";

// A call to a contract may pay another amount when a fork has it carried out again: here, as the token takes a higher fee by then.

const usdt = parseAmount;
const { abi } = contractArtifact("UsdtLike");
const BUYER = mnemonicToAccount("test test test test test test test test test test test junk", { addressIndex: 1 });

let network: Awaited<ReturnType<typeof startEthereumNetwork>>;
let store: DepositStore;
beforeAll(async () => {
  network = await startEthereumNetwork();
  // One confirmation: credited while the block can still be replaced.
  store = await createDepositStore(network, "1");
});
afterAll(async () => {
  expect((await verifyLedger(store.database.pool)).checks.filter(({ ok }) => !ok)).toEqual([]);
  await store.close();
  await network.close();
});

test("a credited payment that a fork brings back with less is reversed, and what it pays now is credited", async () => {
  const { anvil } = network;
  const checkout = await store.open();
  await network.pay(BUYER.address, usdt("8"));
  const pays = encodeFunctionData({ abi, functionName: "transfer", args: [checkout.address as Hex, usdt("8")] });
  await network.setFee(10);
  const call = { to: network.usdt, data: pays, nonce: 0, chainId: 31337, gas: 500_000n } as const;
  const payment = await BUYER.signTransaction({ ...call, maxFeePerGas: 10n ** 10n, type: "eip1559" });
  const raisesFee = encodeFunctionData({ abi, functionName: "setParams", args: [19n, 49n] });
  const fee = await anvil.sign(network.usdt, raisesFee, await anvil.nonce());
  const hash = await anvil.read.sendRawTransaction({ serializedTransaction: payment });
  await anvil.read.waitForTransactionReceipt({ hash });
  await store.work();
  expect(await store.deposits(checkout.id)).toMatchObject([{ status: "credited", amount: usdt("7.992") }]);
  expect(await store.available(checkout.walletId)).toBe(usdt("87.912"));

  await anvil.reorganize(1, [
    [fee, 0],
    [payment, 0],
  ]);
  await network.mine(1);
  await store.work();
  expect(await store.deposits(checkout.id)).toMatchObject([{ stuckReason: "reorged_after_credit" }]);
  await network.mine(network.finalAfter + 1);
  await store.work();
  expect(await store.deposits(checkout.id)).toMatchObject([
    { status: "credited", txHash: hash, amount: usdt("7.9848"), credits: usdt("87.8328"), reversals: 1 },
  ]);
  expect(await readWallet(store.database.pool, checkout.walletId)).toMatchObject({
    ...{ available: usdt("87.8328"), held: 0n, debt: 0n },
  });
});
