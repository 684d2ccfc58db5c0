/** Calls to a provider on a day (UTC, YYYY-MM-DD). */
export type DayCalls = { day: string; calls: number };

/** Adds calls of this process to those of all, and returns how many all have made on that day. */
type ExchangeCalls = (calls: DayCalls) => Promise<number>;

/** How often a provider was asked today: by this process, and by others as far as that was learnt. */
export type CallCount = {
  count(): void;
  today(): number;
  /** Tells of the calls that were not told of yet, and learns of others'. One at a time. What fails is told the next time. */
  share(exchange: ExchangeCalls): Promise<void>;
};

function dayNow(): string {
  return new Date().toISOString().slice(0, 10);
}

export function createCallCount(): CallCount {
  let shared: DayCalls = { day: "", calls: 0 };
  const untold = new Map<string, number>();
  const untoldOf = (day: string) => untold.get(day) ?? 0;
  return {
    count: () => {
      const day = dayNow();
      untold.set(day, untoldOf(day) + 1);
    },
    today: () => {
      const day = dayNow();
      return untoldOf(day) + (shared.day === day ? shared.calls : 0);
    },
    share: async (exchange) => {
      for (const day of new Set([...untold.keys(), dayNow()])) {
        const calls = untoldOf(day);
        const all = await exchange({ day, calls });
        shared = { day, calls: all };
        const since = untoldOf(day) - calls;
        if (since === 0) untold.delete(day);
        else untold.set(day, since);
      }
    },
  };
}
