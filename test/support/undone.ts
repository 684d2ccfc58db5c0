import type { Pool } from "../../src/db/client.js";
import type { Sql } from "../../src/db/sql.js";
import { transaction } from "../../src/db/transaction.js";

/** Does the work in a transaction and undoes it, for what the chain knows nothing of. */
export async function undone(pool: Pool, work: (sql: Sql) => Promise<void>): Promise<void> {
  const undo = new Error("undone");
  await transaction(pool, async (sql) => {
    await work(sql);
    throw undo;
  }).catch((error) => {
    if (error !== undo) throw error;
  });
}
