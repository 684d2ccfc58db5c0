import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import getPort from "get-port";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { STUCK_REASONS } from "../../src/deposits/deposit.js";
import { type Coffer, callCoffer, createDataDirectory, startCoffer } from "../support/coffer.js";

let data: Awaited<ReturnType<typeof createDataDirectory>>;
let coffer: Coffer;
let port: number;

const scrape = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();

/** The value of one series; undefined where it is not shown. */
async function read(name: string, labels: Record<string, string> = {}): Promise<number | undefined> {
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  const line = (await scrape())
    .split("\n")
    .find((each) => new RegExp(`^${name}(\\{|\\s)`).test(each) && wanted.every((label) => each.includes(label)));
  return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(" ")));
}

/** Every metric that a query names: words with an underscore that are neither labels' values nor functions. */
const metricsIn = (query: string): string[] =>
  [...query.replaceAll(/"[^"]*"/g, "").matchAll(/\b(coffer|nodejs|process)_\w+/g)].map(([name]) => name);

beforeAll(async () => {
  data = await createDataDirectory();
  port = await getPort({ host: "127.0.0.1" });
  coffer = await startCoffer("src/main.ts", {
    DATA_DIR: data.path,
    PORT: "0",
    METRICS_PORT: String(port),
    LOG_LEVEL: "info",
  });
});
afterAll(async () => {
  await coffer.stop();
  await data.remove();
});

describe("the metrics of a running store", () => {
  it("count requests by route and status, and never show an id", async () => {
    const wallet = await callCoffer(coffer, data.path, "store", "/v1/wallets", { externalId: "measured" });
    await callCoffer(coffer, data.path, "store", `/v1/wallets/${wallet.body.id}`);
    await callCoffer(coffer, data.path, "store", "/v1/wallets/wal_nobody");
    const route = "/v1/wallets/:id";
    await expect.poll(() => read("coffer_http_request_seconds_count", { route, status: "200" })).toBe(1);
    expect(await read("coffer_http_request_seconds_count", { route, status: "404" })).toBe(1);
    expect(await scrape()).not.toContain(wallet.body.id);
  });

  it("say how far each chain is watched, and that the ledger was verified", async () => {
    for (const network of ["tron", "ethereum"]) {
      await expect
        .poll(() => read("coffer_network_scanned_block", { network }), { timeout: 20_000 })
        .toBeGreaterThan(0);
      expect(await read("coffer_network_lag_blocks", { network })).toBeLessThan(100);
      expect(await read("coffer_network_paused", { network })).toBe(0);
      expect(await read("coffer_provider_up", { network })).toBe(1);
    }
    await expect.poll(() => read("coffer_ledger_verified"), { timeout: 30_000 }).toBe(1);
  });

  it("show every reason for which a deposit can be stuck, at 0 where none is", async () => {
    for (const reason of STUCK_REASONS) expect(await read("coffer_deposits_stuck", { reason }), reason).toBe(0);
  });

  it("answer nothing but /metrics", async () => {
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/metrics`, { method: "POST" })).status).toBe(404);
  });

  it("leave one line a request in the log, with its id, and no key", async () => {
    const keys = z.record(z.string(), z.string()).parse(JSON.parse(await readFile(`${data.path}/keys.json`, "utf8")));
    const reply = await fetch(`${coffer.url}/v1/wallets/wal_nobody?secret=hidden`, {
      headers: { authorization: `Bearer ${keys.store}` },
    });
    const requestId = reply.headers.get("x-request-id") ?? "";
    await expect.poll(() => coffer.log()).toContain(requestId);
    const line =
      coffer
        .log()
        .split("\n")
        .find((each) => each.includes(requestId)) ?? "";
    expect(JSON.parse(line)).toMatchObject({ method: "GET", path: "/v1/wallets/wal_nobody", status: 400 });
    // The play keys are printed once, for people, above the log's own lines.
    const lines = coffer
      .log()
      .split("\n")
      .filter((each) => each.startsWith("{"));
    for (const secret of [...Object.values(keys), "hidden"]) expect(lines.join("\n")).not.toContain(secret);
  });
});

it("a metrics port that is taken costs the metrics, not the store", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => taken.once("listening", resolve));
  const address = taken.address();
  const takenPort = String(typeof address === "object" && address !== null ? address.port : 0);
  const second = await startCoffer("src/server.ts", { DATA_DIR: data.path, PORT: "0", METRICS_PORT: takenPort });
  expect((await fetch(`${second.url}/healthz`)).status).toBe(200);
  expect(second.log()).toContain("set METRICS_PORT to a free port");
  await second.stop();
  taken.close();
});

describe("what is shipped for Prometheus and Grafana", () => {
  const dashboardSchema = z.object({
    panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).default([]) })),
  });
  const alertsSchema = z.object({
    groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string() })) })),
  });
  const readAlerts = async () =>
    alertsSchema
      .parse(parse(await readFile("deploy/prometheus/alerts.yml", "utf8")))
      .groups.flatMap(({ rules }) => rules);

  it("asks for metrics that the store has", async () => {
    const { panels } = dashboardSchema.parse(JSON.parse(await readFile("deploy/grafana/coffer.json", "utf8")));
    const queries = [...panels.flatMap(({ targets }) => targets), ...(await readAlerts())].map(({ expr }) => expr);
    const declared = new Set(
      [...(await scrape()).matchAll(/^# TYPE (\S+) (\S+)/gm)].flatMap(([, name = "", type]) =>
        type === "histogram" ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
      ),
    );
    const named = [...new Set(queries.flatMap(metricsIn))];
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((name) => !declared.has(name))).toEqual([]);
  });

  it("has a section in the runbook for each alert and each stuck reason, and for no other", async () => {
    const runbook = await readFile("docs/runbook.md", "utf8");
    const sections = [...runbook.matchAll(/^### `?(\w+)`?$/gm)].map(([, name]) => name);
    const wanted = [...(await readAlerts()).map(({ alert }) => alert), ...STUCK_REASONS];
    expect(sections.toSorted()).toEqual(wanted.toSorted());
  });
});
