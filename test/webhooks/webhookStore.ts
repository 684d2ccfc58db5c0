import { eventViews, webhookBodyOf } from "../../src/api/views/eventView.js";
import type { EventType } from "../../src/db/outbox.js";
import { listDueDeliveries } from "../../src/webhooks/claimDelivery.js";
import { type Delivered, type Delivering, deliver } from "../../src/webhooks/deliver.js";
import { dispatchOutbox } from "../../src/webhooks/dispatchOutbox.js";
import { secretsOf } from "../../src/webhooks/secret.js";
import { type Api, startApi } from "../api/startApi.js";

export type Registered = { id: string; secret: string };

export type WebhookStore = {
  api: Api;
  delivering: Delivering;
  /** Registers an endpoint with the store's key. */
  register(url: string, events: EventType[]): Promise<Registered>;
  /** Gives a wallet credits, which is a `grant.created`. */
  grant(walletId: string, credits?: string): Promise<{ id: string }>;
  /** What the workers do: hands on what waits and tries what is due, each once. */
  work(rules?: Partial<Delivering["rules"]>): Promise<Delivered[]>;
  /** Has the time come for every next try. */
  makeDue(): Promise<void>;
  close(): Promise<void>;
};

/** A store whose webhooks go out only when a test says so, to receivers on this machine. */
export async function startWebhookStore(): Promise<WebhookStore> {
  const allowHosts = new Set(["127.0.0.1"]);
  const api = await startApi({ webhookAllowHosts: allowHosts });
  const { pool, settings, log, webhookKey } = api.dependencies;
  let grants = 0;
  const delivering: Delivering = {
    ...{ pool, log, rules: { allowHosts, timeoutMs: 15_000 } },
    secretsOf: (endpoint) => secretsOf(webhookKey, endpoint, new Date()),
    render: async (event) => {
      const [view] = await eventViews(pool, settings, [event]);
      if (view === undefined) throw new Error("nothing was rendered");
      return webhookBodyOf(view);
    },
  };
  return {
    api,
    delivering,
    register: async (url, events) => {
      const { status, text, body } = await api.call("POST /v1/webhook-endpoints", {
        as: "store",
        body: { url, events },
      });
      if (status !== 201) throw new Error(text);
      return body;
    },
    grant: async (walletId, credits = "1") => {
      grants += 1;
      const call = {
        as: "store",
        key: `grant-${grants}`,
        body: { credits, kind: "promotional", reason: "test" },
      };
      return (await api.call(`POST /v1/wallets/${walletId}/grants`, call)).body;
    },
    work: async (rules = {}) => {
      await dispatchOutbox(pool);
      const due = await listDueDeliveries(pool, "workers");
      const changed = { ...delivering, rules: { ...delivering.rules, ...rules } };
      const tried = await Promise.all(due.map((id) => deliver(changed, id)));
      return tried.flatMap((each) => each ?? []);
    },
    makeDue: async () => {
      await pool.query("UPDATE webhook_deliveries SET next_attempt_at = now() WHERE state = 'pending'");
    },
    close: () => api.close(),
  };
}
