import { expect, test } from "vitest";
import { assignDeposit } from "../../src/deposits/assignDeposit.js";
import { listAudit } from "../../src/deposits/audit.js";
import { creditDeposit } from "../../src/deposits/creditDeposit.js";
import { readDeposit } from "../../src/deposits/deposit.js";
import { explain } from "../../src/deposits/explain.js";
import { pauseNetwork } from "../../src/deposits/pauseNetwork.js";
import { recordFailure } from "../../src/deposits/recordFailure.js";
import { retryDeposit } from "../../src/deposits/retryDeposit.js";
import { parseAmount } from "../../src/lib/money.js";
import { openEthereumStore } from "../support/ethereumStore.js";

const operator = { clientId: "cli_operator", note: "looked at it" };
const colleague = { clientId: "cli_second", note: "looked at it too" };
const auditOf = (objectId: string) => listAudit(store.database.pool, { limit: 50, objectId });
const { network, store } = await openEthereumStore();

/** From here on the database refuses every grant, as a failing disk or a broken release would. */
async function breakGrants(): Promise<void> {
  await store.database.pool.query(`
    CREATE FUNCTION refuse_grants() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'staged fault'; END $$;
    CREATE TRIGGER staged_fault BEFORE INSERT ON grants FOR EACH ROW EXECUTE FUNCTION refuse_grants()`);
}

async function mendGrants(): Promise<void> {
  await store.database.pool.query("DROP TRIGGER staged_fault ON grants; DROP FUNCTION refuse_grants()");
}

/** A final deposit whose crediting failed until it got stuck. */
async function stickDeposit() {
  const checkout = await store.open();
  await network.pay(checkout.address, parseAmount("10"));
  await network.mine(network.finalAfter);
  await breakGrants();
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await store.work();
    const [deposit] = await store.deposits(checkout.id);
    await store.database.pool.query("UPDATE deposits SET due_at = now() WHERE id = $1 AND due_at IS NOT NULL", [
      deposit?.id,
    ]);
  }
  await mendGrants();
  const [deposit] = await store.deposits(checkout.id);
  if (deposit === undefined) throw new Error("the deposit was not seen");
  return { checkout, deposit };
}

test("a deposit whose crediting keeps failing becomes stuck with a reason in words, and a retry credits it once", async () => {
  const { checkout, deposit } = await stickDeposit();
  expect(deposit).toMatchObject({ status: "stuck", stuckReason: "credit_failed", attempts: 5 });
  expect(explain(deposit)).toContain("failed 5 times (staged fault");

  const dry = await retryDeposit(store.crediting, deposit.id, { ...operator, dryRun: true });
  expect(dry).toMatchObject({ outcome: "would_credit", credits: parseAmount("120") });
  expect(dry.checks.map(({ name, ok }) => [name, ok])).toEqual([
    ["receipt", true],
    ["contract", true],
    ["recipient", true],
    ["amount", true],
    ["finality", true],
    ["uniqueness", true],
  ]);
  expect(await readDeposit(store.database.pool, deposit.id)).toMatchObject({ status: "stuck" });
  expect(await store.available(checkout.walletId)).toBe(0n);

  const done = await retryDeposit(store.crediting, deposit.id, { ...operator, dryRun: false });
  expect(done).toMatchObject({ outcome: "credited", credits: parseAmount("120"), deposit: { status: "credited" } });
  expect(await store.available(checkout.walletId)).toBe(parseAmount("120"));
  expect(await store.checkout(checkout.id)).toMatchObject({ status: "paid" });
  await expect(retryDeposit(store.crediting, deposit.id, { ...operator, dryRun: false })).rejects.toMatchObject({
    code: "deposit_not_retryable",
  });
});

test("retry pressed by several at once credits once, with an audit record of each act (case 68)", async () => {
  const { checkout, deposit } = await stickDeposit();
  const results = await Promise.allSettled(
    Array.from({ length: 5 }, (_, press) =>
      retryDeposit(store.crediting, deposit.id, { ...(press % 2 === 0 ? operator : colleague), dryRun: false }),
    ),
  );
  const credited = results.filter((result) => result.status === "fulfilled" && result.value.outcome === "credited");
  expect(credited).toHaveLength(1);
  expect(await store.available(checkout.walletId)).toBe(parseAmount("120"));
  const records = await auditOf(deposit.id);
  expect(records.map(({ clientId }) => clientId).toSorted()).toEqual([
    ...Array(3).fill(operator.clientId),
    ...Array(2).fill(colleague.clientId),
  ]);
});

test("a retry of a payment that a fork has taken away credits nothing and says why", async () => {
  const { checkout, deposit } = await stickDeposit();
  await network.fork(network.finalAfter + 1, false);
  expect(await retryDeposit(store.crediting, deposit.id, { ...operator, dryRun: true })).toMatchObject({
    outcome: "refused",
  });
  expect(await auditOf(deposit.id)).toEqual([]);
  const result = await retryDeposit(store.crediting, deposit.id, { ...operator, dryRun: false });
  expect(result).toMatchObject({
    outcome: "refused",
    explanation: "Not credited: No node knows this transaction now.",
  });
  const { walletId } = checkout;
  expect(await assignDeposit(store.crediting, deposit.id, { ...operator, walletId })).toMatchObject({
    outcome: "refused",
  });
  const records = await auditOf(deposit.id);
  expect(records.map(({ action, note }) => [action, note])).toEqual([
    ["deposit.assign", operator.note],
    ["deposit.retry", operator.note],
  ]);
  for (const { before, after } of records) expect(after).toEqual(before);
  await network.mine(network.finalAfter);
  await store.work();
  expect(await store.deposits(checkout.id)).toMatchObject([{ status: "reorged" }]);
  expect(await store.available(checkout.walletId)).toBe(0n);
  // The fork went below what was final, which freezes the network for the tests to come.
  await pauseNetwork(store.database.pool, "ethereum", { ...operator, paused: false });
});

test("a failure after which the deposit was credited all the same leaves it credited", async () => {
  const checkout = await store.open();
  await network.pay(checkout.address, parseAmount("10"));
  await network.mine(network.finalAfter);
  await store.work();
  const [deposit] = await store.deposits(checkout.id);
  expect(await recordFailure(store.database.pool, deposit?.id ?? "", new Error("late"))).toBeNull();
  expect(await creditDeposit(store.crediting, deposit?.id ?? "")).toEqual({ kind: "not_due" });
  expect((await store.deposits(checkout.id))[0]).toMatchObject({ status: "credited", lastError: null });
});
