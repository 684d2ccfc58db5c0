import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { startEthereumNetwork } from "../support/ethereumNetwork.js";
import type { TestNetwork } from "../support/testNetwork.js";
import { type Api, startApi } from "./startApi.js";

let network: TestNetwork;
let api: Api;

beforeAll(async () => {
  network = await startEthereumNetwork();
  api = await startApi({}, network.chain);
});
afterAll(async () => {
  await api.close();
  await network.close();
});

let count = 0;

/** A payment on the chain that is final, and whose crediting is said to have failed. */
async function makeStuck(reason = "credit_failed"): Promise<{ id: string; walletId: string }> {
  const { pool, chains } = api.dependencies;
  count += 1;
  const walletId = await api.openWallet();
  const body = { walletId, packId: "small", network: "ethereum" };
  const { body: checkout } = await api.call("POST /v1/checkouts", { as: "store", key: `stuck-${count}`, body });
  await network.pay(checkout.address, 10_000_000n);
  await network.mine(5);
  for (const chain of chains.values()) await scanNetwork(pool, chain);
  const { rows } = await pool.query<{ id: string }>(
    `UPDATE deposits SET status = 'stuck', stuck_reason = $2, attempts = 5, last_error = 'injected', final_at = now()
     WHERE checkout_id = $1 RETURNING id`,
    [checkout.id, reason],
  );
  return { id: rows[0]?.id ?? "", walletId };
}

describe("a stuck deposit", () => {
  it("is found by its reason and explained", async () => {
    const { id, walletId } = await makeStuck();
    const list = await api.call("GET /v1/deposits?status=stuck&network=ethereum&reason=credit_failed&limit=1", {
      as: "operator",
    });
    expect(list.body.data).toMatchObject([
      { id, status: "stuck", stuckReason: "credit_failed", attempts: 5, amount: "10" },
    ]);
    expect((await api.call("GET /v1/deposits?reason=no_checkout", { as: "operator" })).body.data).toEqual([]);
    expect((await api.call("GET /v1/deposits?status=lost", { as: "operator" })).status).toBe(400);
    const { body } = await api.call(`GET /v1/deposits/${id}`, { as: "operator" });
    expect(body).toMatchObject({ walletId, token: "USDT", lastError: "injected" });
    expect(body.explanation).toContain("failed 5 times");
    expect(body.history[0]).toMatchObject({ status: "detected", clientId: null });
  });

  it("is checked without effect by a dry run, and credited once by a retry, however often it is pressed", async () => {
    const { id, walletId } = await makeStuck();
    const available = async () => (await api.call(`GET /v1/wallets/${walletId}`, { as: "store" })).body.available;
    const note = "the disk was full";
    const dry = await api.call(`POST /v1/deposits/${id}/retry`, { as: "operator", body: { note, dryRun: true } });
    expect(dry.body).toMatchObject({
      dryRun: true,
      outcome: "would_credit",
      credits: "120",
      deposit: { status: "stuck" },
    });
    expect(dry.body.checks.every(({ ok }: { ok: boolean }) => ok)).toBe(true);
    expect(await available()).toBe("0");
    const pressed = await Promise.all(
      Array.from({ length: 5 }, () => api.call(`POST /v1/deposits/${id}/retry`, { as: "operator", body: { note } })),
    );
    expect(pressed.filter(({ body }) => body.outcome === "credited")).toHaveLength(1);
    expect(await available()).toBe("120");
    const again = await api.call(`POST /v1/deposits/${id}/retry`, { as: "operator", body: { note } });
    expect(again).toMatchObject({ status: 409, body: { code: "deposit_not_retryable", state: "credited" } });
    const { body } = await api.call(`GET /v1/deposits/${id}`, { as: "operator" });
    expect(body.history).toContainEqual(
      expect.objectContaining({ detail: `Retried: ${note}`, clientId: expect.stringMatching(/^cli_/) }),
    );
    expect((await api.call(`POST /v1/deposits/${id}/retry`, { as: "operator", body: {} })).body.issues).toMatchObject([
      { path: "note" },
    ]);
  });

  it("is retried with all others of its reason, each with its own result", async () => {
    const first = await makeStuck("rpc_exhausted");
    const second = await makeStuck("rpc_exhausted");
    const other = await makeStuck("provider_disagreement");
    const lost = await makeStuck("reorged_after_credit");
    const body = { status: "stuck", reason: "rpc_exhausted", note: "the node is back" };
    const bulk = await api.call("POST /v1/deposits/retry", { as: "operator", body });
    expect(bulk.body).toMatchObject({ count: 2, credited: 2 });
    expect(bulk.body.results.map(({ id }: { id: string }) => id)).toEqual([first.id, second.id]);
    expect((await api.call(`GET /v1/deposits/${other.id}`, { as: "operator" })).body.status).toBe("stuck");
    const rest = await api.call("POST /v1/deposits/retry", { as: "operator", body: { status: "stuck", note: "all" } });
    const results = new Map(rest.body.results.map((each: { id: string; outcome: string }) => [each.id, each.outcome]));
    expect([results.get(other.id), results.get(lost.id)]).toEqual(["credited", "refused"]);
    expect(
      (await api.call("POST /v1/deposits/retry", { as: "operator", body: { status: "credited", note: "x" } })).status,
    ).toBe(400);
    expect((await api.call("GET /v1/ledger/verify", { as: "operator" })).body.ok).toBe(true);
  });
});

describe("networks", () => {
  it("say how far they are watched and how their providers are", async () => {
    const { body } = await api.call("GET /v1/networks", { as: "operator" });
    expect(body.data).toMatchObject([{ id: "ethereum", lagBlocks: 0, providers: [{ ok: true, lastError: null }] }]);
    expect(body.data[0].cursor).toBe(body.data[0].head);
  });
});
