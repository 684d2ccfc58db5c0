import { createDraw } from "./createDraw.js";
import { drawBuyer } from "./drawBuyer.js";
import { drawDisturbances } from "./drawDisturbances.js";
import type { Plan } from "./plan.js";
import { stretchPlan } from "./stretchPlan.js";

/** Every buyer makes a play longer by so much, so that many buyers are a longer play and not a busier one. */
const MS_PER_BUYER = 300;
const SHORTEST_MS = 8_000;
/** Buyers begin no later than this before the end, so that most of what they do is disturbed. */
const LAST_BUYER_MS = 4_000;

export type PlanOptions = {
  buyers: number;
  redis: boolean;
  /** Makes every time so many times longer; left out: 1. */
  stretch?: number;
};

/** The play of a seed: a pure function of the seed and the options, so that any seed can be played again. */
export function createPlan(seed: number, { buyers, redis, stretch = 1 }: PlanOptions): Plan {
  const draw = createDraw(seed);
  const playMs = SHORTEST_MS + buyers * MS_PER_BUYER;
  const settings = {
    ethereumConfirmations: draw.pick(["2", "4", "final", "30:3,final"]),
    crossCheckAboveUsdt: draw.pick(["20", "45", "1000"]),
    checkoutTtlSeconds: draw.integer(4, 7),
  };
  const plan: Plan = {
    seed,
    redis,
    stretch: 1,
    settings,
    playMs,
    buyers: Array.from({ length: buyers }, (_, index) => {
      const name = `buyer-${index + 1}`;
      return drawBuyer(draw, { name, startMs: draw.integer(0, playMs - LAST_BUYER_MS), playMs });
    }).sort((one, other) => one.startMs - other.startMs),
    disturbances: drawDisturbances(draw, { playMs, redis }),
  };
  return stretchPlan(plan, stretch);
}
