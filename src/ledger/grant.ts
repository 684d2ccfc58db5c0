export type GrantKind = "purchased" | "bonus" | "promotional" | "included";

/**
 * Where given credits stand in the burn order: before bonuses (20) and what was bought (30), and those of a plan, which
 * lapse soonest, first.
 */
export const GIVEN_PRIORITY = { included: 5, promotional: 10 } as const;

/** A lot of credits. Amounts are credits in base units, `costUsdt` USDT base units for the whole lot. */
export type Grant = {
  id: string;
  walletId: string;
  kind: GrantKind;
  granted: bigint;
  /** Not spent, not lapsed, not pinned. */
  remaining: bigint;
  /** Pinned by open holds. */
  held: bigint;
  /** Lower burns first. */
  priority: number;
  effectiveAt: Date;
  expiresAt: Date | null;
  inactiveAfterDays: number | null;
  costUsdt: bigint;
  sourceType: "deposit" | "store" | "allowance" | "transfer";
  depositId: string | null;
  checkoutId: string | null;
  componentId: string | null;
  reason: string | null;
  createdAt: Date;
};

/** A row of `grants`. */
export type GrantRow = {
  id: string;
  wallet_id: string;
  kind: GrantKind;
  granted: bigint;
  remaining: bigint;
  held: bigint;
  priority: number;
  effective_at: Date;
  expires_at: Date | null;
  inactive_after_days: number | null;
  cost_usdt: bigint;
  source_type: Grant["sourceType"];
  deposit_id: string | null;
  checkout_id: string | null;
  component_id: string | null;
  reason: string | null;
  created_at: Date;
};

export function grantFromRow(row: GrantRow): Grant {
  return {
    id: row.id,
    walletId: row.wallet_id,
    kind: row.kind,
    granted: row.granted,
    remaining: row.remaining,
    held: row.held,
    priority: row.priority,
    effectiveAt: row.effective_at,
    expiresAt: row.expires_at,
    inactiveAfterDays: row.inactive_after_days,
    costUsdt: row.cost_usdt,
    sourceType: row.source_type,
    depositId: row.deposit_id,
    checkoutId: row.checkout_id,
    componentId: row.component_id,
    reason: row.reason,
    createdAt: row.created_at,
  };
}
