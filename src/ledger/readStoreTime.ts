import type { Sql } from "../db/sql.js";
import { InvariantError } from "../lib/errors.js";

/** The store's time, which a test clock may have moved. */
export async function readStoreTime(sql: Sql): Promise<Date> {
  const { rows } = await sql.query<{ now: Date }>("SELECT store_now() AS now");
  const now = rows[0]?.now;
  if (now === undefined) throw new InvariantError("The database did not say the store's time.");
  return now;
}
