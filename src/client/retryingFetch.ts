import { CofferUnreachableError } from "./cofferError.js";

export type RetryOptions = {
  fetch: typeof fetch;
  /** One try may take so long, in milliseconds. */
  timeoutMs: number;
  /** No try begins later than this after the first, in milliseconds. */
  giveUpAfterMs: number;
};

const PAUSE_FIRST_MS = 100;
const PAUSE_MAX_MS = 2_000;
/** POSTs that change nothing, or whose every item has a key of its own. */
const SAFE_POSTS = ["/v1/quotes", "/v1/debits/batch"];
/** What a proxy answers when the store behind it is away. */
const AWAY = [502, 503, 504];

type Try = { response: Response } | { error: unknown };

/** Whether the request may be sent again when nobody knows what became of it. */
function isRepeatable({ method, headers, url }: Request): boolean {
  if (method !== "POST" || headers.has("Idempotency-Key")) return true;
  const { pathname } = new URL(url);
  return SAFE_POSTS.some((path) => pathname.endsWith(path));
}

/** One try, with its whole body read: a connection that breaks in the middle is a failed try too. */
async function tryOnce(request: Request, { fetch, timeoutMs }: RetryOptions): Promise<Try> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]);
  try {
    const response = await fetch(request.clone(), { signal });
    const body = await response.arrayBuffer();
    return { response: new Response(body.byteLength === 0 ? null : body, response) };
  } catch (error) {
    return { error };
  }
}

async function isInProgress(response: Response): Promise<boolean> {
  if (response.status !== 409 || response.headers.get("Content-Type")?.includes("json") !== true) return false;
  const problem: unknown = await response.clone().json();
  return (
    typeof problem === "object" && problem !== null && "code" in problem && problem.code === "idempotency_in_progress"
  );
}

async function mayHelpToRepeat(tried: Try, request: Request): Promise<boolean> {
  if ("error" in tried) return isRepeatable(request) && !request.signal.aborted;
  const { response } = tried;
  // A 429 was turned away at the door: nothing happened, whatever was asked.
  if (response.status === 429) return true;
  return isRepeatable(request) && (AWAY.includes(response.status) || (await isInProgress(response)));
}

/** Milliseconds to wait before the next try: what the store asks for, else longer each time, with some chance in it. */
function pauseBefore(tried: Try, tries: number): number {
  const asked = "response" in tried ? Number(tried.response.headers.get("Retry-After") ?? Number.NaN) : Number.NaN;
  if (Number.isFinite(asked)) return asked * 1_000;
  return Math.min(PAUSE_FIRST_MS * 2 ** (tries - 1), PAUSE_MAX_MS) * (0.5 + Math.random() / 2);
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", stop, { once: true });
  });
}

/**
 * A fetch that tries again while that is safe and may help, with the same Idempotency-Key: after a broken connection, a
 * time-out, a 502, 503 or 504, a 429 and its `Retry-After`, or while an earlier try still runs.
 * @throws CofferUnreachableError when no answer came; the reason of the request's own signal when that was aborted.
 */
export function createRetryingFetch(options: RetryOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    const giveUpAt = Date.now() + options.giveUpAfterMs;
    for (let tries = 1; ; tries += 1) {
      request.signal.throwIfAborted();
      const tried = await tryOnce(request, options);
      const pause = pauseBefore(tried, tries);
      if ((await mayHelpToRepeat(tried, request)) && Date.now() + pause < giveUpAt) {
        await sleep(pause, request.signal);
        continue;
      }
      if ("response" in tried) return tried.response;
      request.signal.throwIfAborted();
      const message = `Coffer could not be reached at ${new URL(request.url).origin}, tried ${tries} times.`;
      throw new CofferUnreachableError(message, { cause: tried.error });
    }
  };
}
