import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { readDevelopment } from "../../src/embedded/development.js";
import { payOnDevelopmentChain } from "../../src/embedded/pay.js";
import { parseAmount } from "../../src/lib/money.js";
import { type Coffer, callCoffer, createDataDirectory, startCoffer } from "../support/coffer.js";

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
async function read(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}
/** Stands where an OpenTelemetry collector would. */
const collector = createServer(async (request, response) => {
  const { resourceSpans } = bodySchema.parse(JSON.parse(await read(request)));
  spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
  response.writeHead(request.url === "/v1/traces" ? 200 : 404, { "Content-Type": "application/json" }).end("{}");
});

let data: Awaited<ReturnType<typeof createDataDirectory>>;
let coffer: Coffer;

beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  const { port } = collector.address() as AddressInfo;
  data = await createDataDirectory();
  coffer = await startCoffer("src/main.ts", {
    DATA_DIR: data.path,
    PORT: "0",
    METRICS_PORT: "0",
    LOG_LEVEL: "warn",
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
  });
});
afterAll(async () => {
  await coffer.stop();
  await data.remove();
  collector.close();
});

it("a payment leaves one trace from the checkout's opening to its credits, whose steps follow each other", async () => {
  const wallet = await callCoffer(coffer, data.path, "store", "/v1/wallets", { externalId: "traced" });
  const request = { walletId: wallet.body.id, packId: "small", network: "tron" };
  const checkout = await callCoffer(coffer, data.path, "store", "/v1/checkouts", request);
  const development = readDevelopment(data.path);
  const payment = {
    network: "tron",
    development,
    to: String(checkout.body.address),
    amount: parseAmount("10"),
  } as const;
  await payOnDevelopmentChain(payment);
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
