import type { Schemas } from "../../lib/api.js";
import type { TextId } from "../../text/textIds.js";
import type { NoticeTone } from "../../ui/Notice.js";

export type Deposit = Schemas["Deposit"];
type Status = Deposit["status"];
/** Something to be decided about a deposit, and whether it may be now. */
export type DepositAction = { deposit: Schemas["DepositWithHistory"]; isOffered: boolean };
export type StuckReason = NonNullable<Deposit["stuckReason"]>;

/** Names that are the same in every language. */
export function networkName(network: Deposit["network"]): string {
  return network === "tron" ? "TRON" : "Ethereum";
}

export const STATUSES: Record<Status, { title: TextId; tone: NoticeTone }> = {
  detected: { title: "console.status.detected", tone: "info" },
  confirming: { title: "console.status.confirming", tone: "info" },
  credited: { title: "console.status.credited", tone: "good" },
  stuck: { title: "console.status.stuck", tone: "bad" },
  reorged: { title: "console.status.reorged", tone: "warning" },
  rejected: { title: "console.status.rejected", tone: "info" },
  refunded: { title: "console.status.refunded", tone: "info" },
};

export const REASONS: Record<StuckReason, TextId> = {
  credit_failed: "console.reason.creditFailed",
  provider_disagreement: "console.reason.providerDisagreement",
  below_minimum: "console.reason.belowMinimum",
  unsupported_token: "console.reason.unsupportedToken",
  review_threshold: "console.reason.reviewThreshold",
  sender_blocked: "console.reason.senderBlocked",
  reorged_after_credit: "console.reason.reorgedAfterCredit",
  rpc_exhausted: "console.reason.rpcExhausted",
  no_checkout: "console.reason.noCheckout",
};
