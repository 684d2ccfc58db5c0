import type { Sql } from "../db/sql.js";
import { notFound, requireBucket } from "./bucket.js";

/** Credits spent. Amounts are credits in base units. */
export type Debit = {
  id: string;
  walletId: string;
  credits: bigint;
  refunded: bigint;
  reference: string | null;
  /** What could be spent right after it. */
  availableAfter: bigint;
  /** The lots it burned, in the order they burned. */
  burned: { grantId: string; credits: bigint }[];
  createdAt: Date;
  /** What the client keeps with it, if anything; only where it was read for itself. */
  metadata?: Record<string, string>;
};

/** A debit as the ledger's functions give it. */
export type DebitFacts = {
  id: string;
  walletId: string;
  credits: string;
  refunded: string;
  reference: string | null;
  availableAfter: string;
  grantIds: string[];
  amounts: string[];
  createdAt: string;
};

export function debitFromFacts(facts: DebitFacts): Debit {
  return {
    id: facts.id,
    walletId: facts.walletId,
    credits: BigInt(facts.credits),
    refunded: BigInt(facts.refunded),
    reference: facts.reference,
    availableAfter: BigInt(facts.availableAfter),
    burned: facts.grantIds.map((grantId, index) => ({ grantId, credits: BigInt(facts.amounts[index] ?? 0) })),
    createdAt: new Date(facts.createdAt),
  };
}

/**
 * Reads a debit.
 * @param owner the client whose debits may be seen; null for any.
 * @throws CofferError `not_found`, also for another client's debit.
 */
export async function readDebit(sql: Sql, debitId: string, owner: string | null): Promise<Debit> {
  const { rows } = await sql.query<{ facts: DebitFacts; metadata: Record<string, string> | null }>(
    `SELECT ledger_debit_facts(d, e) AS facts, d.details -> 'metadata' AS metadata FROM debits d
       JOIN entries e ON e.bucket = d.bucket AND e.wallet_id = d.wallet_id AND e.version = d.entry_version
      WHERE d.bucket = $1 AND d.id = $2 AND ($3::text IS NULL OR d.client_id = $3)`,
    [requireBucket("deb", debitId), debitId, owner],
  );
  const row = rows[0];
  if (row === undefined) throw notFound("deb", debitId);
  return { ...debitFromFacts(row.facts), ...(row.metadata === null ? {} : { metadata: row.metadata }) };
}
