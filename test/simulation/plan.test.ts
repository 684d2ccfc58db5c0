import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPlan } from "./plan/createPlan.js";
import { LIES, PROCESSES } from "./plan/plan.js";

const plans = Array.from({ length: 60 }, (_, seed) => createPlan(seed, { buyers: 30, redis: seed % 2 === 1 }));
const seen = <Value>(values: Value[]) => [...new Set(values)].sort();

describe("a plan of the simulation", () => {
  it("is a pure function of its seed and options", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 60 }), fc.boolean(), (seed, buyers, redis) => {
        expect(createPlan(seed, { buyers, redis })).toEqual(createPlan(seed, { buyers, redis }));
        expect(createPlan(seed, { buyers, redis })).not.toEqual(createPlan(seed + 1, { buyers, redis }));
      }),
      { numRuns: 50 },
    );
  });

  it("is the same at another pace, where it is stretched", () => {
    for (const seed of [1, 2, 3]) {
      const options = { buyers: 20, redis: seed === 2 };
      const drawn = createPlan(seed, options);
      const slow = createPlan(seed, { ...options, stretch: 3 });
      const times = (text: string) =>
        [...text.matchAll(/"(\w+(?:Ms|TtlSeconds))":(\d+)/g)].filter(([, name]) => name !== "patienceMs");
      const withoutTimes = (text: string) => text.replace(/"(\w+Ms|stretch|checkoutTtlSeconds)":\d+/g, "");
      const [drawnText, slowText] = [JSON.stringify(drawn), JSON.stringify(slow)];
      expect(withoutTimes(slowText)).toBe(withoutTimes(drawnText));
      expect(times(slowText).map(([, , ms]) => Number(ms))).toEqual(times(drawnText).map(([, , ms]) => Number(ms) * 3));
    }
  });

  it("survives JSON unchanged, so that a printed plan is the plan", () => {
    for (const plan of plans) expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });

  it("has every kind of payment, spending and mishap in it, over some seeds", () => {
    const payments = plans.flatMap(({ buyers }) =>
      buyers.flatMap((buyer) => buyer.checkouts.flatMap((one) => one.payments)),
    );
    const spending = plans.flatMap(({ buyers }) => buyers.flatMap((buyer) => buyer.spending));
    const disturbances = plans.flatMap((plan) => plan.disturbances);
    expect(seen(payments.map(({ kind }) => kind))).toEqual(
      seen(["transfer", "batch", "zero", "other_token", "reverted", "inner_failure", "out_of_energy"]),
    );
    expect(seen(payments.map(({ waitFor }) => waitFor))).toEqual(seen(["nothing", "paid", "deadline"]));
    expect(seen(spending.map(({ what }) => what.kind))).toEqual(
      seen(["capture", "void", "expire", "debit", "refund", "batch"]),
    );
    expect(seen(disturbances.map(({ kind }) => kind))).toEqual(
      seen(["kill", "restart", "stall", "fork", "lie", "outage", "fee", "retry", "clock", "flush", "kill_redis"]),
    );
    expect(seen(disturbances.flatMap((each) => (each.kind === "lie" ? [each.lie] : [])))).toEqual(seen([...LIES]));
    expect(seen(disturbances.flatMap((each) => ("process" in each ? [each.process] : [])))).toEqual(
      seen([...PROCESSES]),
    );
  });

  it("touches Redis only where there is one, and never forks deeper than what is final", () => {
    for (const { redis, disturbances } of plans) {
      const ofRedis = disturbances.filter(({ kind }) => kind === "flush" || kind === "kill_redis");
      if (!redis) expect(ofRedis).toEqual([]);
      for (const each of disturbances) if (each.kind === "fork") expect(each.depth).toBeLessThan(18);
    }
  });
});
