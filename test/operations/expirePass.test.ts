import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCatalogVersions } from "../../src/checkout/catalogVersions.js";
import { hold } from "../../src/spend/hold.js";
import { createExpireProcessor } from "../../workers/expire.js";
import { CREDIT, createSpending, endTime, lot, openWallet, resultOf, spender } from "../ledger/spendingFixture.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
let pass: () => Promise<void>;
beforeAll(async () => {
  database = await createTestDatabase();
  const catalogs = openCatalogVersions(database.pool);
  await catalogs.publish(readFileSync("catalogs/default.yaml", "utf8"));
  pass = createExpireProcessor(database.pool, new Map(), catalogs);
});
afterAll(() => database.drop());

/** A hold whose time is over, until the pass ends it. */
async function holdOverdue(): Promise<() => Promise<{ state: string; chained: boolean }>> {
  const { pool } = database;
  const { walletId } = await openWallet(pool, [lot(5n * CREDIT)]);
  const wanted = { walletId, chargeFor: { credits: CREDIT }, expiresInSeconds: 60, metadata: {} };
  const held = resultOf(await hold(createSpending(pool), spender(), wanted));
  await endTime(pool, held.id);
  return async () => {
    const { rows } = await pool.query<{ state: string; chained: boolean }>(
      `SELECT state, EXISTS (SELECT FROM entry_segments s WHERE s.wallet_id = holds.wallet_id) AS chained FROM holds WHERE id = $1`,
      [held.id],
    );
    return rows[0] as { state: string; chained: boolean };
  };
}

test("a step that fails keeps none of the others from its turn, and the pass says what failed", async () => {
  const readHold = await holdOverdue();
  await database.pool.query("ALTER TABLE checkouts RENAME TO checkouts_away");
  await database.pool.query("ALTER TABLE alerts RENAME TO alerts_away");
  const failure = await pass().catch((error: unknown) => error);
  await database.pool.query("ALTER TABLE checkouts_away RENAME TO checkouts");
  await database.pool.query("ALTER TABLE alerts_away RENAME TO alerts");
  expect(failure).toBeInstanceOf(AggregateError);
  const said = (failure as AggregateError).errors.map((error) => String(error));
  expect(said[0]).toContain('relation "checkouts" does not exist');
  expect(said.at(-1)).toContain('relation "alerts" does not exist');
  expect(await readHold()).toEqual({ state: "expired", chained: true });
});

test("what one step alone failed with is what the pass fails with", async () => {
  await database.pool.query("ALTER TABLE alerts RENAME TO alerts_away");
  const failure = await pass().catch((error: unknown) => error);
  await database.pool.query("ALTER TABLE alerts_away RENAME TO alerts");
  expect(String(failure)).toContain('relation "alerts" does not exist');
  await expect(pass()).resolves.toBeUndefined();
});
