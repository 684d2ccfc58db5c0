import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { createKey } from "../../src/api/keys.js";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { parseAmount } from "../../src/lib/money.js";
import { type Coffer, callCoffer, createDataDirectory, startCoffer } from "../support/coffer.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { startEthereumNetwork } from "../support/ethereumNetwork.js";
import type { TestNetwork } from "../support/testNetwork.js";

const bodySchema = z.object({
  resourceSpans: z.array(
    z.object({
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              name: z.string(),
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
              startTimeUnixNano: z.coerce.bigint(),
              endTimeUnixNano: z.coerce.bigint(),
            }),
          ),
        }),
      ),
    }),
  ),
});

type Span = z.output<typeof bodySchema>["resourceSpans"][number]["scopeSpans"][number]["spans"][number];

const spans: Span[] = [];
/** All that was exported, as it came. */
let exported = "";

async function read(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}
/** Stands where an OpenTelemetry collector would. */
const collector = createServer(async (request, response) => {
  const text = await read(request);
  exported += text;
  const { resourceSpans } = bodySchema.parse(JSON.parse(text));
  spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
  response.writeHead(request.url === "/v1/traces" ? 200 : 404, { "Content-Type": "application/json" }).end("{}");
});

const canary = (name: string) => `canary${name}${randomBytes(8).toString("hex")}`;
const SECRETS = { user: canary("user"), password: canary("password"), bearer: canary("bearer") };

let network: TestNetwork;
let database: TestDatabase;
let data: Awaited<ReturnType<typeof createDataDirectory>>;
let coffer: Coffer;
/** By role; where the store has no development chains it makes none itself. */
const keys: Record<string, string> = {};

beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  const { port } = collector.address() as AddressInfo;
  [network, data, database] = await Promise.all([startEthereumNetwork(), createDataDirectory(), createTestDatabase()]);
  const provider = new URL(network.nodeUrl);
  Object.assign(provider, { username: SECRETS.user, password: SECRETS.password });
  coffer = await startCoffer("src/main.ts", {
    DATA_DIR: data.path,
    PORT: "0",
    METRICS_PORT: "0",
    LOG_LEVEL: "warn",
    COFFER_DEV: "1",
    DATABASE_URL: database.url,
    ETHEREUM_RPC_URLS: provider.href,
    ETHEREUM_USDT: network.chain.usdt,
    ETHEREUM_XPUB: DEVELOPMENT_XPUBS.ethereum,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
  });
  for (const role of ["store", "operator"] as const) {
    keys[role] = (await createKey(database.pool, { role, client: `the ${role}` })).key;
  }
  await writeFile(join(data.path, "keys.json"), JSON.stringify(keys));
});
afterAll(async () => {
  await coffer.stop();
  await data.remove();
  await network.close();
  await database.drop();
  collector.close();
});

it("a payment leaves one trace from the checkout's opening to its credits, whose steps follow each other", async () => {
  const wallet = await callCoffer(coffer, data.path, "store", "/v1/wallets", { externalId: "traced" });
  const request = { walletId: wallet.body.id, packId: "small", network: "ethereum" };
  const checkout = await callCoffer(coffer, data.path, "store", "/v1/checkouts", request);
  const refused = await fetch(`${coffer.url}/v1/wallets/${wallet.body.id}`, {
    headers: { Authorization: `Bearer ${SECRETS.bearer}` },
  });
  expect(refused.status).toBe(401);
  expect((await callCoffer(coffer, data.path, "operator", "/v1/networks")).status).toBe(200);
  await network.pay(String(checkout.body.address), parseAmount("10"));
  await network.mine(12);
  await expect.poll(() => spans.length, { timeout: 50_000, interval: 200 }).toBe(5);

  const root = spans.find(({ name }) => name === "checkout");
  const steps = spans.filter((span) => span !== root);
  expect(steps.map(({ name }) => name)).toEqual([
    "checkout.pay",
    "deposit.detect",
    "deposit.confirm",
    "deposit.credit",
  ]);
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
  expect(root?.parentSpanId ?? "").toBe("");
  for (const step of steps) expect(step.parentSpanId).toBe(root?.spanId);
  for (const [index, step] of steps.entries()) {
    expect(step.endTimeUnixNano).toBeGreaterThanOrEqual(step.startTimeUnixNano);
    if (index > 0) expect(step.startTimeUnixNano).toBe(steps[index - 1]?.endTimeUnixNano);
  }
  expect(root?.endTimeUnixNano).toBe(steps.at(-1)?.endTimeUnixNano);
});

it("no trace holds a secret: neither a provider's, nor the keys of those who called (case 62)", async () => {
  const basic = Buffer.from(`${SECRETS.user}:${SECRETS.password}`).toString("base64");
  const wanted = [
    ...Object.values(SECRETS),
    basic,
    ...Object.values(keys).map((key) => key.replace(/^cfr_[a-z]+_/, "")),
  ];
  expect(wanted.length).toBe(6);
  expect(exported).toContain("coffer.transaction");
  expect(wanted.filter((secret) => exported.includes(secret))).toEqual([]);
});
