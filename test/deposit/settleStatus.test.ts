import { describe, expect, test } from "vitest";
import { statusFor } from "../../src/checkout/settleStatus.js";
import { parseAmount } from "../../src/lib/money.js";

type Case = { inTime?: string; late?: string; pending?: true; passed?: true; cancelled?: true };

function standing({ inTime = "0", late = "0", pending, passed, cancelled }: Case) {
  const { status, exception } = statusFor({
    due: parseAmount("100"),
    tolerance: parseAmount("0.5"),
    inTimeFinal: parseAmount(inTime),
    lateFinal: parseAmount(late),
    pendingSeen: pending ?? false,
    deadlinePassed: passed ?? false,
    cancelled: cancelled ?? false,
  });
  return [status, exception];
}

describe("where a checkout of $100 stands", () => {
  test.each<[string, Case, [string, string | null]]>([
    ["nothing yet", {}, ["open", null]],
    ["seen, not final", { pending: true }, ["confirming", null]],
    ["a part is final, there is time for the rest", { inTime: "40" }, ["open", null]],
    ["a part is final, more is seen", { inTime: "40", pending: true }, ["confirming", null]],
    ["paid exactly", { inTime: "100" }, ["paid", null]],
    ["paid at the edge of the tolerance", { inTime: "99.5" }, ["paid", null]],
    ["a base unit short of the tolerance", { inTime: "99.499999" }, ["open", null]],
    ["paid at the upper edge of the tolerance", { inTime: "100.5" }, ["paid", null]],
    ["paid more", { inTime: "100.500001" }, ["paid", "overpaid"]],
    ["paid, and more is seen", { inTime: "100", pending: true }, ["paid", null]],
    ["paid, deadline passed", { inTime: "100", passed: true }, ["paid", null]],
    ["paid, then more came late", { inTime: "100", late: "5", passed: true }, ["paid", "paid_late"]],
    ["overpaid, then more came late", { inTime: "120", late: "5", passed: true }, ["paid", "paid_late"]],
    ["nothing came", { passed: true }, ["expired", null]],
    ["in time, not final when the deadline passed", { pending: true, passed: true }, ["confirming", null]],
    ["a part came", { inTime: "40", passed: true }, ["expired", "underpaid"]],
    ["a part came, the rest late", { inTime: "40", late: "60", passed: true }, ["expired", "underpaid"]],
    ["all of it came late", { late: "100", passed: true }, ["expired", "paid_late"]],
    ["cancelled", { cancelled: true }, ["cancelled", null]],
    ["cancelled, deadline passed", { cancelled: true, passed: true }, ["cancelled", null]],
    ["cancelled, then paid in time", { inTime: "100", cancelled: true }, ["cancelled", "paid_late"]],
    ["cancelled, then paid late", { late: "100", cancelled: true, passed: true }, ["cancelled", "paid_late"]],
    ["cancelled, payment seen", { pending: true, cancelled: true }, ["cancelled", null]],
  ])("%s", (_what, given, expected) => {
    expect(standing(given)).toEqual(expected);
  });
});
