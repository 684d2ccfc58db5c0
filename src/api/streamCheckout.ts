import type express from "express";
import type { Logger } from "../lib/log.js";
import type { ChangeFeed, Notice } from "./changeFeed.js";
import type { CheckoutView } from "./views/checkoutView.js";

/** Proxies and browsers give up on a connection that is silent for longer. */
const HEARTBEAT_MS = 15_000;
/** How long a browser waits before it connects again, in milliseconds. */
const RECONNECT_MS = 2_000;

export type CheckoutStream = {
  /** The checkout as it is now; sent at once. */
  first: CheckoutView;
  /** The store's time, which is told once, as the event `time`: a buyer's clock may be wrong. */
  now: Date;
  /** Reads it again. */
  read(): Promise<CheckoutView>;
  changes: ChangeFeed;
  log: Logger;
  response: express.Response;
  headOnly: boolean;
};

function isWaiting({ status }: CheckoutView["deposits"][number]): boolean {
  return status === "detected" || status === "confirming";
}

function concerns(notice: Notice, shown: CheckoutView): boolean {
  if ("checkout" in notice) return notice.checkout === shown.id;
  // New blocks change nothing on a checkout but the confirmations of what still waits for them.
  if ("network" in notice) return notice.network === shown.network && shown.deposits.some(isWaiting);
  return true;
}

/**
 * Sends a checkout whenever what it shows has changed, until the client goes or the feed closes. However fast changes
 * come, one read is under way at a time, and the last change is always followed by a read.
 */
export function streamCheckout({ first, now, read, changes, log, response, headOnly }: CheckoutStream): void {
  // Nothing would tell that a client is gone who left before: the response has closed already.
  if (response.destroyed) return;
  response.set({ "Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no" });
  response.flushHeaders();
  if (headOnly) {
    response.end();
    return;
  }
  let shown = first;
  let sent = "";
  let changed = false;
  let reading = false;

  function send(checkout: CheckoutView): void {
    const data = JSON.stringify(checkout);
    shown = checkout;
    if (data === sent || response.writableEnded) return;
    sent = data;
    response.write(`data: ${data}\n\n`);
  }

  async function readAgain(): Promise<void> {
    reading = true;
    while (changed && !response.writableEnded) {
      changed = false;
      send(await read());
    }
    reading = false;
  }

  function look(): void {
    changed = true;
    if (reading) return;
    readAgain().catch((error: unknown) => {
      // The client connects again by itself and begins with the checkout as it is then.
      log.warn({ err: error, checkout: first.id }, "a checkout stream ended");
      response.end();
    });
  }

  const unsubscribe = changes.subscribe((notice) => {
    if ("closing" in notice) response.end();
    else if (concerns(notice, shown)) look();
  });
  const heartbeat = setInterval(() => response.write(": still here\n\n"), HEARTBEAT_MS);
  response.once("close", () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
  response.write(`retry: ${RECONNECT_MS}\n\n`);
  response.write(`event: time\ndata: ${JSON.stringify({ now: now.toISOString() })}\n\n`);
  send(first);
  // What changed between the first read and the subscription was not announced to this stream.
  look();
}
