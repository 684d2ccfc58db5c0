import { readFile } from "node:fs/promises";
import { expect } from "vitest";
import { createApp } from "../../src/api/app.js";
import type { ApiSettings, AppDependencies } from "../../src/api/appDependencies.js";
import { createChangeFeed } from "../../src/api/changeFeed.js";
import { createKey } from "../../src/api/keys.js";
import { createLimits } from "../../src/api/limits.js";
import type { Role } from "../../src/api/principal.js";
import type { Route } from "../../src/api/route.js";
import { createRoutes } from "../../src/api/routes.js";
import { serveApp } from "../../src/api/serveApp.js";
import type { Chain } from "../../src/chains/chain.js";
import { openCatalogVersions } from "../../src/checkout/catalogVersions.js";
import { openDatabase } from "../../src/db/client.js";
import { transaction } from "../../src/db/transaction.js";
import { pinNetwork } from "../../src/deposits/network.js";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { postGrants } from "../../src/ledger/postGrants.js";
import { parseConfirmations } from "../../src/lib/confirmations.js";
import { createLogger } from "../../src/lib/log.js";
import { parseAmount } from "../../src/lib/money.js";
import { findBookFaults } from "../support/checkBooks.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { expectProblem } from "./expectProblem.js";
import { offlineChains, setUpNetworks } from "./offlineNetworks.js";
import { createOpenApiValidator } from "./openapiValidator.js";

type Call = {
  /** A role's key, or any bearer token; left out: none. */
  as?: Role | string;
  body?: unknown;
  /** Idempotency-Key. */
  key?: string;
  headers?: Record<string, string>;
};

/** `body` is as JSON.parse types it: every answer is held against the OpenAPI document when it arrives. */
export type Answer = { status: number; headers: Headers; text: string; body: ReturnType<JSON["parse"]> };

export type Api = {
  url: string;
  database: TestDatabase;
  dependencies: AppDependencies;
  routes: Route[];
  keys: Record<Role, string>;
  call(request: `${"GET" | "POST" | "PATCH" | "DELETE" | "PUT"} ${string}`, call?: Call): Promise<Answer>;
  /** A new wallet's id, with this many promotional credits. */
  openWallet(credits?: string): Promise<string>;
  /**
   * Fails the test where the ledger or the outbox is not as it must be.
   * @param planted what is wrong because the test made it so, a part of each fault's words.
   */
  close(planted?: string[]): Promise<void>;
};

/**
 * The API over a database of its own, listening on a spare port, with a catalogue and a key of each role. Its networks are
 * two that derive addresses and answer nothing, or the one `chain` given.
 */
export async function startApi(overrides: Partial<ApiSettings> = {}, chain?: Chain): Promise<Api> {
  const database = await createTestDatabase();
  const { prisma, pool, close: closeDatabase } = openDatabase(database.url, 20);
  const log = createLogger("silent");
  const catalogs = openCatalogVersions(pool);
  await catalogs.publish(await readFile("catalogs/default.yaml", "utf8"));
  if (chain === undefined) await setUpNetworks(database);
  else {
    await pinNetwork(pool, chain);
    await scanNetwork(pool, chain);
  }
  const settings: ApiSettings = {
    publicUrl: "https://shop.example",
    checkoutTtlSeconds: 3600,
    minimumDeposit: parseAmount("1"),
    confirmations: { tron: parseConfirmations("final"), ethereum: parseConfirmations("50:12,final") },
    trustProxyHops: 0,
    developmentChains: false,
    webhookAllowHosts: new Set(),
    ...overrides,
  };
  const changes = createChangeFeed(database.url, log);
  const chains = chain === undefined ? offlineChains() : new Map([[chain.network, chain]]);
  const dependencies = {
    pool,
    prisma,
    chains,
    catalogs,
    settings,
    quoteKey: "quote key",
    limits: createLimits(),
    webhookKey: "webhook key",
    log,
    changes,
  };
  const routes = createRoutes(dependencies);
  const served = await serveApp(createApp(dependencies), { host: "127.0.0.1", port: 0, changes });
  const newKey = async (role: Role) => (await createKey(pool, { role, client: `the ${role}` })).key;
  const keys = { store: await newKey("store"), service: await newKey("service"), operator: await newKey("operator") };
  const checkAnswer = createOpenApiValidator(routes);
  let count = 0;

  const call: Api["call"] = async (request, { as, body, key, headers = {} } = {}) => {
    const [method = "", path = ""] = request.split(" ");
    const token = as === "store" || as === "service" || as === "operator" ? keys[as] : as;
    const response = await fetch(`${served.url}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(key === undefined ? {} : { "Idempotency-Key": key }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("Content-Type")?.includes("json") === true;
    const answer: Answer = {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson ? JSON.parse(text) : null,
    };
    checkAnswer(method, path, answer);
    if (!response.ok && path !== "/readyz") expectProblem(answer);
    return answer;
  };

  return {
    url: served.url,
    database,
    dependencies,
    routes,
    keys,
    call,
    openWallet: async (credits) => {
      count += 1;
      const { body } = await call("POST /v1/wallets", { as: "store", body: { externalId: `buyer-${count}` } });
      if (credits !== undefined) {
        const lot = { kind: "promotional" as const, credits: parseAmount(credits), priority: 10 };
        const grants = [{ ...lot, expiresAt: null, costUsdt: 0n, reason: "test" }];
        const walletId = String(body.id);
        await transaction(pool, (sql) => postGrants(sql, { walletId, depositId: null, checkoutId: null, grants }));
      }
      return body.id;
    },
    close: async (planted = []) => {
      await served.close();
      try {
        expect(await findBookFaults(pool)).toEqual(planted.map((fault) => expect.stringContaining(fault)));
      } finally {
        await closeDatabase();
        await database.drop();
      }
    },
  };
}
