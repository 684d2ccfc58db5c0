import { chmod, mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import getPort from "get-port";
import { createPool, type Pool } from "../src/db/client.js";
import { transaction } from "../src/db/transaction.js";
import { startEmbeddedPostgres } from "../src/embedded/postgres.js";
import { createWallet } from "../src/ledger/createWallet.js";
import { postGrants } from "../src/ledger/postGrants.js";
import { createLogger } from "../src/lib/log.js";
import { AT_ONCE } from "../src/webhooks/claimDelivery.js";
import { printFigure } from "./figure.js";
import { p95 } from "./percentile.js";
import { type RunningStore, startStore } from "./startStore.js";
import { postDirectly } from "./webhooks/postDirectly.js";
import { type Receiver, startReceiver } from "./webhooks/startReceiver.js";

/**
 * How fast `npm start`, on a durable PostgreSQL, delivers events that all wait at once, beside posting the same signed
 * bodies directly; and how late three endpoints hear of events while a fourth is dead, beside while it lives.
 */

const { values: options } = parseArgs({
  options: { events: { type: "string", default: "2000" }, paced: { type: "string", default: "400" } },
});
/** Events that are there at once; and those that come one after the other, for the latency. */
const events = Number(options.events);
const paced = Number(options.paced);
const PACE_MS = 50;
const WALLETS = 64;
const WAIT_SECONDS = 300;
/** Of the direct posts' speed: what is kept of each delivery may cost ten times what posting it does. */
const SPEED_GOAL = 0.1;
/** A dead endpoint may hold the others back by no more than chance does. */
const LATENCY_GOAL = 1.25;

const say = (text: string): void => console.error(text);
const now = (): number => performance.timeOrigin + performance.now();

type Bench = { store: RunningStore; pool: Pool; receiver: Receiver; wallets: string[] };

/** A grant, of which an event tells. @returns its id. */
async function grant(sql: Parameters<typeof postGrants>[0], walletId: string): Promise<string> {
  const lot = { kind: "promotional" as const, credits: 1_000_000n, priority: 10, expiresAt: null, costUsdt: 0n };
  const [made] = await postGrants(sql, { walletId, depositId: null, checkoutId: null, grants: [lot] });
  return made?.id ?? "";
}

/** Registers an endpoint for the time of `work`. */
async function withEndpoints<Result>({ store }: Bench, urls: string[], work: () => Promise<Result>): Promise<Result> {
  const made = urls.map((url) =>
    store.post<{ id: string }>("/v1/webhook-endpoints", { url, events: ["grant.created"] }),
  );
  const endpoints = await Promise.all(made);
  try {
    return await work();
  } finally {
    for (const { id } of endpoints) {
      const headers = { authorization: `Bearer ${store.keys.store}` };
      await fetch(`${store.url}/v1/webhook-endpoints/${id}`, { method: "DELETE", headers });
    }
  }
}

async function measureSpeed(bench: Bench): Promise<boolean> {
  const { pool, receiver, wallets } = bench;
  return withEndpoints(bench, [`${receiver.url}/all`], async () => {
    await transaction(
      pool,
      async (sql) => {
        for (let made = 0; made < events; made += 1) await grant(sql, wallets[made % WALLETS] ?? "");
      },
      WAIT_SECONDS * 1_000,
    );
    const begun = now();
    const arrivals = await receiver.take(events, WAIT_SECONDS);
    const seconds = (Math.max(...arrivals.map(({ at }) => at)) - begun) / 1_000;
    const floor = await postDirectly(`${receiver.url}/directly`, arrivals, AT_ONCE);
    await receiver.take(events, WAIT_SECONDS);
    say(`${arrivals.length} deliveries in ${seconds.toFixed(1)} s, load average ${loadavg()[0]?.toFixed(1)}`);
    return printFigure({ name: "webhooks_per_s_vs_direct", value: arrivals.length / seconds, floor, goal: SPEED_GOAL });
  });
}

/** How late the three that live hear of an event (p95, milliseconds), while the fourth is at this address. */
async function measureLatency(bench: Bench, fourth: string): Promise<number> {
  const { pool, receiver, wallets } = bench;
  const alive = ["/1", "/2", "/3"].map((path) => receiver.url + path);
  return withEndpoints(bench, [...alive, fourth], async () => {
    const madeAt = new Map<string, number>();
    for (let made = 0; made < paced; made += 1) {
      madeAt.set(await grant(pool, wallets[made % WALLETS] ?? ""), now());
      await delay(PACE_MS);
    }
    const expected = paced * (fourth.startsWith(`${receiver.url}/4`) ? 4 : 3);
    const arrivals = await receiver.take(expected, WAIT_SECONDS);
    const latencies = arrivals
      .filter(({ path }) => path !== "/4")
      .map(({ body, at }) => at - (madeAt.get(JSON.parse(body).data.id) ?? Number.NaN));
    say(`the fourth at ${fourth}: ${latencies.length} deliveries to the others, p95 ${p95(latencies).toFixed(0)} ms`);
    return p95(latencies);
  });
}

async function run(bench: Bench): Promise<boolean> {
  const met = [await measureSpeed(bench)];
  const { url } = bench.receiver;
  const floor = await measureLatency(bench, `${url}/4`);
  const refused = await measureLatency(bench, `http://127.0.0.1:${await getPort()}/`);
  const silent = await measureLatency(bench, `${url}/hang`);
  const common = { floor, goal: LATENCY_GOAL, atMost: true };
  met.push(printFigure({ name: "webhook_p95_ms_one_of_four_refuses", value: refused, ...common }));
  met.push(printFigure({ name: "webhook_p95_ms_one_of_four_is_silent", value: silent, ...common }));
  return met.every(Boolean);
}

const directory = await mkdtemp(join(tmpdir(), "coffer-bench-"));
// The server does not run as root, so its user must be able to reach the folder.
await chmod(directory, 0o755);
const server = await startEmbeddedPostgres({ directory, port: await getPort(), log: createLogger("silent") });
const receiver = await startReceiver();
try {
  const store = await startStore({ DATABASE_URL: server.url, COFFER_DEV: "1", WEBHOOK_ALLOW_HOSTS: "127.0.0.1" });
  const pool = createPool(server.url, 4);
  try {
    const wallets = await Promise.all(Array.from({ length: WALLETS }, () => createWallet(pool, {})));
    const bench = { store, pool, receiver, wallets: wallets.map(({ wallet }) => wallet.id) };
    process.exitCode = (await run(bench)) ? 0 : 1;
  } finally {
    await pool.end();
    await store.close();
  }
} finally {
  receiver.stop();
  await server.close();
  await rm(directory, { recursive: true, force: true });
}
