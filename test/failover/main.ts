import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { readDevelopment } from "../../src/embedded/development.js";
import { payOnDevelopmentChain } from "../../src/embedded/pay.js";
import { parseAmount } from "../../src/lib/money.js";
import { type Coffer, callCoffer, type Main, startCoffer } from "../support/coffer.js";
import { longestPause, startDebitLoad } from "./debitLoad.js";
import { startBalancer } from "./startBalancer.js";
import { startPatroni } from "./startPatroni.js";
import { until } from "./startProgram.js";
import { startRedisSentinel } from "./startRedisSentinel.js";

/**
 * `npm run test:failover`: kills the PostgreSQL primary and then the Redis master under load, and holds that no acknowledged
 * debit and no deposit is lost. Needs Debian's patroni, etcd-server, haproxy, postgresql, redis-sentinel. Three minutes or so.
 */

const say = (text: string) => process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);
const stops: (() => Promise<unknown>)[] = [];
const directory = await mkdtemp(join(tmpdir(), "coffer-failover-"));
await chmod(directory, 0o711);

/** @throws RangeError with the promise that was not kept. */
function hold(kept: boolean, promise: string): void {
  if (!kept) throw new RangeError(`NOT kept: ${promise}`);
  say(`kept: ${promise}`);
}

async function run(): Promise<void> {
  say("three PostgreSQL members under Patroni and etcd …");
  const postgresDirectory = await mkdtemp(join(directory, "postgres-"));
  const postgres = await startPatroni(postgresDirectory);
  stops.push(() => postgres.stop());
  say("a Redis master, two replicas, three Sentinels, HAProxy …");
  const redis = await startRedisSentinel(directory);
  stops.push(() => redis.stop());
  const balancer = await startBalancer(directory, postgres.members, redis.members);
  stops.push(() => balancer.program.kill());
  const databaseUrl = `postgresql://postgres@127.0.0.1:${balancer.postgresPort}/coffer`;
  await until("the balancer leads to the primary", async () => {
    const client = new pg.Client({ connectionString: databaseUrl.replace(/coffer$/, "postgres") });
    await client.connect();
    await client.query("CREATE DATABASE coffer").finally(() => client.end());
    return true;
  });

  say("two APIs, two workers …");
  const data = join(directory, "data");
  const start = async (main: Main): Promise<Coffer> => {
    const coffer = await startCoffer(main, {
      DATA_DIR: data,
      DATABASE_URL: databaseUrl,
      REDIS_URL: `redis://127.0.0.1:${balancer.redisPort}`,
      COFFER_DEV: "1",
      PORT: main === "src/server.ts" ? "0" : "",
      METRICS_PORT: "0",
      LOG_LEVEL: "error",
    });
    stops.push(() => coffer.stop());
    return coffer;
  };
  // An API is ready when the chains are being read, which takes a worker: one of each together, then the others.
  const [first] = await Promise.all([start("src/server.ts"), start("workers/main.ts")]);
  const [second] = await Promise.all([start("src/server.ts"), start("workers/main.ts")]);
  const apis = [first, second];
  const call = (role: "store" | "operator", path: string, body?: Record<string, unknown>) =>
    callCoffer(first, data, role, path, body);
  const openCheckout = async (name: string, network: "tron" | "ethereum") => {
    const wallet = await call("store", "/v1/wallets", { externalId: name });
    const checkout = await call("store", "/v1/checkouts", { walletId: wallet.body.id, packId: "small", network });
    return { walletId: wallet.body.id, network, address: String(checkout.body.address) };
  };
  const pay = ({ network, address }: { network: "tron" | "ethereum"; address: string }) =>
    payOnDevelopmentChain({ network, development: readDevelopment(data), to: address, amount: parseAmount("10") });
  const isCredited = async (walletId: string) =>
    (await call("store", `/v1/wallets/${walletId}`)).body.available === "120";

  const walletIds: string[] = [];
  for (let index = 0; index < 8; index += 1) {
    const { body } = await call("store", "/v1/wallets", { externalId: `spender ${index}` });
    await call("store", `/v1/wallets/${body.id}/grants`, { credits: "100000", kind: "promotional", reason: "load" });
    walletIds.push(body.id);
  }
  const { service } = JSON.parse(await readFile(join(data, "keys.json"), "utf8")) as { service: string };
  const load = startDebitLoad(apis, service, walletIds);
  await until("debits flow", async () => load.acknowledged.length > 100);

  const buyers = [await openCheckout("pays before PostgreSQL dies", "tron")];
  for (const buyer of buyers) await pay(buyer);
  const leader = await postgres.leader();
  say(`kill -9 of the primary ${leader.name}, ${load.acknowledged.length} debits acknowledged …`);
  const killedAt = Date.now();
  const beforeKill = load.acknowledged.length;
  await leader.kill();
  await until("another member leads", async () => (await postgres.leader()).name !== leader.name);
  say(`${(await postgres.leader()).name} leads after ${((Date.now() - killedAt) / 1000).toFixed(1)} s`);
  await until("debits flow again", async () => load.acknowledged.some(({ at }) => at > killedAt + 3_000));
  await delay(5_000);
  const postgresPause = longestPause(load.acknowledged, killedAt - 2_000, Date.now());
  buyers.push(await openCheckout("opens after PostgreSQL failed over", "ethereum"));

  const master = await redis.master();
  say(`kill -9 of the Redis master on ${master.port}, ${load.acknowledged.length} debits acknowledged …`);
  const redisKilledAt = Date.now();
  const last = buyers.at(-1);
  if (last !== undefined) await pay(last);
  await master.program.kill();
  await until("the Sentinels choose another master", async () => (await redis.master()).port !== master.port);
  say(`another Redis leads after ${((Date.now() - redisKilledAt) / 1000).toFixed(1)} s`);
  for (const { walletId } of buyers) await until("every payment is credited", () => isCredited(walletId), 120);
  const redisCredit = Date.now() - redisKilledAt;
  const redisPause = longestPause(load.acknowledged, redisKilledAt - 2_000, Date.now());
  await load.stop();

  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ id: string; count: number }>(
    "SELECT id, count(*)::int FROM debits GROUP BY id",
  );
  await client.end();
  const stored = new Map(rows.map(({ id, count }) => [id, count]));
  const lost = load.acknowledged.filter(({ id }) => stored.get(id) !== 1);
  say(
    `${load.acknowledged.length} debits acknowledged, ${stored.size} in the ledger; refused: ${JSON.stringify(Object.fromEntries(load.refused))}`,
  );
  hold(beforeKill > 100, "debits were under way when the primary died");
  hold(lost.length === 0, `each acknowledged debit is in the ledger once (${lost.length} are not)`);
  hold(
    stored.size - load.acknowledged.length <= walletIds.length,
    "at most one debit a caller was done and not answered",
  );
  const { body } = await call("operator", "/v1/ledger/verify");
  hold(body.ok === true, "the ledger agrees with its entries");
  const figures = {
    debits_stood_still_postgres_s: postgresPause / 1000,
    debits_stood_still_redis_s: redisPause / 1000,
    credited_after_redis_kill_s: redisCredit / 1000,
  };
  for (const [name, value] of Object.entries(figures)) process.stdout.write(`${JSON.stringify({ name, value })}\n`);
}

try {
  await run();
  say("nothing was lost");
} catch (error) {
  say(`FAILED: ${error instanceof Error ? error.message : String(error)}; what ran is kept in ${directory}`);
  process.exitCode = 1;
} finally {
  for (const stop of stops.toReversed()) await stop().catch(() => undefined);
  if (process.exitCode !== 1) await rm(directory, { recursive: true, force: true });
}
