import { z } from "zod";
import { CofferError } from "../../lib/errors.js";
import { isId } from "../../lib/ids.js";
import { amountSchema, formatAmount } from "../../lib/money.js";
import type { AppDependencies } from "../appDependencies.js";
import { type DevelopmentActions, PAYMENT_MANNERS } from "../developmentActions.js";
import { decimal, network } from "../fields.js";
import { defineRoute, type Route } from "../route.js";

/** As much as a developer needs to make anything final. */
const BLOCKS_MAX = 200;
/** What anvil keeps states of, and more than any rule waits for on development chains. */
const DEPTH_MAX = 60;

const playedSchema = z
  .strictObject({ network, address: z.string(), amount: decimal, txHashes: z.array(z.string()) })
  .meta({ id: "PlayedPayment" });
const doneSchema = z.strictObject({ network });

/** What plays a buyer and a network, on development chains, whose money is worth nothing: anyone may. */
export function devPaymentRoutes({ development }: AppDependencies): Route[] {
  function actions(): DevelopmentActions {
    if (development !== undefined) return development;
    throw new CofferError("not_found", "This store runs on real chains; nobody plays with them.");
  }
  function networkIn(name: string) {
    const parsed = network.safeParse(name);
    if (parsed.success) return parsed.data;
    throw new CofferError("not_found", `There is no network ${name}; name tron or ethereum.`);
  }
  return [
    defineRoute({
      method: "post",
      path: "/v1/dev/checkouts/{id}/pay",
      summary: "Development chains only: pay a checkout from the faucet, as asked or as payments go wrong",
      refusals: ["not_found", "checkout_not_open"],
      access: "anyone",
      body: z.strictObject({ how: z.enum(PAYMENT_MANNERS).default("exact"), amount: amountSchema.optional() }),
      reply: playedSchema,
      handle: async ({ param, body }) => {
        const { pay } = actions();
        const id = param("id");
        if (!isId("chk", id)) throw new CofferError("not_found", "There is no such checkout.");
        const paid = await pay(id, body.how, body.amount);
        return { status: 200, body: { ...paid, amount: formatAmount(paid.amount) } };
      },
    }),
    defineRoute({
      method: "post",
      path: "/v1/dev/networks/{network}/mine",
      summary: "Development chains only: add blocks at once",
      refusals: ["not_found"],
      access: "anyone",
      body: z.strictObject({ blocks: z.int().min(1).max(BLOCKS_MAX).default(1) }),
      reply: doneSchema,
      handle: async ({ param, body }) => {
        const { mine } = actions();
        const where = networkIn(param("network"));
        await mine(where, body.blocks);
        return { status: 200, body: { network: where } };
      },
    }),
    defineRoute({
      method: "post",
      path: "/v1/dev/networks/{network}/fork",
      summary: "Development chains only: replace the newest blocks; payments in them come back in later ones",
      refusals: ["not_found"],
      access: "anyone",
      body: z.strictObject({ depth: z.int().min(1).max(DEPTH_MAX).default(3) }),
      reply: doneSchema,
      handle: async ({ param, body }) => {
        const { fork } = actions();
        const where = networkIn(param("network"));
        await fork(where, body.depth);
        return { status: 200, body: { network: where } };
      },
    }),
  ];
}
