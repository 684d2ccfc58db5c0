import { expect, it, onTestFinished } from "vitest";
import { readStoreFigures } from "../../src/metrics/readStoreFigures.js";
import { insertDeposit } from "../ledger/depositRow.js";
import { createTestDatabase } from "../support/database.js";

it("what waits for its buyer is not on its way: it would page an hour after it came, and hide what is", async () => {
  const { pool, drop } = await createTestDatabase();
  onTestFinished(drop);
  for (const id of ["dep_dust", "dep_seen", "dep_due"]) await insertDeposit(pool, id, "wal_a", 0n);
  await pool.query(
    "UPDATE deposits SET status = 'confirming', credited_at = NULL, detected_at = now() - interval '2 hours'",
  );
  expect((await readStoreFigures(pool, ["tron"])).waiting).toEqual([]);
  await pool.query("UPDATE deposits SET final_at = NULL, detected_at = now() WHERE id = 'dep_seen'");
  await pool.query("UPDATE deposits SET due_at = now(), detected_at = now() WHERE id = 'dep_due'");
  const { waiting } = await readStoreFigures(pool, ["tron"]);
  expect(waiting).toMatchObject([{ network: "tron", count: 2 }]);
  expect(waiting[0]?.oldestSeconds).toBeLessThan(3_600);
});

it("a network that is switched off shows nothing: neither that nobody looks at it, nor what waits there", async () => {
  const { pool, drop } = await createTestDatabase();
  onTestFinished(drop);
  await insertDeposit(pool, "dep_seen", "wal_a", 0n);
  await pool.query("UPDATE deposits SET status = 'detected', credited_at = NULL, final_at = NULL");
  expect(await readStoreFigures(pool, ["tron"])).toMatchObject({
    networks: [{ network: "tron" }],
    waiting: [{ count: 1 }],
  });
  expect(await readStoreFigures(pool, ["ethereum"])).toMatchObject({ networks: [], waiting: [] });
});
