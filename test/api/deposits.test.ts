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
    // What waits for something else is not among all, and says so where its reason is named.
    expect([results.get(other.id), results.get(lost.id)]).toEqual(["credited", undefined]);
    const named = { status: "stuck", reason: "reorged_after_credit", note: "all" };
    expect((await api.call("POST /v1/deposits/retry", { as: "operator", body: named })).body.results).toMatchObject([
      { id: lost.id, outcome: "refused", explanation: expect.stringContaining("nothing to retry") },
    ]);
    expect(
      (await api.call("POST /v1/deposits/retry", { as: "operator", body: { status: "credited", note: "x" } })).status,
    ).toBe(400);
    expect((await api.call("GET /v1/ledger/verify", { as: "operator" })).body.ok).toBe(true);
  });
});

describe("a bulk retry", () => {
  /** Older deposits like this one, so many, of transfers that no node knows. */
  async function copyDeposit(id: string, copies: number, reason: string): Promise<void> {
    await api.dependencies.pool.query(
      `INSERT INTO deposits SELECT (jsonb_populate_record(d, jsonb_build_object(
         'id', 'dep_' || lpad(n::text, 28, '0'), 'log_position', 1000 + n, 'stuck_reason', $3::text))).*
       FROM deposits d, generate_series(1, $2::integer) n WHERE d.id = $1`,
      [id, copies, reason],
    );
  }
  const forgetCopies = () => api.dependencies.pool.query("DELETE FROM deposits WHERE id LIKE 'dep_0000%'");
  const retryAll = async (more = {}) =>
    (await api.call("POST /v1/deposits/retry", { as: "operator", body: { status: "stuck", note: "all", ...more } }))
      .body;

  it("comes to what can be retried however much waits for something else", async () => {
    const { id } = await makeStuck();
    await copyDeposit(id, 201, "no_checkout");
    const done = await retryAll();
    expect(done).toMatchObject({ count: 1, credited: 1, left: 0, nextCursor: null, results: [{ id }] });
    await forgetCopies();
  });

  it("says how many are left and goes on from there, past those that stay stuck", async () => {
    const { id } = await makeStuck();
    await copyDeposit(id, 201, "credit_failed");
    const first = await retryAll();
    expect(first).toMatchObject({ count: 200, credited: 0, left: 2 });
    expect(first.nextCursor).toBe(first.results.at(-1).id);
    const rest = await retryAll({ cursor: first.nextCursor });
    expect(rest).toMatchObject({ count: 2, credited: 1, left: 0, nextCursor: null });
    expect(rest.results.at(-1)).toMatchObject({ id, outcome: "credited" });
    await forgetCopies();
    const wrong = { status: "stuck", note: "all", cursor: "dep_1" };
    expect((await api.call("POST /v1/deposits/retry", { as: "operator", body: wrong })).status).toBe(400);
  });
});

describe("an operator's decision", () => {
  it("is carried out once, told in the deposit's own view, and kept with who, why, before and after", async () => {
    const { id } = await makeStuck("no_checkout");
    const walletId = await api.openWallet();
    const note = "paid to an old address";
    const assigned = await api.call(`POST /v1/deposits/${id}/assign`, { as: "operator", body: { walletId, note } });
    expect(assigned.body).toMatchObject({
      outcome: "credited",
      credits: "110",
      deposit: { walletId, checkoutId: null },
    });
    const rejected = await api.call(`POST /v1/deposits/${id}/reject`, { as: "operator", body: { note } });
    expect(rejected).toMatchObject({ status: 409, body: { code: "deposit_not_retryable", state: "credited" } });
    const txHash = `0x${"12".repeat(32)}`;
    const refunded = await api.call(`POST /v1/deposits/${id}/refunded`, { as: "operator", body: { txHash, note } });
    expect(refunded.body).toMatchObject({ status: "refunded", credits: "0" });
    expect((await api.call(`GET /v1/wallets/${walletId}`, { as: "store" })).body.available).toBe("0");
    const audit = await api.call(`GET /v1/audit?objectId=${id}&limit=2`, { as: "operator" });
    expect(audit.body.data).toMatchObject([
      { action: "deposit.refunded", client: "the operator", note, before: { status: "credited" } },
      { action: "deposit.reject", note },
    ]);
    const rest = await api.call(`GET /v1/audit?objectId=${id}&cursor=${audit.body.nextCursor}`, { as: "operator" });
    expect(rest.body).toMatchObject({ data: [{ action: "deposit.assign" }], nextCursor: null });
    expect((await api.call("GET /v1/audit?cursor=none", { as: "operator" })).status).toBe(400);
  });

  it("to read blocks again says what was missing", async () => {
    const { body: networks } = await api.call("GET /v1/networks", { as: "operator" });
    const toBlock = networks.data[0].cursor;
    const range = { fromBlock: toBlock - 3, toBlock };
    const rescan = await api.call("POST /v1/networks/ethereum/rescan", { as: "operator", body: range });
    expect(rescan).toMatchObject({ status: 200, body: { ...range, recorded: [] } });
    const ahead = { fromBlock: 0, toBlock: toBlock + 1 };
    expect((await api.call("POST /v1/networks/ethereum/rescan", { as: "operator", body: ahead })).status).toBe(400);
    expect((await api.call("POST /v1/networks/tron/rescan", { as: "operator", body: range })).status).toBe(404);
  });
});

