import type { DevelopmentActions } from "../api/developmentActions.js";
import { mine, reorganize } from "../embedded/control.js";
import type { Development } from "../embedded/startEmbedded.js";
import { payCheckout } from "./payCheckout.js";
import type { Store } from "./store.js";

/** What developers may do to the development chains of a store. */
export function createDevelopmentActions(
  store: Pick<Store, "crediting"> & { development: Development },
): DevelopmentActions {
  const { development } = store;
  return {
    pay: (checkoutId, how, amount) => payCheckout(store, checkoutId, how, amount),
    mine: (network, blocks) => mine({ network, development, blocks }),
    fork: (network, depth) => reorganize({ network, development, depth, keepTransactions: true }),
  };
}
