import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ProviderError, type ProviderFailure } from "../../src/chains/providerError.js";
import { createRangeReader } from "../../src/chains/rangeReader.js";
import { createProviderPool, type ProviderPool } from "../../src/chains/rpc.js";

type Client = { host: string; call(): void };
let pool: ProviderPool<Client>;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-11-21T23:59:00Z") });
  pool = createPool(["one", "two", "three"]);
});
afterEach(() => {
  vi.useRealTimers();
});

const advance = (ms: number) => vi.advanceTimersByTime(ms);

function createPool(urls: string[]): ProviderPool<Client> {
  return createProviderPool({
    network: "tron",
    blockMs: 3_000,
    urls,
    connect: (host, onCall) => ({ host, call: onCall }),
    random: () => 1,
  });
}

const hosts = () => pool.available().map((client) => client.host);
const clientOf = (host: string) => pool.available().find((client) => client.host === host);

async function fail(host: string, failure: ProviderFailure, retryAfterMs?: number): Promise<void> {
  const client = clientOf(host);
  if (client === undefined) throw new Error(`${host} rests`);
  const error = new ProviderError(failure, host, "no", retryAfterMs === undefined ? {} : { retryAfterMs });
  await expect(pool.guard(client, () => Promise.reject(error))).rejects.toBe(error);
}

