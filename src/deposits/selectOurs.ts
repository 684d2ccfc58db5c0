import type { Network } from "../chains/chain.js";
import type { Sql } from "../db/sql.js";

/** The transfers that pay an address of ours: one indexed query, however many addresses were issued. */
export async function selectOurs<Transfer extends { to: string }>(
  sql: Sql,
  network: Network,
  transfers: Transfer[],
): Promise<Transfer[]> {
  if (transfers.length === 0) return [];
  const { rows } = await sql.query<{ address: string }>(
    "SELECT address FROM addresses WHERE network = $1 AND address = ANY($2::text[])",
    [network, [...new Set(transfers.map(({ to }) => to))]],
  );
  const ours = new Set(rows.map(({ address }) => address));
  return transfers.filter(({ to }) => ours.has(to));
}
