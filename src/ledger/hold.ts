import type { Sql } from "../db/sql.js";
import { notFound, requireBucket } from "./bucket.js";

type HoldState = "open" | "captured" | "voided" | "expired";

/** Credits set aside for work that may fail. Amounts are credits in base units. */
export type Hold = {
  id: string;
  walletId: string;
  /** Open holds past `expiresAt` are shown as expired; their credits return within the next sweep. */
  state: HoldState;
  credits: bigint;
  captured: bigint;
  reference: string | null;
  createdAt: Date;
  expiresAt: Date;
  lines: { label: string; credits: bigint }[];
  /** The debit that capturing made, which can be refunded. */
  debitId: string | null;
  /** What the client keeps with it, if anything; only where it was read for itself. */
  metadata?: Record<string, string>;
};

/** A hold as the ledger's functions give it. */
export type HoldFacts = {
  id: string;
  walletId: string;
  state: HoldState;
  credits: string;
  captured: string;
  reference: string | null;
  createdAt: string;
  expiresAt: string;
  lines: { label: string; credits: string }[] | null;
  debitId: string | null;
};

export function holdFromFacts(facts: HoldFacts): Hold {
  return {
    id: facts.id,
    walletId: facts.walletId,
    state: facts.state,
    credits: BigInt(facts.credits),
    captured: BigInt(facts.captured),
    reference: facts.reference,
    createdAt: new Date(facts.createdAt),
    expiresAt: new Date(facts.expiresAt),
    lines: (facts.lines ?? []).map((line) => ({ label: line.label, credits: BigInt(line.credits) })),
    debitId: facts.debitId,
  };
}

/**
 * Reads a hold.
 * @param owner the client whose holds may be seen; null for any.
 * @throws CofferError `not_found`, also for another client's hold.
 */
export async function readHold(sql: Sql, holdId: string, owner: string | null): Promise<Hold> {
  const { rows } = await sql.query<{ facts: HoldFacts; over: boolean; metadata: Record<string, string> | null }>(
    `SELECT ledger_hold_facts(h) AS facts, h.details -> 'metadata' AS metadata, h.state = 'open' AND h.expires_at <= store_now() AS over
       FROM holds h WHERE h.bucket = $1 AND h.id = $2 AND ($3::text IS NULL OR h.client_id = $3)`,
    [requireBucket("hld", holdId), holdId, owner],
  );
  const row = rows[0];
  if (row === undefined) throw notFound("hld", holdId);
  const hold = { ...holdFromFacts(row.facts), ...(row.metadata === null ? {} : { metadata: row.metadata }) };
  return row.over ? { ...hold, state: "expired" } : hold;
}
