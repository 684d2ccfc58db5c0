import type { Pool } from "../db/client.js";
import { messageOf } from "../lib/errors.js";
import type { Logger } from "../lib/log.js";
import { claimDelivery, releaseDelivery } from "./claimDelivery.js";
import { type AfterTry, decideAfterTry } from "./decideAfterTry.js";
import type { Delivery, Try } from "./delivery.js";
import { type Endpoint, readEndpoint } from "./endpoint.js";
import { type Event, readEvent } from "./event.js";
import { recordTry } from "./recordTry.js";
import { type SendRules, sendWebhook } from "./sendWebhook.js";

/** What delivering needs. */
export type Delivering = {
  pool: Pool;
  /** The body of an event's webhook, the same each time. */
  render(event: Event): Promise<string>;
  /** The secrets that sign for an endpoint now. */
  secretsOf(endpoint: Endpoint): string[];
  rules: SendRules;
  log: Logger;
};

/** A try that was made, and what it led to. */
export type Delivered = { delivery: Delivery; made: Try; after: AfterTry };

/** A fault of our own is a failed try as well: it is seen with the delivery, and ends like any other. */
async function attempt({ pool, render, secretsOf, rules, log }: Delivering, { id, endpointId, eventId }: Delivery) {
  try {
    const [event, endpoint] = [await readEvent(pool, eventId), await readEndpoint(pool, null, endpointId)];
    const message = { url: endpoint.url, id: eventId, body: await render(event), secrets: secretsOf(endpoint) };
    return await sendWebhook(message, rules);
  } catch (error) {
    if (rules.signal?.aborted === true) return null;
    log.error({ delivery: id, event: eventId, err: error }, "a webhook could not be made");
    return {
      status: null,
      error: `Coffer could not make it: ${messageOf(error)}`,
      retryAfterSeconds: null,
      latencyMs: 0,
    };
  }
}

/**
 * Tries a delivery that is due, once, and records what came of it. Safe to call at any time and any number of times: one
 * try at a time is made.
 * @returns null where it was not due, or not to be tried here now.
 */
export async function deliver(delivering: Delivering, deliveryId: string): Promise<Delivered | null> {
  const { pool } = delivering;
  const claimed = await claimDelivery(pool, deliveryId);
  if (claimed === null) return null;
  const at = new Date().toISOString();
  const answer = await attempt(delivering, claimed);
  if (answer === null) {
    await releaseDelivery(pool, claimed);
    return null;
  }
  const { status, error, latencyMs } = answer;
  const made = { at, status, error: error?.slice(0, 300) ?? null, latencyMs };
  const after = decideAfterTry(answer, claimed.attempts + 1, Math.random());
  return (await recordTry(pool, claimed, made, after)) ? { delivery: claimed, made, after } : null;
}
