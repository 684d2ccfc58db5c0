import { z } from "zod";
import { createApp } from "../../src/api/app.js";
import { createChangeFeed } from "../../src/api/changeFeed.js";
import { createLimits } from "../../src/api/limits.js";
import { defineRoute } from "../../src/api/route.js";
import { newDebitSchema } from "../../src/api/routes/debitRoutes.js";
import { createRoutes } from "../../src/api/routes.js";
import { serveApp } from "../../src/api/serveApp.js";
import { openCatalogVersions } from "../../src/checkout/catalogVersions.js";
import { openDatabase } from "../../src/db/client.js";
import { parseConfirmations } from "../../src/lib/confirmations.js";
import { createLogger } from "../../src/lib/log.js";
import { formatAmount } from "../../src/lib/money.js";

/** One API process of the bench: the store's own app, and beside its routes the echo that they are compared with. */

/** What a request costs that does nothing: the same key, the same schema, the same size, no ledger. */
const echoRoute = defineRoute({
  method: "post",
  path: "/v1/echo",
  summary: "Answers what it was asked",
  access: ["service"],
  body: newDebitSchema,
  reply: z.strictObject({ walletId: z.string(), credits: z.string(), reference: z.string().optional() }),
  handle: async ({ body: { walletId, credits = 0n, reference = "" } }) => ({
    status: 201,
    body: { walletId, credits: formatAmount(credits), reference },
  }),
});

async function serve(databaseUrl: string): Promise<number> {
  const { pool, prisma } = openDatabase(databaseUrl);
  const log = createLogger("silent");
  const changes = createChangeFeed(databaseUrl, log);
  const dependencies = {
    pool,
    prisma,
    chains: new Map(),
    catalogs: openCatalogVersions(pool),
    settings: {
      publicUrl: "http://127.0.0.1",
      checkoutTtlSeconds: 3_600,
      minimumDeposit: 1_000_000n,
      confirmations: { tron: parseConfirmations("final"), ethereum: parseConfirmations("12") },
      trustProxyHops: 0,
      developmentChains: false,
      webhookAllowHosts: new Set<string>(),
    },
    quoteKey: "bench",
    webhookKey: "bench",
    limits: createLimits(),
    log,
    changes,
  };
  const routes = createRoutes(dependencies);
  // Beside the debits: a route costs more to find the later it comes.
  const place = routes.findIndex(({ path }) => path === "/v1/debits");
  const app = createApp(dependencies, routes.toSpliced(place, 0, echoRoute));
  const { port } = await serveApp(app, { host: "127.0.0.1", port: 0, changes });
  return port;
}

process.on("message", (message: "memory") => {
  if (message === "memory") process.send?.(process.memoryUsage().rss);
});
serve(process.argv[2] ?? "")
  .then((port) => process.send?.(port))
  .catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
