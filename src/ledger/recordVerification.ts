import type { Sql } from "../db/sql.js";
import { type Verification, verifyLedger } from "./verify.js";

/** Results are kept this long, in days: long enough to say since when something was wrong. */
const KEEP_DAYS = 90;

/** A process that does not renew its claim within this time, in seconds, has lost it to another. */
export const CLAIM_SECONDS = 300;

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

/**
 * Claims the next verification where the ledger was not verified within the last `seconds`, and nobody verifies it now. A claim
 * is not given back but lapses, so that what fails is not begun again at once.
 */
export async function claimVerification(sql: Sql, seconds: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    `INSERT INTO verification_claim AS claim (leased_until)
     SELECT now() + make_interval(secs => $2)
      WHERE NOT EXISTS (SELECT FROM ledger_verifications WHERE at > now() - make_interval(secs => $1))
     ON CONFLICT (one) DO UPDATE SET leased_until = excluded.leased_until WHERE claim.leased_until <= now()`,
    [seconds, CLAIM_SECONDS],
  );
  return rowCount === 1;
}

/** To be called more often than the claim lasts, for as long as the verification takes. */
export async function renewVerificationClaim(sql: Sql): Promise<void> {
  await sql.query("UPDATE verification_claim SET leased_until = now() + make_interval(secs => $1)", [CLAIM_SECONDS]);
}
