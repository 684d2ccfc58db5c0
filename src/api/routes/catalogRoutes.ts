import { z } from "zod";
import { publishCatalog } from "../../catalog/publish.js";
import { networkFacts } from "../../checkout/networkFacts.js";
import { listNetworks } from "../../deposits/network.js";
import { confirmationsFor } from "../../lib/confirmations.js";
import type { AppDependencies } from "../appDependencies.js";
import { decimal, network, region } from "../fields.js";
import { defineRoute, type Route } from "../route.js";

const networkOfferSchema = z.strictObject({
  id: network,
  name: z.string(),
  token: z.literal("USDT"),
  contract: z.string(),
  /** What the smallest payments wait for. */
  confirmations: z.union([z.int(), z.literal("final")]),
  typicalSeconds: z.number(),
  typicalFeeUsd: decimal,
});

/** The catalogue's own fields are documented in docs/catalog.md; what is listed here is what clients count on. */
const catalogSchema = z.looseObject({
  version: z.string(),
  creditName: z.string(),
  creditUsd: decimal,
  standardImage: z.looseObject({ operation: z.string() }),
  packs: z.array(z.unknown()),
  bonuses: z.array(z.unknown()),
  operations: z.array(z.unknown()),
  allowances: z.array(z.unknown()),
  expiry: z.unknown(),
  refunds: z.unknown(),
  disclosure: z.array(z.strictObject({ point: z.string(), ok: z.boolean(), why: z.string() })),
  networks: z.array(networkOfferSchema),
});

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
        return { status: 200, body: catalogSchema.parse({ ...catalog, networks }) };
      },
    }),
  ];
}
