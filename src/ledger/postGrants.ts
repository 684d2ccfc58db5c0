import type { Sql } from "../db/sql.js";
import { InvariantError } from "../lib/errors.js";
import { newBucketId } from "../lib/ids.js";
import { notFound, requireBucket } from "./bucket.js";
import { explainRange } from "./explainRange.js";
import { type Grant, type GrantKind, type GrantRow, grantFromRow } from "./grant.js";

/** A lot to grant. `credits` in base units; `costUsdt` is what the whole lot cost, in USDT base units. */
export type NewGrant = {
  kind: GrantKind;
  credits: bigint;
  /** Lower burns first. */
  priority: number;
  /** Spendable from then on; left out: at once. */
  effectiveAt?: Date | undefined;
  expiresAt: Date | null;
  /** Lapses after so many days without a grant, hold or debit. */
  inactiveAfterDays?: number | undefined;
  costUsdt: bigint;
  /** Which part of the deposit's worth this is; a deposit grants each part once. */
  componentId?: string | undefined;
  /** Names a bonus that a wallet may have from one checkout only. */
  onceKey?: string | undefined;
  reason?: string | undefined;
};

export type GrantPosting = {
  walletId: string;
  /** The deposit that pays for these lots, or null when the store gives them. */
  depositId: string | null;
  checkoutId: string | null;
  /** Set when the lots are a period of an allowance; `componentId` then names the period. */
  source?: "allowance";
  grants: NewGrant[];
};

function stateOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

function explain(error: unknown, posting: GrantPosting): unknown {
  if (stateOf(error) === "P0002") return notFound("wal", posting.walletId);
  if (stateOf(error) !== "23505") return explainRange(error);
  return new InvariantError("These credits, or a bonus to be had once, were granted before; nothing was posted.", {
    fields: { walletId: posting.walletId, depositId: posting.depositId, checkoutId: posting.checkoutId },
    cause: error,
  });
}

/**
 * Grants lots to one wallet inside the caller's transaction, after locking it, and repays the wallet's debt from them
 * first. Lots worth nothing are left out. Returns the lots in the order given, as they are after any repayment.
 * @throws CofferError `not_found`, or `invalid_request` where the wallet would have more than it can; InvariantError when the deposit granted that component, or the wallet had that
 * once-only bonus from another checkout, before. The transaction is then of no further use.
 */
export async function postGrants(sql: Sql, posting: GrantPosting): Promise<Grant[]> {
  const bucket = requireBucket("wal", posting.walletId);
  const worth = posting.grants.filter((grant) => grant.credits > 0n);
  // Lots of one posting are equally old; their ids, which decide then, sort in the order given.
  const ids = worth.map(() => newBucketId("grt", bucket)).sort();
  const lots = worth.map((grant, index) => ({
    ...grant,
    id: ids[index],
    credits: grant.credits.toString(),
    costUsdt: grant.costUsdt.toString(),
  }));
  try {
    const { rows } = await sql.query<GrantRow>("SELECT * FROM ledger_grant($1, $2, $3, $4, $5, $6)", [
      bucket,
      posting.walletId,
      posting.depositId === null ? (posting.source ?? "store") : "deposit",
      posting.depositId,
      posting.checkoutId,
      JSON.stringify(lots),
    ]);
    return rows.map(grantFromRow);
  } catch (error) {
    throw explain(error, posting);
  }
}
