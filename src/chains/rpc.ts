import { type CallCount, createCallCount, type DayCalls } from "./callCount.js";
import type { Network, ProviderState } from "./chain.js";
import { createProviderBreaker, type ProviderBreaker } from "./providerBreaker.js";
import { ProviderError } from "./providerError.js";

/** What the pool needs of a network's client: whom it talks to. */
export type ProviderClient = { host: string };

export type ProviderPool<Client extends ProviderClient> = {
  /**
   * Runs `work` on the healthiest provider, and on the next one when it throws a {@link ProviderError}. A pass is opened
   * this way and then keeps the provider that it got.
   * @param except a host that is not asked.
   * @throws ProviderError the last one, when no provider could do it.
   */
  run<T>(work: (client: Client) => Promise<T>, except?: string): Promise<T>;
  /**
   * Runs `work` on this provider, and keeps count of how it went. A success makes good what failed before, but not that of a
   * small question beside a pass (`makesGood: false`): who only knows heights would be the first choice for blocks again.
   */
  guard<T>(client: Client, work: () => Promise<T>, options?: { makesGood: boolean }): Promise<T>;
  /** The providers that may be asked now, healthiest first. */
  available(): Client[];
  noteHead(client: Client, head: number): void;
  states(): ProviderState[];
  /** Counts the calls of each provider together with those of other processes: see CallCount. */
  shareCalls(exchange: (calls: DayCalls & { host: string }) => Promise<number>): Promise<void>;
};

export type ProviderPoolOptions<Client extends ProviderClient> = {
  network: Network;
  /** The time between two blocks of the network, in ms. */
  blockMs: number;
  urls: readonly string[];
  /** Makes the client of one configured URL; it calls `onCall` once for each request that it sends. */
  connect(url: string, onCall: () => void): Client;
  /** Calls that each provider may get on one day (UTC). One that has had them goes last until the next. Unset: uncounted. */
  callsPerDay?: number;
  random?: () => number;
};

/** TRON providers suspend a key for about 30 s; used where one does not say how long. */
const SUSPENDED_MS = 30_000;
/** Somebody has to change the configuration: asking often does not help. */
const WRONG_CHAIN_MS = 60_000;
/** A lagging node catches up within seconds. Until then another one, where there is one, goes first. */
const BEHIND_MS = 5_000;
/** One that has just failed goes last for so long: each time-out that is spent on it holds up a pass. */
const FAILED_MS = 30_000;
/** Blocks do not come evenly, so that a few of difference say nothing. */
const LAG_BLOCKS = 5;
/** Chains miss slots: what one provider said longer ago would make others look late by the chain's own pace. */
const RECKONED_MS = 600_000;

type Provider<Client> = {
  client: Client;
  breaker: ProviderBreaker;
  calls: CallCount;
  /** It asked to be left alone (429, 403), or serves another chain. */
  suspended: { until: number; error: ProviderError } | null;
  lastUntil: number;
  lastError: string | null;
  askedAt: number | null;
  /** Its newest block, with when it first and when it last said so, in ms since 1970. */
  head: { number: number; firstAt: number; lastAt: number } | null;
};

/** When a provider may be asked again; in the past where it may be asked now. */
function restsUntil({ breaker, suspended }: Provider<unknown>): number {
  return Math.max(breaker.openUntil(), suspended?.until ?? 0);
}

