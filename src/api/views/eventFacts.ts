import { z } from "zod";
import { termsFromJson } from "../../catalog/termsToJson.js";
import type { Checkout } from "../../checkout/checkout.js";
import type { Deposit } from "../../deposits/deposit.js";
import type { Grant } from "../../ledger/grant.js";
import { network } from "../fields.js";
import type { CheckoutFacts } from "./checkoutView.js";
import { depositStatus, stuckReason } from "./depositView.js";

/** What the outbox keeps of objects (see prisma/migrations/*_webhooks), read back into what their views are made of. */

const amount = z.string().transform((text) => BigInt(text));
const at = z.string().transform((text) => new Date(text));

export const grantFacts = z.object({
  id: z.string(),
  walletId: z.string(),
  kind: z.enum(["purchased", "bonus", "promotional", "included"]),
  granted: amount,
  remaining: amount,
  held: amount,
  priority: z.int(),
  effectiveAt: at,
  expiresAt: at.nullable(),
  inactiveAfterDays: z.int().nullable(),
  costUsdt: amount,
  sourceType: z.enum(["deposit", "store", "allowance", "transfer"]),
  depositId: z.string().nullable(),
  checkoutId: z.string().nullable(),
  componentId: z.string().nullable(),
  reason: z.string().nullable(),
  createdAt: at,
}) satisfies z.ZodType<Grant>;

export const depositFacts = z.object({
  id: z.string(),
  network,
  txHash: z.string(),
  logPosition: z.int(),
  logIndex: z.int().nullable(),
  blockNumber: z.int(),
  blockHash: z.string(),
  blockAt: at,
  token: z.string(),
  isUsdt: z.boolean(),
  from: z.string(),
  to: z.string(),
  amount,
  status: depositStatus,
  stuckReason: stuckReason.nullable(),
  attempts: z.int(),
  lastError: z.string().nullable(),
  dueAt: at.nullable(),
  walletId: z.string(),
  checkoutId: z.string().nullable(),
  credits: amount,
  pendingTotal: amount,
  approvedAt: at.nullable(),
  reversals: z.int(),
  refundTxHash: z.string().nullable(),
  detectedAt: at,
  finalAt: at.nullable(),
  creditedAt: at.nullable(),
}) satisfies z.ZodType<Deposit>;

const checkout = z.object({
  id: z.string(),
  walletId: z.string(),
  clientId: z.string(),
  status: z.enum(["open", "confirming", "paid", "expired", "cancelled"]),
  exception: z.enum(["underpaid", "overpaid", "paid_late"]).nullable(),
  network: network.nullable(),
  address: z.string().nullable(),
  amountDue: amount,
  tolerance: amount,
  terms: z.unknown().transform(termsFromJson),
  promoCode: z.string().nullable(),
  returnUrl: z.string().nullable(),
  metadata: z.record(z.string(), z.string()),
  version: z.int(),
  createdAt: at,
  expiresAt: at,
  inTimeUntil: at,
  cancelledAt: at.nullable(),
}) satisfies z.ZodType<Checkout>;

export const checkoutFacts = z.object({
  checkout,
  deposits: z.array(depositFacts),
  pinned: z.object({ chainId: z.string(), token: z.string(), cursorNumber: z.int().nullable() }).nullable(),
  pendingTotal: amount,
}) satisfies z.ZodType<CheckoutFacts>;
