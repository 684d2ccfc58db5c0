import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
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
  const log = pino({ level: "info" }, { write: (line: string) => lines.push(JSON.parse(line)) });
  await createVerifyProcessor(database.pool, log)();
  return lines;
}

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
