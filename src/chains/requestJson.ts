import { messageOf } from "../lib/errors.js";
import { ProviderError } from "./providerError.js";

export type JsonRequest = {
  url: string;
  /** Host of the provider, the only part of its URL that messages show: the rest may hold a key. */
  host: string;
  body: unknown;
  headers?: Record<string, string>;
  /** For the whole exchange, the reading of the body included. */
  timeoutMs: number;
  /** Ends the exchange when it is aborted. */
  stop?: AbortSignal | undefined;
};

export type JsonAnswer = { status: number; body: unknown };

/** A busy TRON block is 650 kB and 100 of them can be asked for at once: above this, ask for less. */
const BODY_BYTES_MAX = 64 * 1024 * 1024;

/**
 * Posts JSON and reads the JSON answer, whatever its status. viem's and tronweb's own clients stop their clock before
 * the body is read, so that a provider which stalls in mid-body would hold a scan for ever.
 * @throws ProviderError "limited" for 429, 403 and a stated suspension; "too_large" for 413 and a body over the limit;
 * "broken" for a time-out, a reset, a redirect and anything that is not whole JSON. Whatever `stop` was aborted with.
 */
export async function requestJson(request: JsonRequest): Promise<JsonAnswer> {
  const { url, headers } = withoutCredentials(request.url);
  const { timeoutMs, stop } = request;
  stop?.throwIfAborted();
  // AbortSignal.any would keep something of every call for as long as `stop` lives.
  const end = new AbortController();
  const onStop = () => end.abort(stop?.reason);
  stop?.addEventListener("abort", onStop);
  const timer = setTimeout(() => end.abort(new DOMException("no whole answer in time", "TimeoutError")), timeoutMs);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json", ...headers, ...request.headers },
      body: JSON.stringify(request.body),
      redirect: "error",
      signal: end.signal,
    });
    const text = await readText(response, request.host);
    refuseByStatus(response, text, request.host);
    return { status: response.status, body: parseJson(text, response.status, request.host) };
  } catch (error) {
    if (stop?.aborted === true) throw stop.reason;
    if (error instanceof ProviderError) throw error;
    throw new ProviderError("broken", request.host, describeFailure(error, timeoutMs), { cause: error });
  } finally {
    clearTimeout(timer);
    stop?.removeEventListener("abort", onStop);
  }
}

/** How long a provider asks to be left alone, by its Retry-After header or in words, in milliseconds. */
function readRetryAfterMs(text: string, retryAfter: string | null): number | null {
  if (retryAfter !== null) {
    const seconds = Number(retryAfter);
    const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(retryAfter) - Date.now();
    if (Number.isFinite(ms) && ms >= 0) return ms;
  }
  const stated = /suspended for (\d+)\s*s/i.exec(text);
  return stated === null ? null : Number(stated[1]) * 1000;
}

/** The error for a provider that asks to be left alone. */
export function limitedError(host: string, text: string, retryAfter: string | null = null): ProviderError {
  const retryAfterMs = readRetryAfterMs(text, retryAfter);
  return new ProviderError("limited", host, `asks to be left alone: ${text.slice(0, 200)}`, {
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  });
}

/** fetch refuses a URL that carries `user:password@`; it is sent as the header that it stands for. */
function withoutCredentials(text: string): { url: URL; headers: Record<string, string> } {
  const url = new URL(text);
  if (url.username === "" && url.password === "") return { url, headers: {} };
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  url.username = "";
  url.password = "";
  return { url, headers: { authorization: `Basic ${Buffer.from(pair).toString("base64")}` } };
}

async function readText(response: Response, host: string): Promise<string> {
  if (response.body === null) return "";
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    length += chunk.length;
    if (length > BODY_BYTES_MAX)
      throw new ProviderError("too_large", host, `answers more than ${BODY_BYTES_MAX} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function refuseByStatus(response: Response, text: string, host: string): void {
  if (response.status === 429 || response.status === 403) {
    throw limitedError(host, `status ${response.status} ${text}`, response.headers.get("retry-after"));
  }
  if (response.status === 413) throw new ProviderError("too_large", host, "answers status 413");
}

function parseJson(text: string, status: number, host: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ProviderError("broken", host, `status ${status}, not JSON: ${text.slice(0, 80)}`, { cause });
  }
}

function describeFailure(error: unknown, timeoutMs: number): string {
  if (error instanceof Error && error.name === "TimeoutError") return `no whole answer within ${timeoutMs} ms`;
  const cause = error instanceof Error && error.cause !== undefined ? `: ${messageOf(error.cause)}` : "";
  return `${messageOf(error)}${cause}`;
}
