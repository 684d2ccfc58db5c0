import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from "request-filtering-agent";
import { Webhook } from "standardwebhooks";
import { messageOf } from "../lib/errors.js";
import type { Answer } from "./decideAfterTry.js";

/** From the first look-up to the end of the answer: a receiver has to answer first and work afterwards. */
export const TIMEOUT_MS = 20_000;
/** As much of an answer is read as keeps the receiver from an error; nothing in it matters but its status. */
const ANSWER_BYTES_MAX = 64 * 1024;

export type SendRules = {
  /** Hosts that may have any address. All others must have a public one, looked at when the connection is made. */
  allowHosts: ReadonlySet<string>;
  /** Looks names up in the place of the system's resolver. */
  lookup?: LookupFunction | undefined;
  timeoutMs?: number | undefined;
  /** Ends the try. */
  signal?: AbortSignal | undefined;
};

export type WebhookMessage = {
  url: string;
  /** The event's id: the same at every try, so that receivers know it again. */
  id: string;
  body: string;
  /** Each signs. */
  secrets: readonly string[];
};

/** Connections are not kept: the address is looked at anew for each try, whatever the name meant before. */
const guarded = { http: new RequestFilteringHttpAgent(), https: new RequestFilteringHttpsAgent() };

function headersOf({ id, body, secrets }: WebhookMessage): http.OutgoingHttpHeaders {
  const now = new Date();
  return {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "user-agent": "Coffer-Webhooks/1",
    "webhook-id": id,
    "webhook-timestamp": Math.floor(now.getTime() / 1000),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(" "),
  };
}

/** `Retry-After` in seconds from now: a number of them, or a date. */
function retryAfterOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}

/** Why no answer came, in words for the endpoint's owner. */
function explain(error: unknown, timedOut: boolean, timeoutMs: number): string {
  if (timedOut) return `no answer within ${timeoutMs / 1000} s`;
  const refused = /^DNS lookup ([^(]+)\(.*is not allowed/.exec(messageOf(error))?.[1];
  if (refused !== undefined) return `${refused} is a private or reserved address, where webhooks do not go`;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return messageOf(error) || code || "the connection failed";
}

/**
 * Posts a signed webhook, once, and says what came of it. Redirects are not followed.
 * @throws whatever `rules.signal` was aborted with, and nothing else.
 */
export async function sendWebhook(message: WebhookMessage, rules: SendRules): Promise<Answer & { latencyMs: number }> {
  const url = new URL(message.url);
  const { allowHosts, lookup, timeoutMs = TIMEOUT_MS } = rules;
  const isTls = url.protocol === "https:";
  const started = performance.now();
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = rules.signal === undefined ? timeout : AbortSignal.any([timeout, rules.signal]);
  const latencyMs = () => Math.round(performance.now() - started);

  return new Promise((resolve, reject) => {
    let answered = false;
    const fail = (error: unknown) => {
      if (rules.signal?.aborted === true) return reject(rules.signal.reason);
      const text = explain(error, timeout.aborted, timeoutMs);
      resolve({ status: null, error: text, retryAfterSeconds: null, latencyMs: latencyMs() });
    };
    const request = (isTls ? https : http).request(
      url,
      {
        method: "POST",
        headers: headersOf(message),
        agent: allowHosts.has(url.hostname) ? false : isTls ? guarded.https : guarded.http,
        signal,
        ...(lookup === undefined ? {} : { lookup }),
      },
      (response) => {
        answered = true;
        // The status is the answer; what follows it, or fails to, changes nothing.
        const { statusCode: status = 0 } = response;
        const retryAfterSeconds = retryAfterOf(response.headers["retry-after"]);
        const answer = { status, error: null, retryAfterSeconds, latencyMs: latencyMs() };
        let read = 0;
        response.on("data", (chunk: Buffer) => {
          read += chunk.length;
          if (read > ANSWER_BYTES_MAX) response.destroy();
        });
        response.on("error", () => {});
        response.on("close", () => resolve(answer));
      },
    );
    request.on("error", fail);
    // An answer all the same, and a failed try; without a listener Node would drop the connection and say nothing.
    request.on("upgrade", ({ statusCode: status = 0 }, socket) => {
      socket.destroy();
      resolve({ status, error: null, retryAfterSeconds: null, latencyMs: latencyMs() });
    });
    // Whatever else ends the connection ends the try.
    request.on("close", () => {
      if (!answered) fail(new Error("the connection was closed without an answer"));
    });
    request.end(message.body);
  });
}