describe("a pool of providers", () => {
  test("asks the first, then the next when it fails, and the first again once it has rested", async () => {
    const asked: string[] = [];
    const answer = await pool.run(async (client) => {
      asked.push(client.host);
      if (client.host === "one") throw new ProviderError("broken", client.host, "no");
      return client.host;
    });
    expect([answer, asked]).toEqual(["two", ["one", "two"]]);
    expect(hosts()).toEqual(["two", "three", "one"]);
    advance(30_000);
    expect(hosts()).toEqual(["one", "two", "three"]);
  });

  test("leaves one alone whose calls keep failing, lets one call try it, and goes on with it when that goes well", async () => {
    const one = clientOf("one") as Client;
    for (let failure = 0; failure < 3; failure += 1) await fail("one", "broken");
    expect(hosts()).toEqual(["two", "three"]);
    await expect(pool.guard(one, async () => "asked")).rejects.toMatchObject({
      failure: "broken",
      retryAfterMs: 10_000,
    });
    advance(10_000);
    expect(hosts()).toEqual(["two", "three", "one"]);
    // Half open: while one call tries it nobody else does.
    let answer = (_text: string): void => {};
    const trying = pool.guard(one, () => new Promise<string>((resolve) => (answer = resolve)));
    expect(hosts()).toEqual(["two", "three"]);
    answer("fine");
    expect(await trying).toBe("fine");
    expect(hosts()).toEqual(["one", "two", "three"]);
  });

  test("leaves it alone again when the one call fails, and counts only what is broken", async () => {
    for (let failure = 0; failure < 3; failure += 1) await fail("one", "broken");
    advance(10_000);
    await fail("one", "broken");
    expect(hosts()).toEqual(["two", "three"]);
    for (let answer = 0; answer < 6; answer += 1) await fail("two", answer % 2 === 0 ? "behind" : "too_large");
    expect(hosts()).toContain("two");
  });

  test("leaves a provider alone at least as long as it asks to be, open passes included", async () => {
    const two = clientOf("two");
    await fail("two", "limited", 27_000);
    advance(26_999);
    expect(hosts()).toEqual(["one", "three"]);
    if (two !== undefined) await expect(pool.guard(two, async () => 1)).rejects.toMatchObject({ failure: "limited" });
    advance(5_401);
    expect(hosts()).toContain("two");
  });

  test("puts one that is behind last for a while, without resting it", async () => {
    await fail("one", "behind");
    expect(hosts()).toEqual(["two", "three", "one"]);
    advance(5_000);
    expect(hosts()).toEqual(["one", "two", "three"]);
  });

  test("puts one whose head lags last, and one for which what cannot be made smaller was too much", async () => {
    const [one, two] = pool.available();
    if (one === undefined || two === undefined) throw new Error("no providers");
    pool.noteHead(one, 100);
    pool.noteHead(two, 106);
    expect(hosts()).toEqual(["two", "three", "one"]);
    pool.noteHead(one, 101);
    expect(hosts()).toEqual(["one", "two", "three"]);
    expect(pool.states()[0]).toMatchObject({ ok: true, head: 101, lastError: null });
    await fail("one", "too_large");
    expect(hosts()).toEqual(["two", "three", "one"]);
    expect(pool.states()[0]).toMatchObject({ ok: false, lastError: "one: no" });
    advance(30_000);
    expect(hosts()).toEqual(["one", "two", "three"]);
  });

  test("puts one last that has stopped, though no other was asked for long, and takes it back when it goes on", async () => {
    const [one, two] = pool.available();
    if (one === undefined || two === undefined) throw new Error("no providers");
    pool.noteHead(two, 40);
    advance(180_000);
    pool.noteHead(one, 100);
    advance(15_000);
    pool.noteHead(one, 100);
    expect(hosts()[0]).toBe("one");
    advance(3_000);
    pool.noteHead(one, 100);
    expect(hosts()).toEqual(["two", "three", "one"]);
    expect(pool.states().map(({ ok }) => ok)).toEqual([false, true, true]);
    pool.noteHead(two, 106);
    advance(60_000);
    pool.noteHead(two, 126);
    expect(hosts()).toEqual(["two", "three", "one"]);
    pool.noteHead(one, 126);
    expect(hosts()).toEqual(["one", "two", "three"]);
    expect(pool.states()[0]).toMatchObject({ ok: true, lastError: null });
  });

  test("measures none by one that has not been asked for long: the chain misses slots, and so falls behind its own pace", async () => {
    const [one, two, three] = pool.available();
    if (one === undefined || two === undefined || three === undefined) throw new Error("no providers");
    pool.noteHead(one, 100);
    // In three hours one slot of a hundred stays empty.
    for (let minute = 1; minute <= 180; minute += 1) {
      advance(60_000);
      pool.noteHead(two, 100 + Math.floor(minute * 20 * 0.99));
      pool.noteHead(three, 100 + Math.floor(minute * 20 * 0.99));
    }
    expect(pool.states().map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(hosts()).toEqual(["one", "two", "three"]);
    // It answers again, but has stood still.
    pool.noteHead(one, 100);
    expect(pool.states().map(({ ok }) => ok)).toEqual([false, true, true]);
    expect(hosts()).toEqual(["two", "three", "one"]);
  });

  test("keeps to its order where the chain itself has stopped, and once that goes on", async () => {
    const [one, two, three] = pool.available();
    if (one === undefined || two === undefined || three === undefined) throw new Error("no providers");
    for (let beat = 0; beat < 20; beat += 1) {
      const next = pool.available()[0];
      if (next !== undefined) pool.noteHead(next, 100);
      advance(3_000);
    }
    expect(hosts()).toEqual(["one", "two", "three"]);
    for (let beat = 0; beat < 4; beat += 1) {
      const next = pool.available()[0];
      if (next !== undefined) pool.noteHead(next, 101 + beat);
      advance(3_000);
    }
    expect(hosts()).toEqual(["one", "two", "three"]);
  });

  test("says when the first may be asked again while all rest, and asks none", async () => {
    for (const host of ["one", "two", "three"]) await fail(host, "limited", host === "two" ? 10_000 : 60_000);
    const work = () => Promise.reject(new Error("asked"));
    await expect(pool.run(work)).rejects.toMatchObject({ failure: "limited", provider: "two", retryAfterMs: 12_000 });
    expect(pool.states().map((state) => state.ok)).toEqual([false, false, false]);
  });

  test("passes on what is no provider's failure without trying the next", async () => {
    const asked: string[] = [];
    const bug = new TypeError("bug");
    const work = async (client: Client) => {
      asked.push(client.host);
      throw bug;
    };
    await expect(pool.run(work)).rejects.toBe(bug);
    expect(asked).toEqual(["one"]);
    expect(pool.states()[0]?.ok).toBe(true);
  });

  test("counts the calls of the day in UTC, with those that other processes have told of", async () => {
    const [one] = pool.available();
    one?.call();
    one?.call();
    expect(pool.states()[0]?.callsToday).toBe(2);
    advance(60_000);
    expect(pool.states()[0]?.callsToday).toBe(0);
    one?.call();
    expect(pool.states().map((state) => state.callsToday)).toEqual([1, 0, 0]);
    const told: [string, string, number][] = [];
    const exchange = async ({ host, day, calls }: { host: string; day: string; calls: number }) => {
      told.push([host, day, calls]);
      return host === "two" ? 40 : calls;
    };
    await pool.shareCalls(exchange);
    expect(told).toEqual([
      ["one", "2026-11-21", 2],
      ["one", "2026-11-22", 1],
      ["two", "2026-11-22", 0],
      ["three", "2026-11-22", 0],
    ]);
    clientOf("two")?.call();
    expect(pool.states().map((state) => state.callsToday)).toEqual([1, 41, 0]);
    await expect(pool.shareCalls(() => Promise.reject(new Error("no database")))).rejects.toThrow("no database");
    expect(pool.states().map((state) => state.callsToday)).toEqual([1, 41, 0]);
  });

  test("keeps a day's budget by asking the others first, and still asks one that is all there is", async () => {
    const connect = (host: string, onCall: () => void) => ({ host, call: onCall });
    const options = { network: "tron", blockMs: 3_000, connect, callsPerDay: 2 } as const;
    pool = createProviderPool({ ...options, urls: ["one", "two"] });
    for (let call = 0; call < 2; call += 1) clientOf("one")?.call();
    expect(hosts()).toEqual(["two", "one"]);
    expect(pool.states()[0]).toMatchObject({ callsToday: 2, budget: 2, ok: true });
    advance(60_000);
    expect(hosts()).toEqual(["one", "two"]);
    pool = createProviderPool({ ...options, urls: ["one"] });
    for (let call = 0; call < 3; call += 1) clientOf("one")?.call();
    expect(hosts()).toEqual(["one"]);
  });
});

describe("reading a range", () => {
  /** Reads at most `limit` blocks at once, and says what was asked for. */
  function reader(limit: number) {
    const asked: [number, number][] = [];
    const read = async (from: number, to: number) => {
      asked.push([from, to]);
      if (to - from + 1 > limit) throw new ProviderError("too_large", "host", "too much");
      return to;
    };
    return { asked, read };
  }
  const range = { from: 101, to: 200, finalHeight: 300 };

  test("halves it until it fits, stays there, and grows slowly again", async () => {
    const readRange = createRangeReader(50);
    const { asked, read } = reader(10);
    expect(await readRange(range, read)).toBe(107);
    expect(asked).toEqual([
      [101, 150],
      [101, 125],
      [101, 113],
      [101, 107],
    ]);
    expect(await readRange({ ...range, from: 108 }, read)).toBe(115);
    expect(await readRange({ ...range, from: 116 }, read)).toBe(124);
  });

  test("gives up when one block is too much, and at once on any other failure", async () => {
    const none = reader(0);
    await expect(createRangeReader(4)(range, none.read)).rejects.toMatchObject({ failure: "too_large" });
    expect(none.asked.at(-1)).toEqual([101, 101]);
    const broken = async () => Promise.reject(new ProviderError("broken", "host", "no"));
    await expect(createRangeReader(4)(range, broken)).rejects.toMatchObject({ failure: "broken" });
  });

  test("reads nothing above the final height, and no empty range", async () => {
    const { asked, read } = reader(100);
    await expect(createRangeReader(4)({ from: 1, to: 6, finalHeight: 5 }, read)).rejects.toThrow(RangeError);
    await expect(createRangeReader(4)({ from: 3, to: 2, finalHeight: 5 }, read)).rejects.toThrow(RangeError);
    expect(asked).toEqual([]);
  });
});
