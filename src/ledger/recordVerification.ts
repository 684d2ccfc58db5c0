import type { Sql } from "../db/sql.js";
import { type Verification, verifyLedger } from "./verify.js";

/** Results are kept this long, in days: long enough to say since when something was wrong. */
const KEEP_DAYS = 90;

/** Verifies the ledger and keeps the result, for metrics and operators. Reads all of the ledger: minutes where it is large. */
export async function recordVerification(sql: Sql): Promise<Verification> {
  const startedAt = performance.now();
  const verification = await verifyLedger(sql);
  await sql.query("INSERT INTO ledger_verifications (ok, checks, took_ms) VALUES ($1, $2, $3)", [
    verification.ok,
    JSON.stringify(verification.checks),
    Math.round(performance.now() - startedAt),
  ]);
  await sql.query("DELETE FROM ledger_verifications WHERE at < now() - make_interval(days => $1)", [KEEP_DAYS]);
  return verification;
}

/** Whether the ledger was not verified within the last `seconds`. */
export async function isVerificationDue(sql: Sql, seconds: number): Promise<boolean> {
  const { rows } = await sql.query<{ due: boolean }>(
    `SELECT NOT EXISTS (SELECT 1 FROM ledger_verifications WHERE at > now() - make_interval(secs => $1)) AS due`,
    [seconds],
  );
  return rows[0]?.due ?? true;
}
