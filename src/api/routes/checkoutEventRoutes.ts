import { z } from "zod";
import { readStoreTime } from "../../ledger/readStoreTime.js";
import { CofferError } from "../../lib/errors.js";
import type { AppDependencies } from "../appDependencies.js";
import { readCheckoutFacts } from "../readCheckoutFacts.js";
import { defineRoute, type Route } from "../route.js";
import { streamCheckout } from "../streamCheckout.js";
import { checkoutView } from "../views/checkoutView.js";

/** Streams that one process keeps open; each costs a socket and, with deposits on it, a read per block. */
const STREAMS_MAX = 5_000;

export function checkoutEventRoutes({ pool, changes, settings, log }: AppDependencies): Route[] {
  let open = 0;
  return [
    defineRoute({
      method: "get",
      path: "/v1/checkouts/{id}/events",
      summary:
        "Server-sent events: the whole checkout now, and again at each change; first, as the event `time`, the store's time",
      mediaTypes: ["text/event-stream"],
      access: "anyone",
      reply: z.string(),
      handle: async ({ param, request, response }) => {
        const id = param("id");
        const read = async () => checkoutView(await readCheckoutFacts(pool, id), settings);
        // A response closes once, so what waits for that begins before anything more is awaited, or not at all.
        if (response.destroyed) return undefined;
        if (open >= STREAMS_MAX) throw new CofferError("unavailable", "Too many streams are open; poll the checkout.");
        open += 1;
        response.once("close", () => {
          open -= 1;
        });
        // Before the stream begins, so that an unknown id is an ordinary 404.
        const [first, now] = await Promise.all([read(), readStoreTime(pool)]);
        streamCheckout({ first, now, read, changes, log, response, headOnly: request.method === "HEAD" });
        return undefined;
      },
    }),
  ];
}