/** Several providers of one network, with the health of each. */
export function createProviderPool<Client extends ProviderClient>(
  options: ProviderPoolOptions<Client>,
): ProviderPool<Client> {
  const { network, blockMs, callsPerDay = null, random = Math.random } = options;
  const providers = options.urls.map((url): Provider<Client> => {
    const calls = createCallCount();
    const client = options.connect(url, calls.count);
    const breaker = createProviderBreaker(client.host);
    return { client, breaker, calls, suspended: null, lastUntil: 0, lastError: null, askedAt: null, head: null };
  });

  function find(client: Client): Provider<Client> {
    const provider = providers.find((each) => each.client === client);
    if (provider === undefined) throw new RangeError(`${client.host} is not in this pool`);
    return provider;
  }

  /**
   * Whether its head was too low for the time when it last told of it. That is reckoned at the chain's pace from what it said
   * itself at any time, and the others not long before: one that has stopped is found out even where no other was asked lately.
   */
  function isBehind({ head }: Provider<Client>): boolean {
    if (head === null) return false;
    const expected = providers.map((other) => {
      if (other.head === null) return 0;
      const ms = head.lastAt - other.head.firstAt;
      return other.head !== head && ms > RECKONED_MS ? 0 : other.head.number + ms / blockMs;
    });
    return head.number < Math.max(...expected) - LAG_BLOCKS;
  }

  function available(): Provider<Client>[] {
    const now = Date.now();
    const trouble = (each: Provider<Client>) =>
      // A budget is kept by asking the others; where there are none, the pace slows down (see callBudget.ts).
      (callsPerDay !== null && each.calls.today() >= callsPerDay ? 4 : 0) +
      (each.lastUntil > now ? 2 : 0) +
      (isBehind(each) ? 1 : 0);
    // The sort is stable: among equals the configured order decides.
    return providers
      .filter((each) => each.breaker.mayAsk() && restsUntil(each) <= now)
      .sort((a, b) => trouble(a) - trouble(b));
  }

  async function guard<T>(client: Client, work: () => Promise<T>, { makesGood } = { makesGood: true }): Promise<T> {
    const provider = find(client);
    // A pass that is already open must also leave a provider alone that asked for it.
    if (provider.suspended !== null && provider.suspended.until > Date.now()) throw provider.suspended.error;
    try {
      const result = await provider.breaker.fire(() => {
        provider.askedAt = Date.now();
        return work();
      });
      if (makesGood) Object.assign(provider, { suspended: null, lastUntil: 0, lastError: null });
      return result;
    } catch (error) {
      if (error instanceof ProviderError) noteFailure(provider, error, random());
      throw error;
    }
  }

  async function run<T>(work: (client: Client) => Promise<T>, except?: string): Promise<T> {
    let last: ProviderError | undefined;
    for (const { client } of available()) {
      if (client.host === except) continue;
      try {
        return await guard(client, () => work(client));
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        last = error;
      }
    }
    throw last ?? allResting(network, providers);
  }

  return {
    run,
    guard,
    available: () => available().map((each) => each.client),
    noteHead: (client, number) => {
      const provider = find(client);
      const lastAt = Date.now();
      const firstAt = provider.head?.number === number ? provider.head.firstAt : lastAt;
      provider.head = { number, firstAt, lastAt };
    },
    states: () =>
      providers.map((each) => ({
        host: each.client.host,
        ok: each.lastError === null && !isBehind(each) && restsUntil(each) <= Date.now(),
        head: each.head?.number ?? null,
        lastError: each.lastError ?? (isBehind(each) ? "its newest block is old: it has stopped, or lags" : null),
        callsToday: each.calls.today(),
        budget: callsPerDay,
        askedAt: each.askedAt,
        restsUntil: restsUntil(each),
      })),
    shareCalls: async (exchange) => {
      for (const { client, calls } of providers) await calls.share((made) => exchange({ ...made, host: client.host }));
    },
  };
}

function noteFailure(provider: Provider<unknown>, error: ProviderError, random: number): void {
  // What is too large is asked for in halves before it gets here: then a single block was, and another may answer it.
  const now = Date.now();
  provider.lastError = error.message;
  provider.lastUntil = now + (error.failure === "behind" ? BEHIND_MS : FAILED_MS);
  // Jitter keeps several processes from coming back in step; it only ever lengthens a rest that was asked for.
  if (error.failure === "limited") {
    provider.suspended = { until: now + (error.retryAfterMs ?? SUSPENDED_MS) * (1 + random * 0.2), error };
  }
  if (error.failure === "wrong_chain") provider.suspended = { until: now + WRONG_CHAIN_MS, error };
}

function allResting(network: Network, providers: Provider<ProviderClient>[]): ProviderError {
  const soonest = providers.toSorted((a, b) => restsUntil(a) - restsUntil(b))[0];
  if (soonest === undefined) throw new RangeError(`${network} has no provider`);
  const retryAfterMs = Math.max(0, restsUntil(soonest) - Date.now());
  return new ProviderError(
    soonest.suspended?.error.failure ?? "broken",
    soonest.client.host,
    `every ${network} provider rests; the first may be asked again in ${Math.ceil(retryAfterMs / 1000)} s` +
      (soonest.lastError === null ? "" : ` (last error: ${soonest.lastError})`),
    { retryAfterMs },
  );
}
