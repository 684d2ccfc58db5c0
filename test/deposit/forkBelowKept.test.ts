import { afterEach, beforeEach, expect, test } from "vitest";
import { readNetwork } from "../../src/deposits/network.js";
import { pauseNetwork } from "../../src/deposits/pauseNetwork.js";
import { rescanBlocks } from "../../src/deposits/rescanBlocks.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { parseAmount as usdt } from "../../src/lib/money.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import { startEthereumNetwork } from "../support/ethereumNetwork.js";

// Blocks are kept 128 below what is final, which is two below the head here. A fork that replaces them all leaves the store
// with nothing of the chain but its deposits.

let network: Awaited<ReturnType<typeof startEthereumNetwork>>;
let store: DepositStore;
beforeEach(async () => {
  network = await startEthereumNetwork();
});
afterEach(async () => {
  await store.close();
  await network.close();
});

const state = () => readNetwork(store.database.pool, "ethereum");
const height = async () => Number(await network.anvil.read.getBlockNumber());
const resume = () => pauseNetwork(store.database.pool, "ethereum", { paused: false, ...by });
const by = { clientId: "cli_operator", note: "the fork was real" };

async function payAndCredit() {
  const checkout = await store.open();
  const txHash = await network.pay(checkout.address, usdt("10"));
  await network.mine(network.finalAfter);
  await store.work();
  expect(await store.available(checkout.walletId)).toBe(usdt("120"));
  const [deposit] = await store.deposits(checkout.id);
  return { ...checkout, txHash, blockNumber: deposit?.blockNumber ?? 0 };
}

async function signedOf(txHash: string) {
  const method = "eth_getRawTransactionByHash";
  return (await network.anvil.control.request({ method, params: [txHash] } as never)) as `0x${string}`;
}

async function expectPaused(): Promise<string> {
  await expect(store.work()).rejects.toThrow("reaches below every block");
  const { pausedAt, pauseReason } = await state();
  expect(pausedAt).not.toBeNull();
  expect(pauseReason).toContain("A fork replaced blocks that were final");
  await expect(store.open()).rejects.toMatchObject({ code: "network_disabled" });
  return pauseReason ?? "";
}

test("pauses the network, and changes nothing else until it is resumed; then every payment is what the new branch makes it", async () => {
  store = await createDepositStore(network);
  const standing = await payAndCredit();
  const moved = await payAndCredit();
  const gone = await payAndCredit();
  const waiting = await store.open();
  await network.mine(140);
  await store.work();
  const depth = (await height()) - moved.blockNumber + 1;
  await network.anvil.reorganize(depth, [[await signedOf(moved.txHash), 7]]);
  const reason = await expectPaused();
  await network.pay(waiting.address, usdt("10"));
  await network.mine(network.finalAfter);
  expect(await expectPaused()).toBe(reason);
  expect(reason).toContain(`reads it from block ${standing.blockNumber + 1} on`);
  expect(await store.deposits(gone.id)).toMatchObject([{ status: "credited" }]);
  expect(await readWallet(store.database.pool, gone.walletId)).toMatchObject({ available: usdt("120"), held: 0n });

  await resume();
  await store.work();
  expect(await state()).toMatchObject({ pausedAt: null, cursorNumber: await height() });
  for (const { id, walletId } of [standing, moved, waiting]) {
    expect(await store.deposits(id)).toMatchObject([{ status: "credited", credits: usdt("120") }]);
    expect(await readWallet(store.database.pool, walletId)).toMatchObject({ available: usdt("120"), held: 0n });
  }
  expect(await store.deposits(moved.id)).toMatchObject([{ blockNumber: moved.blockNumber + 7 }]);
  expect(await store.deposits(gone.id)).toMatchObject([{ status: "reorged", credits: 0n }]);
  expect(await readWallet(store.database.pool, gone.walletId)).toMatchObject({ available: 0n, held: 0n, debt: 0n });
});

test("is no deeper one that a development chain makes: its deepest is walked back", async () => {
  store = await createDepositStore(network);
  await network.mine(200);
  await store.work();
  await expect(network.fork(131, false)).rejects.toThrow("from 1 to 130");
  await network.fork(130, false);
  await store.work();
  const common = (await height()) - 130;
  expect(await state()).toMatchObject({ pauseReason: expect.stringContaining(`to block ${common}.`) });
});

test("below the first block that a young store read is followed once it is resumed", async () => {
  await network.mine(20);
  store = await createDepositStore(network);
  const checkout = await store.open();
  await store.work();
  await network.anvil.reorganize(10, []);
  await expectPaused();
  await network.pay(checkout.address, usdt("10"));
  await network.mine(network.finalAfter);
  await resume();
  await store.work();
  expect(await store.available(checkout.walletId)).toBe(usdt("120"));
});

test("too far below to be read is read from as far as can be, and what is older by a rescan", async () => {
  store = await createDepositStore(network);
  const { pool } = store.database;
  const moved = await payAndCredit();
  const missed = await store.open();
  await network.pay(missed.address, usdt("10"));
  for (let hundreds = 0; hundreds < 11; hundreds += 1) await network.mine(100);
  const newest = await height();
  // As if both had been replaced, and all blocks since had been read on the branch before.
  await pool.query("UPDATE deposits SET block_hash = 'before'");
  await pool.query("DELETE FROM blocks");
  await pool.query("UPDATE networks SET cursor_number = $1, cursor_hash = 'before', final_number = $1", [newest]);
  const reason = await expectPaused();
  const from = newest - 1_000;
  expect(reason).toContain(`reads it from block ${from + 1} on. Then rescan older blocks`);
  await resume();
  await store.work();
  expect(await state()).toMatchObject({ pausedAt: null, cursorNumber: newest });
  expect(await store.deposits(moved.id)).toMatchObject([{ status: "stuck", stuckReason: "reorged_after_credit" }]);
  expect(await readWallet(pool, moved.walletId)).toMatchObject({ available: 0n, held: usdt("120") });

  await rescanBlocks(pool, network.chain, { fromBlock: 0, toBlock: from }, by);
  await store.work();
  for (const { id, walletId } of [moved, missed]) {
    expect(await store.deposits(id)).toMatchObject([{ status: "credited", credits: usdt("120") }]);
    expect(await store.available(walletId)).toBe(usdt("120"));
  }
});
