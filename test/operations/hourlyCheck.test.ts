import { pino } from "pino";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { createVerifyProcessor } from "../../workers/verify.js";
import { CREDIT, lot, openWallet } from "../ledger/spendingFixture.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
let lines: { level: number; msg: string; broken?: { name: string }[] }[];
beforeAll(async () => {
  database = await createTestDatabase();
  await openWallet(database.pool, [lot(5n * CREDIT)]);
});
afterAll(() => database.drop());

/** What the job says, done as if an hour had passed. */
async function verifyAgain(): Promise<typeof lines> {
  lines = [];
  await database.pool.query("DELETE FROM ledger_verifications");
  await database.pool.query("DELETE FROM verification_claim");
  const log = pino({ level: "info" }, { write: (line: string) => lines.push(JSON.parse(line)) });
  await createVerifyProcessor(database.pool, log)();
  return lines;
}

const verify = () => createVerifyProcessor(database.pool, pino({ level: "silent" }))();

async function countVerifications(): Promise<number> {
  const { rows } = await database.pool.query("SELECT count(*)::integer AS count FROM ledger_verifications");
  return rows[0].count;
}

test("of several workers one makes the hourly check, and another where that one died", async () => {
  await Promise.all([verify(), verify(), verify()]);
  expect(await countVerifications()).toBe(1);
  // As if an hour had passed, and a worker had begun just now.
  await database.pool.query("DELETE FROM ledger_verifications");
  await verify();
  expect(await countVerifications()).toBe(0);
  await database.pool.query("UPDATE verification_claim SET leased_until = now()");
  await verify();
  expect(await countVerifications()).toBe(1);
});

test("a worker keeps its claim for as long as the check takes", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  onTestFinished(() => void vi.useRealTimers());
  const { pool } = database;
  await pool.query("DELETE FROM ledger_verifications");
  await pool.query("UPDATE verification_claim SET leased_until = now()");
  const secondsLeft = async () => {
    const { rows } = await pool.query(
      "SELECT extract(epoch FROM leased_until - now())::integer AS left FROM verification_claim",
    );
    return rows[0].left;
  };
  const writer = await pool.connect();
  onTestFinished(() => writer.release());
  await writer.query("BEGIN");
  await writer.query("LOCK TABLE wallets IN ACCESS EXCLUSIVE MODE");
  const verified = verify();
  await expect.poll(secondsLeft).toBeGreaterThan(0);
  await pool.query("UPDATE verification_claim SET leased_until = now() + interval '10 seconds'");
  vi.advanceTimersByTime(120_000);
  await expect.poll(secondsLeft).toBeGreaterThan(120);
  await writer.query("ROLLBACK");
  await verified;
  expect(await countVerifications()).toBe(1);
});

test("the hourly check says nothing of books and an outbox that agree", async () => {
  expect(await verifyAgain()).toEqual([]);
});

test("the hourly check names what the outbox does not tell", async () => {
  await database.pool.query("DELETE FROM outbox WHERE type = 'grant.created'");
  const [line] = await verifyAgain();
  expect(line?.msg).toContain("the outbox does NOT agree");
  expect(line?.broken?.map(({ name }) => name)).toContain("grants_told");
});

test("the hourly check calls a wrong balance fatal", async () => {
  await database.pool.query("UPDATE wallets SET available = available + 1");
  const [line] = await verifyAgain();
  expect(line).toMatchObject({ level: 60, msg: expect.stringContaining("the ledger does NOT agree") });
  expect(line?.broken?.map(({ name }) => name)).toContain("wallet_balances");
});
