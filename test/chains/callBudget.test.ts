import { afterEach, describe, expect, test, vi } from "vitest";
import { budgetLeft, paceFor } from "../../src/chains/callBudget.js";
import { tronDefinition } from "../../src/chains/definitions/tron.js";
import { ProviderError } from "../../src/chains/providerError.js";
import { readFinalHeight } from "../../src/chains/readFinalHeight.js";
import { createProviderPool } from "../../src/chains/rpc.js";

const DAY_MS = 86_400_000;
const { blockMilliseconds: blockMs, callsPerDay, finalDepth, finalDepthLeast } = tronDefinition;

afterEach(() => {
  vi.useRealTimers();
});

/** Plays the rest of a TRON day, with so many calls used by `from`; calls as passes make them, at the head and in ranges. */
function playRestOfDay(from: number, used: number) {
  let [calls, seen, longestGap, slowedPasses] = [used, 0, 0, 0];
  for (let now = from; now < DAY_MS; ) {
    const pace = paceFor(blockMs, { calls: Math.max(0, callsPerDay - calls), msLeft: DAY_MS - now });
    longestGap = Math.max(longestGap, pace.everyMs);
    now += pace.everyMs;
    const blocks = Math.floor((now - from) / blockMs) - seen;
    seen += blocks;
    calls += pace.isSlowed ? 3 + blocks + Math.ceil(blocks / tronDefinition.finalRangeBlocks) : 2 * blocks;
    if (pace.isSlowed) slowedPasses += 1;
  }
  return { calls, longestGap, slowedPasses };
}

describe("the pace of a day's calls on TRON", () => {
  test("is the chain's own on an ordinary day, and leaves a third of the budget for everything else", () => {
    expect(playRestOfDay(0, 0)).toEqual({ calls: 57_600, longestGap: blockMs, slowedPasses: 0 });
  });

  test.each([45_000, 55_000, 62_000])("slows down when %i calls were used up by six, and keeps the budget", (used) => {
    const day = playRestOfDay(DAY_MS / 4, used);
    expect(day.calls).toBeLessThanOrEqual(callsPerDay);
    expect(day.longestGap).toBeLessThanOrEqual(600_000);
  });

  test("never stops, not even when every call is used up", () => {
    expect(paceFor(blockMs, { calls: 0, msLeft: DAY_MS / 2 })).toEqual({ everyMs: 600_000, isSlowed: true });
  });

  test("goes by what all providers have left until midnight UTC, and by nothing where nobody counts", () => {
    vi.useFakeTimers({ now: Date.parse("2026-11-21T18:00:00Z") });
    const one = { callsToday: 120, budget: 100 };
    const two = { callsToday: 30, budget: 100 };
    expect(budgetLeft([one, two])).toEqual({ calls: 70, msLeft: DAY_MS / 4 });
    expect(budgetLeft([one, { callsToday: 5, budget: null }])).toBeNull();
  });
});

describe("what is called final", () => {
  /** Asks the first for its final height, below `head`; final blocks are a minute old but for those of `old`. */
  const read = (
    heights: Record<string, number | Error>,
    { least = finalDepthLeast, head = 1_000, old = [] }: { least?: number; head?: number; old?: string[] } = {},
  ) => {
    const urls = Object.keys(heights);
    const connect = (host: string) => ({ host });
    const pool = createProviderPool({ network: "tron", blockMs: 3_000, urls, connect });
    const [client] = pool.available();
    if (client === undefined) throw new Error("no provider");
    return readFinalHeight(pool, client, head, { blockMs, finalDepth, finalDepthLeast: least }, async ({ host }) => {
      const number = heights[host];
      if (typeof number !== "number") throw number;
      return { number, timestamp: new Date(Date.now() - (old.includes(host) ? 3_600_000 : 60_000)) };
    });
  };

  test("is bounded by the least distance to the head that the chain's rules allow (case 15)", async () => {
    expect(await read({ liar: 1_000 })).toBe(982);
    expect(await read({ honest: 975 })).toBe(975);
    expect(await read({ own: 1_000 }, { least: 0 })).toBe(1_000);
  });

  test("is no more than what a second provider calls so, unless that one lags far behind (case 15)", async () => {
    expect(await read({ liar: 995, honest: 981 })).toBe(981);
    expect(await read({ honest: 981, ahead: 999 })).toBe(981);
    expect(await read({ honest: 981, stuck: 400 }, { old: ["stuck"] })).toBe(981);
  });

  test("is no more than what a second one calls so that keeps up by its own blocks, however high the first one's head is", async () => {
    expect(await read({ otherChain: 59_990_000, honest: 981 }, { head: 60_000_000 })).toBe(981);
    expect(await read({ quiet: 981, too: 980 }, { old: ["quiet", "too"] })).toBe(980);
  });

  test("is still told where the second provider cannot say", async () => {
    expect(await read({ honest: 981, away: new ProviderError("broken", "away", "no") })).toBe(981);
  });
});
