import type { Sql } from "../db/sql.js";
import { type Allowance, saveAllowance } from "./allowance.js";
import { periodStart } from "./allowancePeriods.js";
import { requireBucket } from "./bucket.js";
import { GIVEN_PRIORITY } from "./grant.js";
import { postGrants } from "./postGrants.js";
import { withoutActivity } from "./withoutActivity.js";

/** Periods granted in one transaction: the wallet is locked until it is done. */
const PERIODS_AT_ONCE = 100;

/** What may still be granted at `start` without more than the cap lying unused, as far as `credits`. */
async function creditsWithinCap(sql: Sql, allowance: Allowance, start: Date): Promise<bigint> {
  const { walletId, allowanceId, credits, capCredits } = allowance;
  if (capCredits === null) return credits;
  const { rows } = await sql.query<{ unused: bigint }>(
    `SELECT coalesce(sum(remaining + held), 0)::bigint AS unused FROM grants
      WHERE bucket = $1 AND wallet_id = $2 AND live AND source_type = 'allowance' AND split_part(component_id, '@', 1) = $3
        AND (expires_at IS NULL OR expires_at > $4)`,
    [requireBucket("wal", walletId), walletId, allowanceId, start],
  );
  const room = capCredits - (rows[0]?.unused ?? 0n);
  if (room >= credits) return credits;
  return room > 0n ? room : 0n;
}

async function grantPeriod(sql: Sql, allowance: Allowance): Promise<void> {
  const { walletId, allowanceId, kind, name, every, rollover, startedAt, nextPeriod, nextAt } = allowance;
  const credits = await creditsWithinCap(sql, allowance, nextAt);
  await postGrants(sql, {
    walletId,
    depositId: null,
    checkoutId: null,
    source: "allowance",
    grants: [
      {
        kind,
        credits,
        priority: GIVEN_PRIORITY[kind],
        effectiveAt: nextAt,
        expiresAt: rollover === null ? null : periodStart(startedAt, every, nextPeriod + 1 + rollover),
        costUsdt: 0n,
        componentId: `${allowanceId}@${nextAt.toISOString()}`,
        reason: name,
      },
    ].filter((grant) => grant.credits > 0n),
  });
}

/**
 * Grants the periods of an allowance that have begun, the oldest first, each once, and settles the wallet: a period that
 * is over by now shows as granted and lapsed, as it would have. The wallet is locked.
 * @returns the allowance as it is then; its `nextAt` is still past when there were very many periods: call again.
 */
export async function grantPeriods(sql: Sql, allowance: Allowance, now: Date): Promise<Allowance> {
  if (allowance.endedAt !== null || allowance.nextAt > now) return allowance;
  let current = allowance;
  await withoutActivity(sql, allowance.walletId, async () => {
    for (let count = 0; count < PERIODS_AT_ONCE && current.nextAt <= now; count += 1) {
      await grantPeriod(sql, current);
      const nextPeriod = current.nextPeriod + 1;
      current = { ...current, nextPeriod, nextAt: periodStart(current.startedAt, current.every, nextPeriod) };
    }
    // Before the wallet is settled: when it falls due again goes by the next period.
    await saveAllowance(sql, current);
  });
  return current;
}
