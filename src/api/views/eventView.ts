import { z } from "zod";
import { EVENT_TYPES, type EventType } from "../../db/outbox.js";
import type { Sql } from "../../db/sql.js";
import { type DebitFacts, debitFromFacts } from "../../ledger/debit.js";
import type { Grant } from "../../ledger/grant.js";
import { type HoldFacts, holdFromFacts } from "../../ledger/hold.js";
import type { Event } from "../../webhooks/event.js";
import type { ApiSettings } from "../appDependencies.js";
import { time } from "../fields.js";
import { readPaid } from "../readPaid.js";
import { checkoutView } from "./checkoutView.js";
import { debitView } from "./debitView.js";
import { depositView } from "./depositView.js";
import { checkoutFacts, depositFacts, grantFacts } from "./eventFacts.js";
import { grantView, type Paid } from "./grantView.js";
import { holdView } from "./holdView.js";

export const eventType = z.enum(EVENT_TYPES);

export const eventSchema = z
  .strictObject({
    id: z.string(),
    type: eventType,
    objectId: z.string(),
    /** Counts the object's events from 1. */
    version: z.int(),
    createdAt: time,
    /** The object as the API showed it then, with the `version`. */
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "Event" });

export type EventView = z.output<typeof eventSchema>;

type Facts = Record<string, unknown>;
/** What the views need besides the facts. */
type Beside = { settings: Pick<ApiSettings, "publicUrl" | "confirmations">; paid: ReadonlyMap<string, Paid> };

function lot(facts: Facts, { paid }: Beside): object {
  const grant = grantFacts.parse(facts);
  return { ...grantView(grant, paid), walletId: grant.walletId };
}
/** Payments in parts, lots burned and what a catalogue lists may be any number; a webhook stays below 20 kB. */
const LISTED_MAX = 20;
const WEBHOOK_BYTES_MAX = 18_000;
/** What texts of others may take of it in each list, and a checkout's metadata, which may be 80 kB. */
const TEXTS_BYTES_MAX = 4_000;

/** Those that fit, in their order; one that would go beyond is left out. */
function fitting<Item>(items: readonly Item[], bytes: number): Item[] {
  let left = bytes;
  return items.filter((item) => {
    const size = Buffer.byteLength(JSON.stringify(item)) + 1;
    if (size > left) return false;
    left -= size;
    return true;
  });
}

function checkout(facts: Facts, { settings }: Beside): object {
  const kept = checkoutFacts.parse(facts);
  const view = checkoutView(kept, settings);
  const bonuses = fitting(view.terms.bonuses.slice(0, LISTED_MAX), TEXTS_BYTES_MAX);
  const shown = { ...view, terms: { ...view.terms, bonuses }, deposits: view.deposits.slice(-LISTED_MAX) };
  const left = WEBHOOK_BYTES_MAX - Buffer.byteLength(JSON.stringify(shown));
  const fields = fitting(Object.entries(kept.checkout.metadata), Math.min(left, TEXTS_BYTES_MAX));
  return { ...shown, metadata: Object.fromEntries(fields) };
}

// What the ledger's functions wrote of holds and debits has this very shape.
function hold(facts: Facts): object {
  const view = holdView(holdFromFacts(facts as HoldFacts));
  return { ...view, lines: fitting(view.lines.slice(0, LISTED_MAX), WEBHOOK_BYTES_MAX / 2) };
}

function debit(facts: Facts): object {
  const view = debitView(debitFromFacts(facts as DebitFacts));
  return { ...view, burned: view.burned.slice(0, LISTED_MAX) };
}

const deposit = (facts: Facts) => depositView(depositFacts.parse(facts));

/** How each type's data is rendered: by the views of the replies that show such objects. */
const RENDER: Record<EventType, (facts: Facts, beside: Beside) => object> = {
  "checkout.created": checkout,
  "checkout.paid": checkout,
  "checkout.expired": checkout,
  "deposit.detected": deposit,
  "deposit.credited": deposit,
  "deposit.stuck": deposit,
  "deposit.reorged": deposit,
  "grant.created": lot,
  "grant.expiring": (facts, beside) => ({ ...lot(facts, beside), lapsesAt: facts.lapsesAt }),
  "wallet.low_balance": (facts) => ({ id: facts.walletId, ...facts }),
  "hold.expired": hold,
  "debit.refunded": debit,
};

function isLot({ type }: Event): boolean {
  return type === "grant.created" || type === "grant.expiring";
}

/**
 * Events as `GET /v1/events` lists them and webhooks carry them, rendered from what was kept when they happened, so that
 * every try and every listing says the same.
 */
export async function eventViews(sql: Sql, settings: Beside["settings"], events: Event[]): Promise<EventView[]> {
  const lots = events.filter(isLot).map(({ facts }): Pick<Grant, "depositId"> => grantFacts.parse(facts));
  const beside = { settings, paid: await readPaid(sql, lots) };
  return events.map(({ id, type, objectId, version, createdAt, facts }) => ({
    ...{ id, type, objectId, version: Number(version), createdAt: createdAt.toISOString() },
    data: { ...RENDER[type](facts, beside), version: Number(version) },
  }));
}

/** The body of an event's webhook: what the Standard Webhooks specification asks for. */
export function webhookBodyOf({ type, createdAt, data }: EventView): string {
  return JSON.stringify({ type, timestamp: createdAt, data });
}
