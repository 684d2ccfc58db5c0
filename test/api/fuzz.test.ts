import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { verifyLedger } from "../../src/ledger/verify.js";
import { messageOf } from "../../src/lib/errors.js";
import { newId } from "../../src/lib/ids.js";
import { createExpireProcessor } from "../../workers/expire.js";
import { campaignParts } from "../support/campaignParts.js";
import { createKnownIds } from "./fuzzKnownIds.js";
import { type PlannedRequest, planRequests } from "./fuzzPlan.js";
import { type Api, startApi } from "./startApi.js";

/** How many requests, and by which seed: `FUZZ_REQUESTS=250000 FUZZ_SEED=7` plays another or a longer run. */
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 3_000);
const SEED = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
/** Requests under way at once: some of them meet in one wallet. */
const AT_ONCE = 8;
/** Requests of one plan, by a seed of its own. */
const CHUNK = 1_000;
/** Requests to one store; a long run is made of several. */
const PART = 25_000;

let api: Api;
let catalogText: string;
let session = "";
let known = createKnownIds();
const counts = new Map<number, number>();
/** The first failure of each route, with what it takes to repeat it. */
const failures = new Map<string, string>();

beforeEach(async () => {
  known = createKnownIds();
  counts.clear();
  failures.clear();
  // Behind one proxy, whose header every request makes up: else the limits would answer most of them.
  api = await startApi({ trustProxyHops: 1 });
  catalogText = await readFile("catalogs/default.yaml", "utf8");
  for (let count = 0; count < 8; count += 1) known.remember("wal", await api.openWallet("100000"));
  for (const walletId of known.of("wal")) {
    for (const memberId of ["ann", "ben"]) {
      await api.call(`POST /v1/wallets/${walletId}/members`, { as: "store", body: { memberId } });
    }
  }
  await openSession();
  await makeStuckDeposits();
});
afterEach(() => api.close());

/** Deposits that no chain knows: the nodes are away, so that whatever is done about them is refused or decided by hand. */
async function makeStuckDeposits(): Promise<void> {
  const wallets = known.of("wal");
  await api.database.pool.query(
    `INSERT INTO deposits (id, network, tx_hash, log_position, block_number, block_hash, block_at, token, from_address,
                           to_address, amount, status, stuck_reason, wallet_id, detected_at, final_at)
     SELECT deposit_id, 'tron', 'hash ' || n, 0, 900, 'block', now(), 'contract', 'sender', 'recipient', 10000000,
            'stuck', 'no_checkout', wallet_id, now(), now()
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS given(deposit_id, wallet_id, n)`,
    [wallets.map(() => newId("dep")), wallets],
  );
}

async function openSession(): Promise<void> {
  const [walletId] = known.of("wal");
  session = (await api.call(`POST /v1/wallets/${walletId}/sessions`, { as: "store" })).body.token;
}

function tokenOf(as: PlannedRequest["as"]): string | undefined {
  if (as === "nobody") return undefined;
  if (as === "session") return session;
  return as === "stranger" ? "cfr_operator_guessed" : api.keys[as];
}

async function send(planned: PlannedRequest): Promise<void> {
  const { route, as, key, contentType, from } = planned;
  const path = known.resolve(planned.path);
  const body = planned.body === undefined ? undefined : known.resolve(planned.body);
  const token = tokenOf(as);
  const headers = { "X-Forwarded-For": from, ...(body === undefined ? {} : { "Content-Type": contentType }) };
  if (route.mediaTypes.includes("text/event-stream")) {
    const response = await fetch(`${api.url}${path}`, { headers });
    await response.body?.cancel();
    expect(response.status).toBeLessThan(500);
    return;
  }
  const answer = await api.call(`${route.method.toUpperCase() as "POST"} ${path}`, {
    ...(token === undefined ? {} : { as: token }),
    ...(key === undefined ? {} : { key }),
    ...(body === undefined ? {} : { body }),
    headers,
  });
  known.learn(planned, answer);
  if (as === "session" && answer.status === 401) await openSession();
  if (answer.status >= 500)
    expect([answer.status, path === "/readyz" || answer.body.code]).toEqual([503, expect.anything()]);
  if (answer.status === 503 && path !== "/readyz") expect(answer.body.code).toBe("unavailable");
  counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1);
}

/** Says what was answered. */
function report(done: number, seed: number): void {
  const statuses = Object.fromEntries([...counts].sort());
  process.stdout.write(`${JSON.stringify({ requests: done, seed, statuses, failures: failures.size })}\n`);
}

async function play(requests: PlannedRequest[], seed: number): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < requests.length; at = next++) {
      const planned = requests[at];
      if (planned === undefined) return;
      try {
        await send(planned);
      } catch (error) {
        const { route, ...rest } = planned;
        const request = JSON.stringify({ ...rest, sent: known.resolve(rest.path) });
        const name = `${route.method} ${route.path}`;
        if (!failures.has(name)) failures.set(name, `seed ${seed}, request ${at}: ${request} ${messageOf(error)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

it.each(campaignParts(REQUESTS, PART, { from: SEED, perSeed: CHUNK }))(
  "case 53, case 56: $count requests from seed $seed, valid, broken and garbage, bring nothing down and no wallet out of balance",
  async ({ count, seed }) => {
    const plan = planRequests(api.routes, catalogText);
    for (let done = 0; done < count; done += CHUNK) {
      const own = seed + done / CHUNK;
      await play(fc.sample(plan, { numRuns: Math.min(CHUNK, count - done), seed: own }), own);
    }
    report(count, seed);
    expect([...failures].map(([name, failure]) => `${name}: ${failure}`).join("\n")).toBe("");
    // No worker runs here: what has fallen due meanwhile is done now.
    await createExpireProcessor(api.dependencies.pool, api.dependencies.chains, api.dependencies.catalogs)();
    const verified = await verifyLedger(api.database.pool);
    expect(verified.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect((await api.call("GET /healthz")).status).toBe(200);
    // A run that only knocked at the door would find nothing.
    expect(counts.get(201) ?? 0).toBeGreaterThan(count / 50);
  },
  PART * 100,
);
