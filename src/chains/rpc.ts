import type { Network, ProviderState } from "./chain.js";
import { ProviderError } from "./providerError.js";

/** What the pool needs of a network's client: whom it talks to. */
export type ProviderClient = { host: string };

export type ProviderPool<Client extends ProviderClient> = {
  /**
   * Runs `work` on the healthiest provider, and on the next one when it throws a {@link ProviderError}. A pass is opened
   * this way and then keeps the provider that it got.
   * @throws ProviderError the last one, when no provider could do it.
   */
  run<T>(work: (client: Client) => Promise<T>): Promise<T>;
  /** Runs `work` on this provider, and keeps count of how it went. */
  guard<T>(client: Client, work: () => Promise<T>): Promise<T>;
  /** The providers that may be asked now, healthiest first. */
  available(): Client[];
  noteHead(client: Client, head: number): void;
  states(): ProviderState[];
};

export type ProviderPoolOptions<Client extends ProviderClient> = {
  network: Network;
  urls: readonly string[];
  /** Makes the client of one configured URL; it calls `onCall` once for each request that it sends. */
  connect(url: string, onCall: () => void): Client;
  /** Calls that each provider may get on one day (UTC). One that has had them goes last until the next. Unset: uncounted. */
  callsPerDay?: number;
  now?: () => number;
  random?: () => number;
};

/** The first rest of a provider that failed; each further failure in a row doubles it. */
const REST_FIRST_MS = 250;
/** Long enough to spare a provider in trouble, short enough that its recovery is noticed. */
const REST_LONGEST_MS = 30_000;
/** TRON providers suspend a key for about 30 s; used where one does not say how long. */
const REST_LIMITED_MS = 30_000;
/** Somebody has to change the configuration: asking often does not help. */
const REST_WRONG_CHAIN_MS = 60_000;
/** A lagging node catches up within seconds. Until then another one, where there is one, goes first. */
const BEHIND_MS = 5_000;
/** Heads are noted at different moments, so that a few blocks of difference say nothing. */
const LAG_BLOCKS = 5;

type Provider<Client> = {
  client: Client;
  failuresInARow: number;
  restUntil: number;
  behindUntil: number;
  resting: ProviderError | null;
  lastError: string | null;
  head: number | null;
  calls: { day: string; count: number };
};

/** Several providers of one network, with the health of each. */
export function createProviderPool<Client extends ProviderClient>(
  options: ProviderPoolOptions<Client>,
): ProviderPool<Client> {
  const now = options.now ?? Date.now;
  const random = options.random ?? Math.random;
  const today = () => new Date(now()).toISOString().slice(0, 10);
  const providers = options.urls.map((url) => {
    const calls = { day: today(), count: 0 };
    const client = options.connect(url, () => countCall(calls, today()));
    return startHealthy(client, calls);
  });

  function find(client: Client): Provider<Client> {
    const provider = providers.find((each) => each.client === client);
    if (provider === undefined) throw new RangeError(`${client.host} is not in this pool`);
    return provider;
  }

  function available(): Provider<Client>[] {
    const bestHead = Math.max(...providers.map((each) => each.head ?? 0));
    const trouble = (each: Provider<Client>) =>
      // A budget is kept by asking the others; where there are none, seeing deposits matters more.
      (options.callsPerDay !== undefined && callsOf(each, today()) >= options.callsPerDay ? 4 : 0) +
      (each.behindUntil > now() ? 2 : 0) +
      (each.head !== null && each.head < bestHead - LAG_BLOCKS ? 1 : 0);
    // The sort is stable: among equals the configured order decides.
    return providers
      .filter((each) => each.restUntil <= now())
      .sort((a, b) => trouble(a) - trouble(b) || a.failuresInARow - b.failuresInARow);
  }

  async function guard<T>(client: Client, work: () => Promise<T>): Promise<T> {
    const provider = find(client);
    // A pass that is already open must also leave a provider alone that asked for it.
    if (provider.resting?.failure === "limited" && provider.restUntil > now()) throw provider.resting;
    try {
      const result = await work();
      provider.failuresInARow = 0;
      provider.resting = null;
      provider.lastError = null;
      return result;
    } catch (error) {
      if (error instanceof ProviderError) noteFailure(provider, error, now(), random());
      throw error;
    }
  }

  async function run<T>(work: (client: Client) => Promise<T>): Promise<T> {
    let last: ProviderError | undefined;
    for (const { client } of available()) {
      try {
        return await guard(client, () => work(client));
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        last = error;
      }
    }
    throw last ?? allResting(options.network, providers, now());
  }

  return {
    run,
    guard,
    available: () => available().map((each) => each.client),
    noteHead: (client, head) => {
      find(client).head = head;
    },
    states: () =>
      providers.map((each) => ({
        host: each.client.host,
        ok: each.lastError === null && each.restUntil <= now(),
        head: each.head,
        lastError: each.lastError,
        callsToday: callsOf(each, today()),
        budget: options.callsPerDay ?? null,
      })),
  };
}

function startHealthy<Client>(client: Client, calls: Provider<Client>["calls"]): Provider<Client> {
  return {
    client,
    calls,
    failuresInARow: 0,
    restUntil: 0,
    behindUntil: 0,
    resting: null,
    lastError: null,
    head: null,
  };
}

function countCall(calls: Provider<unknown>["calls"], day: string): void {
  calls.count = calls.day === day ? calls.count + 1 : 1;
  calls.day = day;
}

function callsOf({ calls }: Provider<unknown>, day: string): number {
  return calls.day === day ? calls.count : 0;
}

function noteFailure(provider: Provider<unknown>, error: ProviderError, now: number, random: number): void {
  // That an answer would be too large is no fault of the provider's: the caller asks for less.
  if (error.failure === "too_large") return;
  provider.lastError = error.message;
  if (error.failure === "behind") {
    provider.behindUntil = now + BEHIND_MS;
    return;
  }
  provider.failuresInARow += 1;
  provider.resting = error;
  provider.restUntil = now + restMs(error, provider.failuresInARow, random);
}

/** Jitter keeps several processes from coming back in step; it only ever lengthens a rest that was asked for. */
function restMs(error: ProviderError, failuresInARow: number, random: number): number {
  if (error.failure === "limited") return (error.retryAfterMs ?? REST_LIMITED_MS) * (1 + random * 0.2);
  if (error.failure === "wrong_chain") return REST_WRONG_CHAIN_MS;
  const growing = Math.min(REST_LONGEST_MS, REST_FIRST_MS * 2 ** (failuresInARow - 1));
  return growing * (0.5 + random * 0.5);
}

function allResting(network: Network, providers: Provider<ProviderClient>[], now: number): ProviderError {
  const soonest = providers.toSorted((a, b) => a.restUntil - b.restUntil)[0];
  if (soonest === undefined) throw new RangeError(`${network} has no provider`);
  const retryAfterMs = Math.max(0, soonest.restUntil - now);
  return new ProviderError(
    soonest.resting?.failure ?? "broken",
    soonest.client.host,
    `every ${network} provider rests; the first may be asked again in ${Math.ceil(retryAfterMs / 1000)} s` +
      (soonest.lastError === null ? "" : ` (last error: ${soonest.lastError})`),
    { retryAfterMs },
  );
}
