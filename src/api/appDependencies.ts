import type express from "express";
import type { Chain, Network } from "../chains/chain.js";
import type { CatalogVersions } from "../checkout/catalogVersions.js";
import type { Database } from "../db/client.js";
import type { ConfirmationRule } from "../lib/confirmations.js";
import type { Logger } from "../lib/log.js";
import type { ChangeFeed } from "./changeFeed.js";
import type { DevelopmentActions } from "./developmentActions.js";
import type { Limits } from "./limits.js";
import type { RequestObserved } from "./observeRequests.js";
import type { PageFiles } from "./pageFiles.js";

/** What the API is told of the environment. */
export type ApiSettings = {
  /** Where buyers and clients reach this store, without a slash at the end. */
  publicUrl: string;
  /** The shop's page that sells credits, `{walletId}` in it standing for the wallet; left out: the store's wallet page. */
  topUpUrl?: string | undefined;
  checkoutTtlSeconds: number;
  /** USDT base units. */
  minimumDeposit: bigint;
  /** USDT base units; see Crediting. */
  reviewAbove?: bigint | undefined;
  crossCheckAbove?: bigint | undefined;
  confirmations: Readonly<Record<Network, ConfirmationRule>>;
  trustProxyHops: number;
  /** Origins of shops that may show a checkout in a frame; none where left out. */
  embedOrigins?: readonly string[] | undefined;
  developmentChains: boolean;
  /** Hosts that webhooks may go to whatever their address, and without TLS. */
  webhookAllowHosts: ReadonlySet<string>;
};

/** What the API works with; built by a main and passed in. */
export type AppDependencies = {
  pool: Database["pool"];
  prisma: Database["prisma"];
  /** The chains that are watched here. */
  chains: ReadonlyMap<Network, Chain>;
  catalogs: CatalogVersions;
  settings: ApiSettings;
  /** Secret that signs quotes; every process of a store has the same. */
  quoteKey: string;
  /** Of which, with its seed, an endpoint's secret is made. */
  webhookKey: string;
  limits: Limits;
  log: Logger;
  changes: ChangeFeed;
  /** Told of each answered request, for metrics. */
  observeRequest?: (request: RequestObserved) => void;
  /** The built pages; left out, none are served. */
  pageFiles?: PageFiles;
  /** Pages on the queues, for operators only. */
  queueBoard?: { path: string; handle: express.RequestHandler };
  /** Moves the time of the store and its chains on by seconds; only where the chains are development chains. */
  moveClock?: (seconds: number) => Promise<Date>;
  /** Plays buyers and networks; only where the chains are development chains. */
  development?: DevelopmentActions;
};
