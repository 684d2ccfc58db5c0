import type { Chain, Network } from "../chains/chain.js";
import type { CatalogVersions } from "../checkout/catalogVersions.js";
import type { Pool } from "../db/client.js";

/** What crediting needs. Amounts are those of the environment, in USDT base units. */
export type Crediting = {
  pool: Pool;
  chains: ReadonlyMap<Network, Chain>;
  catalogs: CatalogVersions;
  minimum: bigint;
  /** Above this within 24 hours a wallet's deposits wait for a review; left out: none does. */
  reviewAbove?: bigint | undefined;
  /** Above this a second provider must confirm the deposit, where there is one; left out: none has to. */
  crossCheckAbove?: bigint | undefined;
};
