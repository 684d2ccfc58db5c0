import { z } from "zod";
import { graceSecondsOf } from "../../catalog/graceSecondsOf.js";
import { type Alert, addAlert, listAlerts, removeAlert } from "../../ledger/alert.js";
import { badCursor, toPage } from "../../ledger/page.js";
import { readWallet } from "../../ledger/readWallet.js";
import { amountSchema, formatAmount } from "../../lib/money.js";
import type { AppDependencies } from "../appDependencies.js";
import { decimal, listOf, page, time } from "../fields.js";
import { operatorRecorder } from "../operatorRecorder.js";
import { type Principal, requireWallet } from "../principal.js";
import { defineRoute, type Route } from "../route.js";

const alertSchema = z
  .strictObject({
    below: decimal,
    /** Whether it fires at the next balance below; after firing, only once the balance was a tenth above again. */
    armed: z.boolean(),
    createdAt: time,
  })
  .meta({ id: "Alert" });

const namesAlert = z.strictObject({ below: amountSchema });

function alertView({ below, armed, createdAt }: Alert): z.output<typeof alertSchema> {
  return { below: formatAmount(below), armed, createdAt: createdAt.toISOString() };
}

/** The threshold after which a page begins. @throws CofferError `invalid_request` for what is none. */
function readCursor(cursor: string): bigint {
  const below = amountSchema.safeParse(cursor);
  if (!below.success) throw badCursor();
  return below.data;
}

export function alertRoutes({ pool, catalogs }: AppDependencies): Route[] {
  const recorder = (principal: Principal, name: string, walletId: string) =>
    operatorRecorder(principal, { action: `alert.${name}`, objectId: walletId }, alertView);

  return [
    defineRoute({
      method: "post",
      path: "/v1/wallets/{id}/alerts",
      summary: "Be told, once a crossing, when the balance falls below a threshold; the same again answers 200",
      statuses: [201, 200],
      access: ["store"],
      body: namesAlert,
      reply: alertSchema,
      handle: async ({ param, body, principal }) => {
        const record = recorder(principal(), "add", param("id"));
        const graceSeconds = graceSecondsOf(await catalogs.current());
        const { alert, created } = await addAlert(pool, param("id"), body.below, { graceSeconds, record });
        return { status: created ? 201 : 200, body: alertView(alert) };
      },
    }),
    defineRoute({
      method: "get",
      path: "/v1/wallets/{id}/alerts",
      summary: "A wallet's alerts, the lowest first",
      access: ["store", "session"],
      query: z.strictObject(page),
      reply: listOf(alertSchema),
      handle: async ({ param, query, principal }) => {
        requireWallet(principal(), param("id"));
        const { id } = await readWallet(pool, param("id"));
        // By value, not by place: an alert that has ended meanwhile leaves its cursor good.
        const after = query.cursor === undefined ? 0n : readCursor(query.cursor);
        const alerts = (await listAlerts(pool, id)).filter(({ below }) => below > after).map(alertView);
        return { status: 200, body: toPage(alerts, query.limit, ({ below }) => below) };
      },
    }),
    defineRoute({
      method: "delete",
      path: "/v1/wallets/{id}/alerts",
      summary: "End an alert",
      access: ["store"],
      body: namesAlert,
      reply: alertSchema,
      handle: async ({ param, body, principal }) => {
        const record = recorder(principal(), "end", param("id"));
        return { status: 200, body: alertView(await removeAlert(pool, param("id"), body.below, record)) };
      },
    }),
  ];
}
