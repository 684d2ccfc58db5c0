import { z } from "zod";
import { publishCatalog } from "../../catalog/publish.js";
import { networkFacts } from "../../checkout/networkFacts.js";
import { listNetworks } from "../../deposits/network.js";
import { confirmationsFor } from "../../lib/confirmations.js";
import type { AppDependencies } from "../appDependencies.js";
import { region } from "../fields.js";
import { defineRoute, type Route } from "../route.js";
import { catalogSchema } from "../views/catalogView.js";

/** The networks on which a checkout can be opened now. */
async function offeredNetworks({ pool, chains, settings }: AppDependencies) {
  const paused = new Set(
    (await listNetworks(pool)).filter(({ pausedAt }) => pausedAt !== null).map((each) => each.network),
  );
  return [...chains.values()]
    .filter((chain) => !paused.has(chain.network))
    .map((chain) => ({
      id: chain.network,
      ...networkFacts(chain.network, settings.developmentChains),
      token: "USDT" as const,
      contract: chain.usdt,
      confirmations: confirmationsFor(settings.confirmations[chain.network], 0n),
    }));
}

export function catalogRoutes(dependencies: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/v1/catalog",
      summary: "What is sold, for how much, and what every operation costs",
      access: "anyone",
      query: z.strictObject({ region: region.optional() }),
      reply: catalogSchema,
      handle: async ({ query }) => {
        const catalog = publishCatalog(await dependencies.catalogs.current(), query.region);
        const networks = await offeredNetworks(dependencies);
        const { developmentChains } = dependencies.settings;
        return { status: 200, body: catalogSchema.parse({ ...catalog, networks, developmentChains }) };
      },
    }),
  ];
}
