import { eventViews, webhookBodyOf } from "../api/views/eventView.js";
import { InvariantError } from "../lib/errors.js";
import type { Delivering } from "../webhooks/deliver.js";
import { secretsOf } from "../webhooks/secret.js";
import type { SendRules } from "../webhooks/sendWebhook.js";
import { readPublicUrl } from "./publicUrl.js";
import type { Store } from "./store.js";

/** What delivering webhooks needs of a store: bodies as the API shows things, and the endpoints' own secrets. */
export function createDelivering(store: Store, rules: SendRules): Delivering {
  const { database, env, log, webhookKey } = store;
  const { pool } = database;
  const confirmations = { tron: env.tron.confirmations, ethereum: env.ethereum.confirmations };
  return {
    ...{ pool, log, rules },
    secretsOf: (endpoint) => secretsOf(webhookKey, endpoint, new Date()),
    render: async (event) => {
      const [view] = await eventViews(pool, { publicUrl: await readPublicUrl(pool, env), confirmations }, [event]);
      if (view === undefined) throw new InvariantError(`Event ${event.id} was rendered to nothing.`);
      return webhookBodyOf(view);
    },
  };
}
