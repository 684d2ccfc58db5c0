import type { Sql } from "../db/sql.js";

/** What the tables know of a credited deposit's way, in the order in which it happened. */
export type Journey = {
  depositId: string;
  checkoutId: string;
  network: string;
  txHash: string;
  status: string;
  openedAt: Date;
  blockAt: Date;
  detectedAt: Date;
  finalAt: Date;
  creditedAt: Date;
  /** Whether it is the first of its checkout that was credited. */
  first: boolean;
};

/** Null for a deposit that is not credited or that came without a checkout. */
export async function readJourney(sql: Sql, depositId: string): Promise<Journey | null> {
  const { rows } = await sql.query<Journey>(
    `SELECT deposit.id AS "depositId", checkout.id AS "checkoutId", deposit.network, deposit.tx_hash AS "txHash",
            checkout.status, checkout.created_at AS "openedAt", deposit.block_at AS "blockAt",
            deposit.detected_at AS "detectedAt", coalesce(deposit.final_at, deposit.credited_at) AS "finalAt",
            deposit.credited_at AS "creditedAt",
            NOT EXISTS (SELECT 1 FROM deposits AS other WHERE other.checkout_id = checkout.id AND other.id <> deposit.id
                         AND (other.credited_at, other.id) < (deposit.credited_at, deposit.id)) AS first
     FROM deposits AS deposit JOIN checkouts AS checkout ON checkout.id = deposit.checkout_id
     WHERE deposit.id = $1 AND deposit.credited_at IS NOT NULL`,
    [depositId],
  );
  return rows[0] ?? null;
}
