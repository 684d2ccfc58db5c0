import { z } from "zod";
import { cancelCheckout } from "../../checkout/cancelCheckout.js";
import { type Checkout, readCheckout } from "../../checkout/checkout.js";
import { chooseNetwork } from "../../checkout/chooseNetwork.js";
import { openCheckout } from "../../checkout/openCheckout.js";
import type { Sql } from "../../db/sql.js";
import { withIdempotency } from "../../ledger/idempotency.js";
import { readRegion } from "../../ledger/readRegion.js";
import { CofferError } from "../../lib/errors.js";
import { isId } from "../../lib/ids.js";
import { amountSchema } from "../../lib/money.js";
import type { AppDependencies } from "../appDependencies.js";
import { createTurnstile } from "../createTurnstile.js";
import { metadata, network, text } from "../fields.js";
import { operatorRecorder } from "../operatorRecorder.js";
import { type Principal, requireWallet } from "../principal.js";
import { readCheckoutFacts } from "../readCheckoutFacts.js";
import { replyOf } from "../replyOf.js";
import { defineRoute, type Route } from "../route.js";
import { type CheckoutView, checkoutSchema, checkoutViewFor } from "../views/checkoutView.js";

/** New addresses of a network are issued one after the other, so more at once only wait, each with a connection. */
const OPENING_AT_ONCE = 6;
/** A burst of 500 is through in a few seconds; who waits longer than this is told to come again. */
const OPENING_WAIT_MS = 20_000;

const newCheckoutSchema = z
  .strictObject({
    walletId: z.string(),
    packId: text(60).optional(),
    amountUsd: amountSchema.optional(),
    network: network.optional(),
    promoCode: text(40).optional(),
    // Other schemes would run as a script or leave the browser when the buyer follows the link.
    returnUrl: z
      .url({ protocol: /^https?$/ })
      .max(2_000)
      .optional(),
    metadata: metadata.optional(),
  })
  .refine(({ packId, amountUsd }) => (packId === undefined) !== (amountUsd === undefined), {
    message: "needs either `packId` or `amountUsd`",
  })
  .meta({ id: "NewCheckout" });

function purchaseOf({ packId, amountUsd }: z.output<typeof newCheckoutSchema>) {
  return amountUsd === undefined ? { packId: packId ?? "" } : { amountUsd };
}

export function checkoutRoutes(dependencies: AppDependencies): Route[] {
  const { pool, chains, catalogs, settings } = dependencies;
  const inTurn = createTurnstile({ atOnce: OPENING_AT_ONCE, waitMs: OPENING_WAIT_MS });
  const view = async (sql: Sql, viewer: Principal | null, id: string): Promise<CheckoutView> =>
    checkoutViewFor(viewer, await readCheckoutFacts(sql, id), settings);

  return [
    defineRoute({
      method: "post",
      path: "/v1/checkouts",
      summary: "Start a purchase: fixes its terms and, with a network, leases a deposit address",
      statuses: [201],
      refusals: ["not_found", "network_disabled"],
      access: ["store", "session"],
      movesValue: true,
      body: newCheckoutSchema,
      reply: checkoutSchema,
      handle: async ({ body, principal, caller }) => {
        const { walletId } = body;
        requireWallet(principal(), walletId);
        // Read before the transaction: nothing in it may wait for a second connection.
        const [catalog, region] = await Promise.all([catalogs.current(), readRegion(pool, walletId)]);
        const call = { ...caller(), walletId };
        const open = async (sql: Sql) => {
          const id = await openCheckout(sql, catalog, chains, {
            clientId: call.clientId,
            walletId,
            region,
            purchase: purchaseOf(body),
            network: body.network ?? null,
            promoCode: body.promoCode ?? null,
            returnUrl: body.returnUrl ?? null,
            metadata: body.metadata ?? {},
            ttlSeconds: settings.checkoutTtlSeconds,
          });
          return { status: 201, answer: await view(sql, principal(), id) };
        };
        const outcome = await inTurn(() => withIdempotency(pool, call, open));
        return replyOf(outcome, (checkout) => checkout);
      },
    }),
    defineRoute({
      method: "get",
      path: "/v1/checkouts/{id}",
      summary: "A checkout; its id is all that is needed, and a key is told its metadata",
      access: "anyone",
      reply: checkoutSchema,
      handle: async ({ param, visitor }) => ({ status: 200, body: await view(pool, visitor, param("id")) }),
    }),
    defineRoute({
      method: "post",
      path: "/v1/checkouts/{id}/network",
      summary: "Choose the network of a checkout that was opened without one",
      refusals: ["checkout_not_open", "network_disabled"],
      access: "anyone",
      body: z.strictObject({ network }),
      reply: checkoutSchema,
      handle: async ({ param, body, visitor }) => {
        const id = requireCheckoutId(param("id"));
        await inTurn(() => chooseNetwork(pool, chains, id, body.network));
        return { status: 200, body: await view(pool, visitor, id) };
      },
    }),
    defineRoute({
      method: "post",
      path: "/v1/checkouts/{id}/cancel",
      summary: "Cancel a checkout on which nothing was paid; money that comes all the same is credited",
      refusals: ["checkout_not_open"],
      access: ["store", "session"],
      reply: checkoutSchema,
      handle: async ({ param, principal }) => {
        const id = requireCheckoutId(param("id"));
        requireWallet(principal(), (await readCheckout(pool, id)).walletId);
        const act = { action: "checkout.cancel", objectId: id };
        await cancelCheckout(pool, id, operatorRecorder(principal(), act, standing));
        return { status: 200, body: await view(pool, principal(), id) };
      },
    }),
  ];
}

/** What cancelling changes of a checkout, and whose it is. */
function standing({ walletId, status, cancelledAt }: Checkout) {
  return { walletId, status, cancelledAt };
}

function requireCheckoutId(id: string): string {
  if (isId("chk", id)) return id;
  throw new CofferError("not_found", "There is no such checkout.");
}
