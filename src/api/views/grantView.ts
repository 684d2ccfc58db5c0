import { z } from "zod";
import type { Grant } from "../../ledger/grant.js";
import { BASE_UNITS, divideFloor, formatAmount } from "../../lib/money.js";
import { decimal, network, time } from "../fields.js";

export const grantSchema = z
  .strictObject({
    id: z.string(),
    kind: z.enum(["purchased", "bonus", "promotional", "included"]),
    granted: decimal,
    remaining: decimal,
    held: decimal,
    priority: z.int(),
    effectiveAt: time,
    expiresAt: time.nullable(),
    expiresAfterInactiveDays: z.int().nullable(),
    unitCostUsd: decimal,
    reason: z.string().nullable(),
    source: z.strictObject({
      type: z.enum(["deposit", "store", "allowance", "transfer"]),
      depositId: z.string().optional(),
      network: network.optional(),
      txHash: z.string().optional(),
    }),
  })
  .meta({ id: "Grant" });

export type GrantView = z.output<typeof grantSchema>;

/** Where a deposit was paid. */
export type Paid = { network: "tron" | "ethereum"; txHash: string };

/** @param paid by deposit id, of the grants that come from one. */
export function grantView(grant: Grant, paid: ReadonlyMap<string, Paid>): GrantView {
  const { id, kind, priority, depositId, reason } = grant;
  return {
    id,
    kind,
    granted: formatAmount(grant.granted),
    remaining: formatAmount(grant.remaining),
    held: formatAmount(grant.held),
    priority,
    effectiveAt: grant.effectiveAt.toISOString(),
    expiresAt: grant.expiresAt?.toISOString() ?? null,
    expiresAfterInactiveDays: grant.inactiveAfterDays,
    // Shown only: the lot's whole cost is what reports add up.
    unitCostUsd: formatAmount(divideFloor(grant.costUsdt * BASE_UNITS, grant.granted)),
    reason,
    source: {
      type: grant.sourceType,
      ...(depositId === null ? {} : { depositId, ...paid.get(depositId) }),
    },
  };
}
