import { describe, expect, test } from "vitest";
import { tronDefinition } from "../../src/chains/definitions/tron.js";
import { createFinalHeights } from "../../src/chains/finalHeights.js";
import { createScanPace } from "../../workers/scanPace.js";

// Days are played with a clock of the test's own in the database's place, which dates every pass, at the real pace: TRON's
// slots of 3 s, a beat of the queue every second. `clockError` is how far it is off beside the chain's.

const DAY_MS = 86_400_000;
const { blockMilliseconds, finalDepth, finalDepthLeast, finalHeightEveryMs } = tronDefinition;

/** Numbers from 0 to 1 that are the same at every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

/** Plays a day; a block reaches the provider `arrival` ms after its own time. Calls as a pass on TRON makes them. */
async function playDay({ arrival, clockError = 0, emptySlots = 0.001 }: DayOptions) {
  const random = createRandom(7);
  const visible: { at: number; time: number }[] = [];
  for (let time = 0; time < DAY_MS; time += blockMilliseconds) {
    if (random() >= emptySlots) visible.push({ time, at: time + arrival * (0.7 + 0.6 * random()) });
  }
  const pace = createScanPace(blockMilliseconds);
  let [seen, calls, latest, now] = [0, 0, 0, 0];
  const everyMs = finalHeightEveryMs;
  const heights = createFinalHeights<object>({ everyMs, finalDepth, finalDepthLeast, now: () => now });
  const client = {};
  let last = { cursorAt: 0, checkedAt: 0 };
  for (let beat = 0; beat < DAY_MS; beat += 1_000) {
    now = beat + 40 * random() + clockError;
    if (!pace.isDue(now, last)) continue;
    const before = seen;
    while ((visible[seen]?.at ?? Number.POSITIVE_INFINITY) <= now - clockError) {
      latest = Math.max(latest, now - clockError - (visible[seen]?.at ?? 0));
      seen += 1;
    }
    const found = seen - before;
    // The head with its block, the infos of each block, and the other blocks themselves.
    calls += 1 + found + Math.max(0, found - 1);
    // A shop so busy that a deposit always waits to be final.
    await heights.learn(client, seen, { cursor: before, awaitingFinal: Math.max(1, seen - finalDepth) }, async () => {
      calls += 1;
      return seen - finalDepth;
    });
    last = { cursorAt: visible[seen - 1]?.time ?? 0, checkedAt: now + 100 };
    pace.note(now + 100, { scanned: found, cursorAt: last.cursorAt });
  }
  return { calls, seen, blocks: visible.length, latest };
}
type DayOptions = { arrival: number; clockError?: number; emptySlots?: number };

describe("a day on TRON at the real pace", () => {
  test.each([200, 900, 1_800])("costs under 60,000 calls when blocks show after about %i ms", async (arrival) => {
    const day = await playDay({ arrival });
    expect(day.blocks - day.seen).toBeLessThan(3);
    expect(day.calls).toBeGreaterThan(57_000);
    expect(day.calls).toBeLessThan(60_000);
    expect(day.latest).toBeLessThan(2 * blockMilliseconds);
  });

  test.each([-20_000, -1_000, 1_000, 20_000])(
    "misses no block when the database's clock is %i ms off",
    async (clockError) => {
      const day = await playDay({ arrival: 900, clockError });
      expect(day.blocks - day.seen).toBeLessThan(3);
      expect(day.calls).toBeLessThan(62_000);
    },
  );
});

describe("final heights", () => {
  const client = {};
  function start(everyMs: number) {
    const clock = { now: 0, reads: 0, height: 100 };
    const finalDepthLeast = everyMs === 0 ? 0 : 18;
    const heights = createFinalHeights<object>({ everyMs, finalDepth: 18, finalDepthLeast, now: () => clock.now });
    const learn = (head: number, wanted = {}) =>
      heights.learn(client, head, wanted, async () => {
        clock.reads += 1;
        return clock.height;
      });
    return { clock, learn };
  }

  test("are read at once for a deposit that may have become final, and not before", async () => {
    const { clock, learn } = start(45_000);
    expect(await learn(118, { cursor: 117 })).toBe(100);
    clock.height = 119;
    expect(await learn(136, { cursor: 135, awaitingFinal: 119 })).toBe(100);
    expect(await learn(137, { cursor: 136, awaitingFinal: 119 })).toBe(119);
    expect(clock.reads).toBe(2);
  });

  test("are read for a long catch-up, and every ten minutes for operators", async () => {
    const { clock, learn } = start(45_000);
    await learn(118, { cursor: 117 });
    clock.height = 482;
    expect(await learn(500, { cursor: 117 })).toBe(482);
    expect(await learn(501, { cursor: 500 })).toBe(482);
    clock.now = 600_000;
    await learn(502, { cursor: 501 });
    expect(clock.reads).toBe(3);
  });

  test("are forgotten when they are not below the head: that was another chain's, which a provider showed for a while", async () => {
    const { clock, learn } = start(45_000);
    clock.height = 59_990_000;
    expect(await learn(60_000_000, { cursor: 999 })).toBe(59_990_000);
    clock.height = 980;
    expect(await learn(1_000, { cursor: 999 })).toBe(980);
    expect(await learn(1_001, { cursor: 1_000 })).toBe(980);
    expect(clock.reads).toBe(2);
  });

  test("are never above what the chain's rules make possible below the head, whatever was learnt before", async () => {
    const { clock, learn } = start(45_000);
    clock.height = 995;
    expect(await learn(1_100, { cursor: 999 })).toBe(995);
    expect(await learn(1_000, { cursor: 999 })).toBe(982);
    expect(await learn(1_010, { cursor: 1_000 })).toBe(992);
    expect(await learn(1_020, { cursor: 1_010 })).toBe(995);
    expect(clock.reads).toBe(1);
  });

  test("are never above the head of the same pass, and read at each pass where nobody counts calls", async () => {
    const { clock, learn } = start(0);
    expect(await learn(90, { cursor: 89 })).toBe(90);
    expect(await learn(101, { cursor: 100 })).toBe(100);
    expect(clock.reads).toBe(2);
  });
});
