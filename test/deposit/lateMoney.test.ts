import { expect, test } from "vitest";
import { openCatalogVersions } from "../../src/checkout/catalogVersions.js";
import type { Checkout } from "../../src/checkout/checkout.js";
import type { Sql } from "../../src/db/sql.js";
import { readDeposit } from "../../src/deposits/deposit.js";
import { planCredit } from "../../src/deposits/planCredit.js";
import { formatAmount, parseAmount } from "../../src/lib/money.js";
import { catalogText } from "../catalog/catalogFile.js";
import { countStatements } from "../support/countStatements.js";
import { openEthereumStore } from "../support/ethereumStore.js";
import { undone } from "../support/undone.js";

const HOUR_MS = 3_600_000;
/** As it stands in the default catalogue. */
const PAYMENT_BONUS = "    when: payment\n";

const { network, store } = await openEthereumStore();

/** Late payments of 1 USDT each, so many hours after the checkout's time; the chain knows nothing of them. */
async function addLate(sql: Sql, { id, walletId, address, inTimeUntil }: Checkout, status: string, hours: number[]) {
  const { rows } = await sql.query<{ id: string }>(
    `INSERT INTO deposits (id, network, tx_hash, log_position, block_number, block_hash, block_at, token, from_address, to_address,
       amount, status, wallet_id, checkout_id, detected_at, final_at, due_at, credited_at)
     SELECT 'dep_' || $3 || n, 'ethereum', $3 || n, 0, 1, '0x', at, $1, $2, $2, 1000000, $3, $4, $5, now(), now(),
       CASE WHEN $3 = 'confirming' THEN now() END, CASE WHEN $3 = 'credited' THEN now() END
     FROM unnest($6::timestamptz[]) WITH ORDINALITY AS late (at, n) RETURNING id`,
    [
      network.chain.usdt,
      address,
      status,
      walletId,
      id,
      hours.map((h) => new Date(inTimeUntil.getTime() + h * HOUR_MS)),
    ],
  );
  return readDeposit(sql, rows[0]?.id ?? "");
}

test("what one more payment is worth takes as many statements after 200 late ones as after 10, on one connection", async () => {
  const checkout = await store.open();
  const { pool } = store.database;
  // Whatever is asked of the pool while the transaction holds its locks waits for another connection.
  const refusing = Object.assign(Object.create(pool), { query: () => Promise.reject(new Error("asked of the pool")) });
  const catalogs = openCatalogVersions(refusing);
  async function statementsAfter(count: number): Promise<number> {
    let asked = 0;
    await undone(store.database.pool, async (sql) => {
      await addLate(sql, checkout, "credited", Array(count).fill(1));
      const deposit = await addLate(sql, checkout, "confirming", [2]);
      const plan = (on: Sql) => planCredit(on, catalogs, checkout, deposit, 0n);
      expect(await plan(sql)).toMatchObject({ credits: parseAmount("11") });
      const { counted, statements } = countStatements(sql);
      await plan(counted);
      asked = statements();
    });
    return asked;
  }
  expect(await statementsAfter(200)).toBe(await statementsAfter(10));
});

test("late money earns the rate of its own time: by the catalogue in force, and by the bonus's first and last moment", async () => {
  const checkout = await store.open();
  const { inTimeUntil } = checkout;
  const after = (hours: number) => new Date(inTimeUntil.getTime() + hours * HOUR_MS);
  const offered = `${PAYMENT_BONUS}    from: "${after(20).toISOString()}"\n    until: "${after(30).toISOString()}"\n`;
  const dearer = catalogText("default").replace("creditUsd: 0.1", "creditUsd: 0.2").replace(PAYMENT_BONUS, offered);
  const { catalogs } = store.crediting;
  const { catalog } = await catalogs.publish(dearer);
  await store.database.pool.query("UPDATE catalog_versions SET created_at = $2 WHERE version = $1", [
    catalog.version,
    after(10),
  ]);
  const hours = [1, 9, 10, 19, 20, 25, 29, 30, 40];
  const credits: string[] = [];
  for (const hour of hours) {
    await undone(store.database.pool, async (sql) => {
      const others = hours.filter((other) => other !== hour);
      await addLate(sql, checkout, "credited", others);
      const plan = await planCredit(sql, catalogs, checkout, await addLate(sql, checkout, "confirming", [hour]), 0n);
      credits.push(plan.kind === "credit" ? formatAmount(plan.credits) : plan.kind);
    });
  }
  // 2 by the first catalogue, 2 before its successor's bonus is offered, 3 while it is, 2 after.
  expect(credits).toEqual(["11", "11", "5", "5", "5.5", "5.5", "5.5", "5", "5"]);
});
