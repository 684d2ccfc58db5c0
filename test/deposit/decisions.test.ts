import { describe, expect, test } from "vitest";
import { assignDeposit } from "../../src/deposits/assignDeposit.js";
import { listAudit } from "../../src/deposits/audit.js";
import { readDeposit } from "../../src/deposits/deposit.js";
import { refundDeposit } from "../../src/deposits/refundDeposit.js";
import { rejectDeposit } from "../../src/deposits/rejectDeposit.js";
import { rescanBlocks } from "../../src/deposits/rescanBlocks.js";
import { retryDeposit } from "../../src/deposits/retryDeposit.js";
import { createWallet } from "../../src/ledger/createWallet.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { parseAmount } from "../../src/lib/money.js";
import { debit } from "../../src/spend/debit.js";
import { createSpending, spender } from "../ledger/spendingFixture.js";
import { openEthereumStore } from "../support/ethereumStore.js";

const usdt = parseAmount;
const operator = { clientId: "cli_operator", note: "the buyer wrote in" };
const sentBack = `0x${"ab".repeat(32)}`;

// One that a test made of another deposit, as if its log had been withheld.
const { network, store } = await openEthereumStore({
  planted: ["it was credited and is not on the chain"],
  verifiesEach: true,
});

/** A final payment of 10 USDT to an address that no checkout was using. */
async function payOrphan() {
  const checkout = await store.open();
  const { pool } = store.database;
  await pool.query("DELETE FROM leases WHERE checkout_id = $1", [checkout.id]);
  const txHash = await network.pay(checkout.address, usdt("10"));
  await network.mine(network.finalAfter);
  await store.work();
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM deposits WHERE tx_hash = $1", [txHash]);
  const id = rows[0]?.id ?? "";
  expect(await readDeposit(pool, id)).toMatchObject({ status: "stuck", stuckReason: "no_checkout", checkoutId: null });
  return { id, walletId: checkout.walletId };
}

async function payAndCredit() {
  const checkout = await store.open();
  await network.pay(checkout.address, usdt("10"));
  await network.mine(network.finalAfter);
  await store.work();
  const [deposit] = await store.deposits(checkout.id);
  expect(deposit).toMatchObject({ status: "credited" });
  return { checkout, id: deposit?.id ?? "" };
}

const openWallet = async () => (await createWallet(store.database.pool, {})).wallet.id;
const auditOf = (objectId: string) => listAudit(store.database.pool, { limit: 50, objectId });

