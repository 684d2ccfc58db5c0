/** What goes wrong with one call: it never arrives, its answer is lost, it is never answered, or something else answers. */
export type Fault = "unreachable" | "answer lost" | "hangs" | Response;

export type FlakyFetch = typeof fetch & {
  /** Makes the next calls to paths that end so go wrong, one fault each. */
  fail(pathEnd: string, ...faults: Fault[]): void;
  /** Nothing goes wrong any more. */
  heal(): void;
  /** Every call that was made, as `POST /v1/holds`, those that never arrived too. */
  calls: string[];
};

function hang(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
}

/** The real fetch, which goes wrong when told to. */
export function createFlakyFetch(): FlakyFetch {
  const planned: { pathEnd: string; fault: Fault }[] = [];
  const calls: string[] = [];
  const flaky = async (input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    calls.push(`${request.method} ${pathname}`);
    const index = planned.findIndex(({ pathEnd }) => pathname.endsWith(pathEnd));
    const [next] = index === -1 ? [] : planned.splice(index, 1);
    if (next === undefined) return fetch(request);
    if (next.fault === "unreachable") throw new TypeError("fetch failed");
    if (next.fault === "hangs") return hang(init?.signal);
    if (next.fault instanceof Response) return next.fault;
    await (await fetch(request)).arrayBuffer();
    throw new TypeError("terminated");
  };
  const fail = (pathEnd: string, ...faults: Fault[]) => {
    planned.push(...faults.map((fault) => ({ pathEnd, fault })));
  };
  return Object.assign(flaky, { fail, heal: () => void planned.splice(0), calls });
}
