import type { Sql } from "../db/sql.js";
import { CofferError } from "../lib/errors.js";
import type { AllowancePeriod } from "./allowancePeriods.js";
import { requireBucket } from "./bucket.js";

/** What an allowance gives, as a catalogue says it. Amounts are credits in base units. */
export type AllowanceTerms = {
  allowanceId: string;
  name: string;
  kind: "included" | "promotional";
  credits: bigint;
  every: AllowancePeriod;
  /** Further periods for which what is unused stays; null for ever. */
  rollover: number | null;
  /** The most that may lie unused of it; null for no limit. */
  capCredits: bigint | null;
  whenEnded: "lapse" | "keep";
};

/** An allowance of one wallet. */
export type Allowance = AllowanceTerms & {
  walletId: string;
  /** The first period that `whenEnded` holds for; what began before, under another rule, stays. */
  whenEndedFrom: Date;
  startedAt: Date;
  /** The period that is granted next, counted from 0, and when it begins. */
  nextPeriod: number;
  nextAt: Date;
  endedAt: Date | null;
};

const COLUMNS = `wallet_id AS "walletId", allowance_id AS "allowanceId", name, kind, credits, every, rollover,
  cap_credits AS "capCredits", when_ended AS "whenEnded", when_ended_from AS "whenEndedFrom", started_at AS "startedAt",
  next_period AS "nextPeriod", next_at AS "nextAt", ended_at AS "endedAt"`;

/** A wallet's allowances, ended ones too, in the order of their ids. */
export async function listAllowances(sql: Sql, walletId: string): Promise<Allowance[]> {
  const { rows } = await sql.query<Allowance>(
    `SELECT ${COLUMNS} FROM allowances WHERE bucket = $1 AND wallet_id = $2 ORDER BY allowance_id`,
    [requireBucket("wal", walletId), walletId],
  );
  return rows;
}

/** Reads one allowance of a wallet; null when it never had it. For a change, the wallet must be locked. */
export async function findAllowance(sql: Sql, walletId: string, allowanceId: string): Promise<Allowance | null> {
  const all = await listAllowances(sql, walletId);
  return all.find((allowance) => allowance.allowanceId === allowanceId) ?? null;
}

/** As {@link findAllowance}. @throws CofferError `not_found` when the wallet never had it. */
export async function requireAllowance(sql: Sql, walletId: string, allowanceId: string): Promise<Allowance> {
  const allowance = await findAllowance(sql, walletId, allowanceId);
  if (allowance !== null) return allowance;
  throw new CofferError("not_found", `This wallet has no allowance ${allowanceId.slice(0, 60)}.`);
}

/** Writes an allowance over the one with the same wallet and id. The wallet is locked. */
export async function saveAllowance(sql: Sql, allowance: Allowance): Promise<void> {
  await sql.query(
    `INSERT INTO allowances (bucket, wallet_id, allowance_id, name, kind, credits, every, rollover, cap_credits, when_ended,
       when_ended_from, started_at, next_period, next_at, ended_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     ON CONFLICT (bucket, wallet_id, allowance_id) DO UPDATE SET name = excluded.name, kind = excluded.kind,
       credits = excluded.credits, every = excluded.every, rollover = excluded.rollover, cap_credits = excluded.cap_credits,
       when_ended = excluded.when_ended, when_ended_from = excluded.when_ended_from, started_at = excluded.started_at,
       next_period = excluded.next_period, next_at = excluded.next_at, ended_at = excluded.ended_at`,
    [
      requireBucket("wal", allowance.walletId),
      allowance.walletId,
      allowance.allowanceId,
      allowance.name,
      allowance.kind,
      allowance.credits,
      allowance.every,
      allowance.rollover,
      allowance.capCredits,
      allowance.whenEnded,
      allowance.whenEndedFrom,
      allowance.startedAt,
      allowance.nextPeriod,
      allowance.nextAt,
      allowance.endedAt,
    ],
  );
}
