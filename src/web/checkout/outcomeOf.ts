import { toUnits } from "../lib/amounts.js";
import { type Checkout, type CheckoutDeposit, isOnTheWay, isPayable } from "./checkout.js";

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
  | "expiredWithPayment"
  | "underpaid"
  | "late"
  | "cancelled"
  | "cancelledAndPaid";

export type Outcome = { id: OutcomeId; tone: "info" | "good" | "warning" };

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

/** Credits will follow without the buyer: the network has yet to confirm it, or the shop to look at it. */
function isLookedAt(deposit: CheckoutDeposit): boolean {
  return isOnTheWay(deposit) || (deposit.status === "stuck" && deposit.token === "USDT");
}

function expiredOf({ exception, deposits }: Checkout): Outcome {
  if (exception === "underpaid") return { id: "underpaid", tone: "warning" };
  if (exception === "paid_late") return { id: "late", tone: "good" };
  if (deposits.some(isLookedAt)) return { id: "looking", tone: "info" };
  // What came was rejected, sent back, or no USDT: the list of payments says which.
  if (deposits.some(({ status }) => status !== "reorged")) return { id: "expiredWithPayment", tone: "warning" };
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
