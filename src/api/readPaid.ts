import type { Sql } from "../db/sql.js";
import type { Grant } from "../ledger/grant.js";
import type { Paid } from "./views/grantView.js";

/** Where the deposits that these lots come from were paid, by the deposit's id. */
export async function readPaid(sql: Sql, grants: Pick<Grant, "depositId">[]): Promise<Map<string, Paid>> {
  const ids = [...new Set(grants.flatMap(({ depositId }) => depositId ?? []))];
  if (ids.length === 0) return new Map();
  const { rows } = await sql.query<Paid & { id: string }>(
    `SELECT id, network, tx_hash AS "txHash" FROM deposits WHERE id = ANY($1)`,
    [ids],
  );
  return new Map(rows.map(({ id, network, txHash }) => [id, { network, txHash }]));
}
