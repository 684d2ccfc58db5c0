import type { Sql } from "../db/sql.js";
import { UnavailableError } from "../lib/errors.js";
import { lockWallets } from "./lockWallets.js";

/** Far more moves than the lots of one deposit could make while a transaction is locking their wallets. */
const ROUNDS_MAX = 20;

/**
 * Locks every wallet that has lots of these deposits, wherever transfers took them, and names them in (bucket, id) order.
 * Where several deposits are worked on in one transaction, all their wallets are locked first, so that the order holds.
 * @param sql a client inside a transaction.
 */
export async function lockDepositWallets(
  sql: Sql,
  depositIds: readonly string[],
): Promise<{ bucket: number; id: string }[]> {
  let known = 0;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    // The first column of the index is the bucket, of which there are few enough to skip through.
    const { rows } = await sql.query<{ bucket: number; id: string }>(
      `SELECT DISTINCT bucket, wallet_id AS id FROM grants WHERE deposit_id = ANY($1) ORDER BY bucket, id`,
      [depositIds],
    );
    // A lot leaves a wallet only under that wallet's lock: once a read finds no further wallet, all are held.
    if (rows.length === known) return rows;
    known = rows.length;
    await lockWallets(
      sql,
      rows.map(({ id }) => id),
    );
  }
  throw new UnavailableError("The deposits' credits kept moving between wallets; try again.");
}