describe("a claim", () => {
  it("needs no key, answers the checkout with what the chain says, and is limited by address", async () => {
    const walletId = await api.openWallet();
    const body = { walletId, packId: "small", network: "ethereum" };
    const { body: checkout } = await api.call("POST /v1/checkouts", { as: "store", key: "claimed", body });
    const txHash = await network.pay(checkout.address, 10_000_000n);
    const claim = (hash: string) => api.call(`POST /v1/checkouts/${checkout.id}/claim`, { body: { txHash: hash } });
    expect(await claim(txHash)).toMatchObject({ status: 200, body: { id: checkout.id, claim: { state: "seen" } } });
    for (const chain of api.dependencies.chains.values()) await scanNetwork(api.dependencies.pool, chain);
    expect((await claim(txHash)).body).toMatchObject({ status: "confirming", claim: { state: "recorded" } });
    expect(await claim("ab".repeat(32))).toMatchObject({ status: 404, body: { code: "not_found" } });
    const statuses = new Set<number>();
    for (let attempt = 0; attempt < 20; attempt += 1) statuses.add((await claim("none")).status);
    expect([...statuses]).toEqual([404, 429]);
  });
});

describe("a reconciliation", () => {
  it("finds no difference where every payment is recorded, and says how much was missed where one is not", async () => {
    const { pool } = api.dependencies;
    const { id } = await makeStuck();
    const { rows } = await pool.query<{ to: string }>(`SELECT to_address AS "to" FROM deposits WHERE id = $1`, [id]);
    const read = async () => {
      const { body } = await api.call("GET /v1/reports/reconciliation?network=ethereum", { as: "operator" });
      return body.data.find(({ address }: { address: string }) => address === rows[0]?.to);
    };
    expect(await read()).toMatchObject({ onChain: "10", recorded: "10", difference: "0" });
    await pool.query("UPDATE deposits SET amount = amount - 2500000 WHERE id = $1", [id]);
    expect(await read()).toMatchObject({ onChain: "10", recorded: "7.5", difference: "2.5" });
  });

  it("tells operators in words what arrived that is never credited, and who else may sign (cases 11 and 75)", async () => {
    const { pool } = api.dependencies;
    const address = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    await pool.query(
      `INSERT INTO reconciliation_runs (network, day, leased_until, finished_at) VALUES ('ethereum', '2026-01-02', now(), now())`,
    );
    await pool.query(
      `INSERT INTO reconciliation_findings (network, day, address, wallet_id, on_chain, recorded, native, tokens, on_other_chain, other_signers)
       VALUES ('ethereum', '2026-01-02', $1, 'wal_x', 7000000, 0, 500000000000000000, '[{"id": "1002357", "amount": "25"}]', 9500000, '{a-thief}')`,
      [address],
    );
    const { body } = await api.call("GET /v1/reports/reconciliation/runs?network=ethereum", { as: "operator" });
    const run = body.data.find(({ day }: { day: string }) => day === "2026-01-02");
    expect(run.findings).toMatchObject([
      {
        ...{ address, onChain: "7", recorded: "0", native: "0.5 ETH", onOtherChain: "9.5" },
        tokens: [{ id: "1002357", amount: "25" }],
        reasons: ["other_signer", "missed_payment", "unsupported_token"],
        explanation: [
          "a-thief may sign for it, which takes its private key: move all deposits of the account now, as docs/security.md says. No further checkout gets this address.",
          "7 USDT arrived that no deposit records: rescan the blocks of that time, or claim the transaction.",
          "0.5 ETH arrived, which is not credited: send it back to its sender.",
          "25 of the TRC10 token 1002357 arrived, which is not credited: send it back to its sender.",
          "9.5 USDT arrived on TRON (TRC20) at TLEaY8XoqpBmndLsjcfThgdKLN1ssNuUcF, which the same key holds but nobody was given: send it back to its sender, or grant what it is worth.",
        ].join(" "),
      },
    ]);
  });
});

describe("networks", () => {
  it("say how far they are watched and how their providers are", async () => {
    const { body } = await api.call("GET /v1/networks", { as: "operator" });
    expect(body.data).toMatchObject([{ id: "ethereum", lagBlocks: 0, providers: [{ ok: true, lastError: null }] }]);
    expect(body.data[0].cursor).toBe(body.data[0].head);
  });
});
