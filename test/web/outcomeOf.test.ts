import { expect, it } from "vitest";
import type { Checkout, CheckoutDeposit } from "../../src/web/checkout/checkout.js";
import { outcomeOf } from "../../src/web/checkout/outcomeOf.js";

const deposit = (status: CheckoutDeposit["status"], token: CheckoutDeposit["token"] = "USDT") =>
  ({ status, token, amount: "10" }) as CheckoutDeposit;

/** A checkout of 10 USDT on TRON; what is received is what its deposits hold. */
function checkoutOf(fields: Partial<Checkout>): Checkout {
  const amountReceived = fields.amountReceived ?? "0";
  const amountRemaining = String(10 - Number(amountReceived));
  const open = { status: "open", exception: null, network: "tron", address: "T", deposits: [], tolerance: "0.05" };
  return { ...open, amountDue: "10", amountReceived, amountRemaining, ...fields } as Checkout;
}

const [paid, expired, cancelled] = [{ status: "paid" }, { status: "expired" }, { status: "cancelled" }] as const;

it.each<[string | null, string, Partial<Checkout>]>([
  [null, "no network is chosen", { network: null, address: null }],
  ["waiting", "nothing came", {}],
  ["missing", "a part was credited", { amountReceived: "4", deposits: [deposit("credited")] }],
  ["partOnTheWay", "a part is on its way", { status: "confirming", amountReceived: "4" }],
  ["confirming", "all is on its way", { status: "confirming", amountReceived: "10" }],
  ["looking", "all is here and stuck", { amountReceived: "10", deposits: [deposit("stuck")] }],
  ["paid", "all is credited", paid],
  ["overpaid", "more is credited", { ...paid, exception: "overpaid" }],
  ["paidAndLate", "more came late", { ...paid, exception: "paid_late" }],
  ["expired", "nothing came in time", expired],
  ["expired", "the network took it back", { ...expired, deposits: [deposit("reorged")] }],
  ["underpaid", "too little came in time", { ...expired, exception: "underpaid", deposits: [deposit("credited")] }],
  ["late", "it came late", { ...expired, exception: "paid_late", deposits: [deposit("credited")] }],
  ["looking", "late money is seen", { ...expired, deposits: [deposit("detected")] }],
  ["looking", "late money is being confirmed", { ...expired, deposits: [deposit("confirming")] }],
  ["looking", "the shop has to look at it", { ...expired, deposits: [deposit("rejected"), deposit("stuck")] }],
  ["expiredWithPayment", "the shop rejected it", { ...expired, deposits: [deposit("rejected")] }],
  ["expiredWithPayment", "it was sent back", { ...expired, deposits: [deposit("refunded"), deposit("reorged")] }],
  ["expiredWithPayment", "it is no USDT", { ...expired, deposits: [deposit("stuck", "other")] }],
  ["cancelled", "it was cancelled", cancelled],
  ["cancelledAndPaid", "it was paid all the same", { ...cancelled, exception: "paid_late" }],
])("a buyer reads %s where %s", (id, _when, fields) => {
  expect(outcomeOf(checkoutOf(fields))?.id ?? null).toBe(id);
});
