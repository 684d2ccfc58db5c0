import { toUnits } from "../lib/amounts.js";
import type { NoticeTone } from "../ui/Notice.js";
import { type Checkout, isPayable } from "./checkout.js";

type OutcomeId =
  | "waiting"
  | "partOnTheWay"
  | "missing"
  | "confirming"
  | "looking"
  | "paid"
  | "overpaid"
  | "paidAndLate"
  | "expired"
  | "underpaid"
  | "late"
  | "cancelled"
  | "cancelledAndPaid";

export type Outcome = { id: OutcomeId; tone: NoticeTone };

/** What is not over yet. */
function progressOf(checkout: Checkout): Outcome | null {
  const hasCome = toUnits(checkout.amountReceived) > 0n;
  if (!hasCome) return checkout.network === null ? null : { id: "waiting", tone: "info" };
  if (isPayable(checkout)) {
    return checkout.status === "confirming"
      ? { id: "partOnTheWay", tone: "warning" }
      : { id: "missing", tone: "warning" };
  }
  return checkout.status === "confirming" ? { id: "confirming", tone: "info" } : { id: "looking", tone: "info" };
}

function expiredOf({ exception, deposits }: Checkout): Outcome {
  if (exception === "underpaid") return { id: "underpaid", tone: "warning" };
  if (exception === "paid_late") return { id: "late", tone: "good" };
  // What came is not credited yet: it was late, or somebody has to look at it.
  if (deposits.some(({ status }) => status !== "reorged")) return { id: "looking", tone: "info" };
  return { id: "expired", tone: "warning" };
}

/** What to tell a buyer about a checkout as it is, and how grave it is; null where there is nothing to say yet. */
export function outcomeOf(checkout: Checkout): Outcome | null {
  switch (checkout.status) {
    case "paid":
      if (checkout.exception === "overpaid") return { id: "overpaid", tone: "good" };
      return { id: checkout.exception === "paid_late" ? "paidAndLate" : "paid", tone: "good" };
    case "expired":
      return expiredOf(checkout);
    case "cancelled":
      return checkout.exception === null ? { id: "cancelled", tone: "info" } : { id: "cancelledAndPaid", tone: "good" };
    case "open":
    case "confirming":
      return progressOf(checkout);
  }
}
