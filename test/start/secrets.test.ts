import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { newSecretToken } from "../../src/api/secretToken.js";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { type Coffer, createDataDirectory, startCoffer } from "../support/coffer.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { startRedis, type TestRedis } from "../support/redis.js";

// Two processes of one store, each with secrets in its settings: what they issue and what they are told must turn up
// nowhere that outlives the call. Everything is logged, as an operator in trouble would have it.

const canary = (name: string) => `canary${name}${randomBytes(8).toString("hex")}`;
const SECRETS = { password: canary("password"), path: canary("path"), apiKey: canary("apikey") };
const ROLE = `role_${randomBytes(4).toString("hex")}`;

let database: TestDatabase;
let redis: TestRedis;
let data: Awaited<ReturnType<typeof createDataDirectory>>;
let first: Coffer;
let second: Coffer;
let keys: Record<"store" | "service" | "operator", string>;
/** What calls answered, but for the one answer in which a secret is shown. */
const answers: string[] = [];

beforeAll(async () => {
  [database, redis, data] = await Promise.all([createTestDatabase(), startRedis(), createDataDirectory()]);
  await database.pool.query(`CREATE ROLE ${ROLE} LOGIN SUPERUSER PASSWORD '${SECRETS.password}'`);
  const url = new URL(database.url);
  Object.assign(url, { username: ROLE, password: SECRETS.password });
  const common = {
    ...{ DATABASE_URL: url.href, REDIS_URL: redis.url, DATA_DIR: data.path, COFFER_DEV: "1" },
    ...{ PORT: "0", METRICS_PORT: "0", LOG_LEVEL: "trace" },
  };
  first = await startCoffer("src/main.ts", common);
  second = await startCoffer("src/server.ts", {
    ...common,
    ETHEREUM_RPC_URLS: `http://127.0.0.1:1/v3/${SECRETS.path}`,
    TRON_RPC_URLS: `http://127.0.0.1:1/${SECRETS.path}`,
    TRON_API_KEY: SECRETS.apiKey,
    ETHEREUM_XPUB: DEVELOPMENT_XPUBS.ethereum,
    TRON_XPUB: DEVELOPMENT_XPUBS.tron,
  });
  keys = JSON.parse(await readFile(join(data.path, "keys.json"), "utf8"));
}, 240_000);
afterAll(async () => {
  await second?.stop();
  await first?.stop();
  await redis.close();
  await database.pool.query(`DROP OWNED BY ${ROLE}; DROP ROLE ${ROLE}`);
  await database.drop();
  await data.remove();
});

