import type { Schemas } from "../lib/api.js";

/** How a checkout stands; credits are a decimal string. */
export type EmbeddedStatus = {
  checkoutId: string;
  status: Schemas["Checkout"]["status"];
  creditsGranted: string;
};

/** What a checkout in a frame tells the page around it. */
export type Report = { source: "coffer" } & (
  | ({ type: "status" } & EmbeddedStatus)
  | { type: "resize"; checkoutId: string; height: number }
);
