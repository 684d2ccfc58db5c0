import type { Schemas } from "../../lib/api.js";
import type { TextId } from "../../text/textIds.js";
import type { NoticeTone } from "../../ui/Notice.js";

export type Checkout = Schemas["Checkout"];
export type CheckoutStatus = Checkout["status"];

export const CHECKOUT_STATUSES: Record<CheckoutStatus, { title: TextId; tone: NoticeTone }> = {
  open: { title: "console.checkout.open", tone: "info" },
  confirming: { title: "console.checkout.confirming", tone: "info" },
  paid: { title: "console.checkout.paid", tone: "good" },
  expired: { title: "console.checkout.expired", tone: "warning" },
  cancelled: { title: "console.checkout.cancelled", tone: "info" },
};

export const EXCEPTIONS: Record<NonNullable<Checkout["exception"]>, TextId> = {
  underpaid: "console.checkout.underpaid",
  overpaid: "console.checkout.overpaid",
  paid_late: "console.checkout.paidLate",
};