async function call(on: Coffer, request: string, token: string, body?: object, headers: Record<string, string> = {}) {
  const [method = "", path = ""] = request.split(" ");
  const response = await fetch(`${on.url}${path}`, {
    method,
    headers: {
      ...{ Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      ...{ "Idempotency-Key": `k-${Math.random()}`, ...headers },
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
}

/** A call whose answer must hold no secret. */
async function ask(...parameters: Parameters<typeof call>) {
  const answer = await call(...parameters);
  answers.push(answer.text);
  return answer;
}

/** Brings out every kind of secret that the store issues, and uses each. */
async function issueAndUse(): Promise<string[]> {
  const { store, operator } = keys;
  const made = [];
  for (const role of ["store", "service", "operator"]) {
    const { body } = await call(first, "POST /v1/keys", operator, { role, client: `client ${role}` });
    const rotated = await call(second, `POST /v1/keys/${body.id}/rotate`, operator, { overlapSeconds: 60 });
    made.push(body.key, rotated.body.key);
  }
  const wallet = await ask(first, "POST /v1/wallets", made[0], { externalId: "secretive" });
  const session = await call(first, `POST /v1/wallets/${wallet.body.id}/sessions`, store);
  const login = await call(first, "POST /v1/console/login", "", { key: operator });
  const cookie = login.headers.get("Set-Cookie")?.split(";")[0] ?? "";
  const hook = { url: "https://127.0.0.1/hook", events: ["checkout.created"] };
  const endpoint = await call(first, "POST /v1/webhook-endpoints", store, hook);
  expect([session.status, login.status, endpoint.status]).toEqual([201, 200, 201]);
  const order = { walletId: wallet.body.id, packId: "small", network: "tron" };
  for (const on of [first, second]) {
    const checkout = await ask(on, "POST /v1/checkouts", session.body.token, order);
    await ask(on, `POST /v1/checkouts/${checkout.body.id}/claim`, store, { txHash: "ab".repeat(32) });
    await ask(on, "GET /v1/networks", operator);
    await ask(on, "GET /readyz", operator);
    await ask(on, "GET /v1/keys", "", undefined, { Authorization: "", Cookie: cookie });
    await ask(on, "POST /v1/debits", made[2], { walletId: wallet.body.id, credits: "1" });
    await ask(on, "POST /v1/debits", made[3], { walletId: made[3], credits: made[3] });
    await ask(on, "GET /v1/deposits", newSecretToken("cfr_operator_"));
    await ask(on, `GET /v1/wallets/${encodeURIComponent(String(wallet.body.id))}`, `${made[0]}x`);
  }
  await ask(first, "GET /v1/audit?limit=100", operator);
  return [...made, ...Object.values(keys), session.body.token, cookie.split("=")[1], endpoint.body.secret];
}

/** Every row of every table, as a dump would hold it. */
async function dumpDatabase(): Promise<string> {
  const { pool } = database;
  const { rows } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  expect(rows.length).toBeGreaterThan(25);
  const dumps = await Promise.all(rows.map(({ name }) => pool.query(`SELECT t::text AS row FROM ${name} t`)));
  return dumps.flatMap(({ rows: found }) => found.map(({ row }) => row)).join("\n");
}

/** Redis's own files: every command that changed anything since it started. */
async function dumpRedis(): Promise<string> {
  const [, directory = ""] = (await redis.client.config("GET", "dir")) as string[];
  const files = await readdir(join(directory, "appendonlydir"));
  const texts = await Promise.all(files.map((file) => readFile(join(directory, "appendonlydir", file), "latin1")));
  return texts.join("\n");
}

/** What nobody could have got to know but from the secret itself. */
const coreOf = (secret: string) => secret.replace(/^(cfr_[a-z]+_|cfs_|whsec_)/, "").slice(0, 27);

it("cases 59 and 62: no issued key, session, webhook secret or configured secret is in the database, Redis, logs or answers", async () => {
  const issued = await issueAndUse();
  const wanted = [...issued.map(coreOf), ...Object.values(SECRETS), ...Object.values(DEVELOPMENT_XPUBS)];
  expect(new Set(wanted).size).toBe(17);
  // Jobs, logs and webhooks of what was just done are on their way.
  await vi.waitFor(() => expect(first.log()).toContain("/v1/debits"), { timeout: 20_000, interval: 200 });
  const printed = Object.values(keys).map(coreOf);
  const places = {
    database: await dumpDatabase(),
    redis: await dumpRedis(),
    "logs of the first": first.log(),
    "logs of the second": second.log(),
    answers: answers.join("\n"),
  };
  for (const [place, text] of Object.entries(places)) {
    expect(text.length, `${place} holds something`).toBeGreaterThan(1_000);
    // A development store prints its play keys where it starts: that is what they are for.
    const looked = place.startsWith("logs") ? wanted.filter((each) => !printed.includes(each)) : wanted;
    expect(
      looked.filter((secret) => text.includes(secret)),
      `secrets in ${place}`,
    ).toEqual([]);
  }
});

it("case 60: a key that one process revokes, the other refuses within five seconds", async () => {
  const { body } = await call(first, "POST /v1/keys", keys.operator, { role: "store", client: "leaving" });
  const statusOn = async (on: Coffer) => (await call(on, "GET /v1/wallets?externalId=x", body.key)).status;
  expect([await statusOn(first), await statusOn(second)]).toEqual([200, 200]);
  await call(first, `DELETE /v1/keys/${body.id}`, keys.operator);
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  expect([await statusOn(first), await statusOn(second)]).toEqual([401, 401]);
});