describe("assigning", () => {
  test("credits an orphan to the wallet named at the base rate, once, whoever else presses, with a record of each (case 68)", async () => {
    const { id } = await payOrphan();
    const wallets = await Promise.all([openWallet(), openWallet(), openWallet()]);
    const pressed = await Promise.allSettled(
      wallets.map((walletId) => assignDeposit(store.crediting, id, { ...operator, walletId })),
    );
    const done = pressed.filter((each) => each.status === "fulfilled" && each.value.outcome === "credited");
    expect(done).toHaveLength(1);
    const credits = await Promise.all(wallets.map((walletId) => store.available(walletId)));
    expect(credits.toSorted()).toEqual([0n, 0n, usdt("110")]);
    const deposit = await readDeposit(store.database.pool, id);
    expect(deposit).toMatchObject({ status: "credited", checkoutId: null, credits: usdt("110") });
    expect(credits[wallets.indexOf(deposit.walletId)]).toBe(usdt("110"));
    const records = await auditOf(id);
    expect(records).toHaveLength(3);
    expect(records.at(-1)).toMatchObject({
      action: "deposit.assign",
      clientId: "cli_operator",
      note: operator.note,
      before: { status: "stuck", stuckReason: "no_checkout" },
      after: { status: "confirming", walletId: deposit.walletId },
    });
    expect(await store.crediting.pool.query("SELECT 1 FROM audit WHERE before = after")).toMatchObject({ rowCount: 2 });
  });

  test("and retrying at once credits once", async () => {
    const checkout = await store.open();
    await network.pay(checkout.address, usdt("0.4"));
    await network.mine(network.finalAfter);
    await store.work();
    const [deposit] = await store.deposits(checkout.id);
    const id = deposit?.id ?? "";
    await store.database.pool.query(
      "UPDATE deposits SET status = 'stuck', stuck_reason = 'credit_failed', due_at = NULL WHERE id = $1",
      [id],
    );
    const other = await openWallet();
    const pressed = await Promise.allSettled([
      assignDeposit(store.crediting, id, { ...operator, walletId: other }),
      retryDeposit(store.crediting, id, { ...operator, dryRun: false }),
      assignDeposit(store.crediting, id, { ...operator, walletId: checkout.walletId }),
      retryDeposit(store.crediting, id, { ...operator, dryRun: false }),
    ]);
    const credited = (await store.available(other)) + (await store.available(checkout.walletId));
    const done = pressed.flatMap((each) =>
      each.status === "fulfilled" && each.value.outcome !== "refused" ? [each.value] : [],
    );
    // Only the first one counts: an assignment credits it, a retry finds it below the minimum, and it waits for more.
    expect(done).toHaveLength(1);
    const [first] = done;
    expect(credited).toBe(first?.outcome === "credited" ? usdt("4.4") : 0n);
    expect(first).toMatchObject({ credits: credited, deposit: { credits: credited } });
    const records = await auditOf(id);
    expect(records).toHaveLength(4);
    const isChange = ({ before, after }: (typeof records)[number]) =>
      (before as { status: string }).status !== (after as { status: string }).status;
    expect(records.filter(isChange)).toHaveLength(1);
  });

  test("needs a wallet that exists and a deposit that is stuck for a reason it answers", async () => {
    const { id } = await payOrphan();
    const nobody = `${(await openWallet()).slice(0, 8)}${"0".repeat(22)}00`;
    await expect(assignDeposit(store.crediting, id, { ...operator, walletId: nobody })).rejects.toMatchObject({
      code: "not_found",
    });
    const credited = await payAndCredit();
    await expect(
      assignDeposit(store.crediting, credited.id, { ...operator, walletId: credited.checkout.walletId }),
    ).rejects.toMatchObject({ code: "deposit_not_retryable", fields: { state: "credited" } });
    expect(await store.available(credited.checkout.walletId)).toBe(usdt("120"));
    const [refused] = await auditOf(credited.id);
    expect(refused?.before).toMatchObject({ status: "credited", credits: "120" });
    expect(refused?.before).toEqual(refused?.after);
  });
});

describe("rejecting", () => {
  test("ends a stuck deposit without credits; again changes nothing, and a retry or assignment is refused", async () => {
    const { id, walletId } = await payOrphan();
    const { pool } = store.database;
    const rejected = await Promise.all([rejectDeposit(pool, id, operator), rejectDeposit(pool, id, operator)]);
    expect(rejected.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await auditOf(id)).toHaveLength(2);
    await expect(retryDeposit(store.crediting, id, { ...operator, dryRun: false })).rejects.toMatchObject({
      code: "deposit_not_retryable",
    });
    await expect(assignDeposit(store.crediting, id, { ...operator, walletId })).rejects.toMatchObject({
      code: "deposit_not_retryable",
    });
    await store.work();
    expect(await store.available(walletId)).toBe(0n);
    const { id: credited } = await payAndCredit();
    await expect(rejectDeposit(pool, credited, operator)).rejects.toMatchObject({ code: "deposit_not_retryable" });
  });
});

