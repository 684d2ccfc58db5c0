import { formatAmount } from "../../../src/lib/money.js";
import type { Draw } from "./createDraw.js";
import type { SpendingPlan } from "./plan.js";

function drawWhat(draw: Draw, credits: bigint): SpendingPlan["what"] {
  const part = (credits * BigInt(draw.integer(10, 100))) / 100n;
  const pauseMs = draw.integer(0, 2_500);
  const kind = draw.weighted({ capture: 5, void: 2, expire: 1, debit: 4, refund: 3, batch: 1 });
  switch (kind) {
    case "capture":
      return { kind, captured: formatAmount(part), pauseMs };
    case "refund":
      return { kind, refunded: formatAmount(part), pauseMs };
    case "void":
      return { kind, pauseMs };
    case "batch":
      return { kind, debits: draw.integer(2, 6) };
    default:
      return { kind };
  }
}

/** One generation that a service charges for, within `withinMs` of the buyer's start; some cost more than there is. */
export function drawSpending(draw: Draw, withinMs: number): SpendingPlan {
  const credits = BigInt(draw.integer(5, draw.chance(0.15) ? 2_000 : 250)) * 100_000n;
  return {
    afterMs: draw.integer(500, Math.max(500, withinMs)),
    service: draw.pick([0, 1]),
    credits: formatAmount(credits),
    doubled: draw.chance(0.2),
    patienceMs: draw.chance(0.2) ? 0 : 240_000,
    what: drawWhat(draw, credits),
  };
}
