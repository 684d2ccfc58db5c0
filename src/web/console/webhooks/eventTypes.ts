import type { Schemas } from "../../lib/api.js";

export type EventType = Schemas["Event"]["type"];

const TYPES: Record<EventType, true> = {
  "checkout.created": true,
  "checkout.paid": true,
  "checkout.expired": true,
  "deposit.detected": true,
  "deposit.credited": true,
  "deposit.stuck": true,
  "deposit.reorged": true,
  "grant.created": true,
  "grant.expiring": true,
  "wallet.low_balance": true,
  "hold.expired": true,
  "debit.refunded": true,
};

/** Every type of event; one that the API adds does not compile until it is here. */
export const EVENT_TYPES = Object.keys(TYPES) as EventType[];