describe("recording a refund", () => {
  const refund = (id: string, more: { txHash?: string; allowShortfall?: boolean } = {}) =>
    refundDeposit(store.crediting, id, { ...operator, txHash: sentBack, allowShortfall: false, ...more });

  test("of a credited deposit takes its credits back, bonus included, once", async () => {
    const { checkout, id } = await payAndCredit();
    const both = await Promise.all([refund(id), refund(id)]);
    expect(both.map(({ status, refundTxHash }) => [status, refundTxHash])).toEqual([
      ["refunded", sentBack],
      ["refunded", sentBack],
    ]);
    expect(await readWallet(store.database.pool, checkout.walletId)).toMatchObject({ available: 0n, debt: 0n });
    expect((await store.checkout(checkout.id)).status).not.toBe("paid");
    // The same transaction, as another program writes it.
    expect(await refund(id, { txHash: "AB".repeat(32) })).toMatchObject({ status: "refunded", refundTxHash: sentBack });
    await expect(refund(id, { txHash: `0x${"cd".repeat(32)}` })).rejects.toMatchObject({
      code: "deposit_not_retryable",
    });
  });

  test("of one whose credits were partly spent is refused, unless the shortfall may be owed", async () => {
    const { checkout, id } = await payAndCredit();
    const { walletId } = checkout;
    const spent = await debit(createSpending(store.database.pool), spender(), {
      walletId,
      chargeFor: { credits: usdt("30") },
    });
    expect(spent.ok).toBe(true);
    await expect(refund(id)).rejects.toMatchObject({ code: "deposit_not_retryable", fields: { shortfall: "30" } });
    expect(await readWallet(store.database.pool, walletId)).toMatchObject({ available: usdt("90"), debt: 0n });
    expect(await refund(id, { allowShortfall: true })).toMatchObject({ status: "refunded", credits: 0n });
    expect(await readWallet(store.database.pool, walletId)).toMatchObject({ available: 0n, debt: usdt("30") });
  });

  test("of a stuck or rejected deposit takes nothing back, and needs a transaction's hash", async () => {
    const { id, walletId } = await payOrphan();
    await expect(refund(id, { txHash: "soon" })).rejects.toMatchObject({ code: "invalid_request" });
    await rejectDeposit(store.database.pool, id, operator);
    expect(await refund(id)).toMatchObject({ status: "refunded" });
    expect(await store.available(walletId)).toBe(0n);
  });
});

describe("a rescan", () => {
  test("finds a transfer that was missed, records it once, and leaves the cursor where it is (case 21)", async () => {
    const { pool } = store.database;
    const checkout = await store.open();
    const { chain } = network;
    await network.pay(checkout.address, usdt("10"));
    await network.mine(network.finalAfter + 3);
    await store.work();
    const [before] = await store.deposits(checkout.id);
    const blockNumber = before?.blockNumber ?? 0;
    // As if the provider had withheld its log: neither deposit nor credits.
    const lost = await store.open();
    await pool.query("UPDATE deposits SET tx_hash = 'other', wallet_id = $2, checkout_id = $3 WHERE id = $1", [
      before?.id,
      lost.walletId,
      lost.id,
    ]);
    const cursor = await pool.query("SELECT cursor_number, cursor_hash FROM networks");
    const range = { fromBlock: blockNumber - 2, toBlock: blockNumber + 2 };
    // What the audit cannot keep does not happen either.
    await pool.query("ALTER TABLE audit ADD CONSTRAINT refused CHECK (action <> 'network.rescan') NOT VALID");
    await expect(rescanBlocks(pool, chain, range, operator)).rejects.toThrow("refused");
    expect(await store.deposits(checkout.id)).toEqual([]);
    await pool.query("ALTER TABLE audit DROP CONSTRAINT refused");
    const results = await Promise.all([
      rescanBlocks(pool, chain, range, operator),
      rescanBlocks(pool, chain, range, operator),
    ]);
    expect(results.map(({ found }) => found)).toEqual([1, 1]);
    expect(results.flatMap(({ recorded }) => recorded)).toHaveLength(1);
    expect((await pool.query("SELECT cursor_number, cursor_hash FROM networks")).rows).toEqual(cursor.rows);
    expect(await store.deposits(checkout.id)).toMatchObject([{ status: "detected", amount: usdt("10") }]);
    const [record] = await auditOf("ethereum");
    expect(record).toMatchObject({ action: "network.rescan", after: { found: 1 } });
    // The credits are where they were granted, and the checks after each test look for their deposit there.
    await pool.query("UPDATE deposits SET wallet_id = $2 WHERE id = $1", [before?.id, checkout.walletId]);
  });

  test("is refused for a range that is empty, too long or above the cursor", async () => {
    const { pool } = store.database;
    for (const [fromBlock, toBlock] of [
      [5, 4],
      [0, 500],
      [0, 1_000_000],
    ] as const) {
      await expect(rescanBlocks(pool, network.chain, { fromBlock, toBlock }, operator)).rejects.toMatchObject({
        code: "invalid_request",
      });
    }
  });
});
