import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Network } from "../../src/chains/chain.js";
import { newId } from "../../src/lib/ids.js";
import { CONTRACTS } from "./offlineNetworks.js";
import { type Api, startApi } from "./startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
// Deposits are called credited by SQL here, and grant nothing.
afterAll(() => api.close(["deposits: broken"]));

let count = 0;

async function open(body: Record<string, unknown> = {}) {
  count += 1;
  const walletId = body.walletId ?? (await api.openWallet());
  const opened = await api.call("POST /v1/checkouts", {
    as: "store",
    key: `open-${count}`,
    body: { walletId, packId: "small", ...body },
  });
  return opened.body;
}

/** Stores a payment as a scan would. */
async function pay(
  checkout: { id: string; network: Network; address: string; walletId: string },
  deposit: object = {},
) {
  const row = {
    id: newId("dep"),
    status: "confirming",
    stuckReason: null,
    amount: "4000000",
    block: 990,
    credits: 0,
    final: false,
    token: CONTRACTS[checkout.network],
    pendingTotal: "0",
    ...deposit,
  };
  await api.database.pool.query(
    `INSERT INTO deposits (id, network, tx_hash, log_position, block_number, block_hash, block_at, from_address, to_address,
       amount, status, stuck_reason, wallet_id, checkout_id, credits, detected_at, final_at, credited_at, token, pending_total)
     VALUES ($1, $2, $1, 0, $3, 'h', now(), 'sender', $4, $5, $6, $7, $8, $9, $10, now(), CASE WHEN $11 THEN now() END,
       CASE WHEN $6 = 'credited' THEN now() END, $12, $13)`,
    [
      row.id,
      checkout.network,
      row.block,
      checkout.address,
      row.amount,
      row.status,
      row.stuckReason,
      checkout.walletId,
      checkout.id,
      row.credits,
      row.final,
      row.token,
      row.pendingTotal,
    ],
  );
  return row.id;
}

describe("a checkout that is paid", () => {
  it("counts what is here or on its way, shows confirmations, and never a negative rest", async () => {
    const checkout = await open({ network: "ethereum" });
    const first = await pay(checkout, { amount: "4000000", block: 990 });
    await pay(checkout, { amount: "1000000", status: "reorged", block: 995 });
    const view = async () => (await api.call(`GET /v1/checkouts/${checkout.id}`)).body;
    const seen = await view();
    expect(seen).toMatchObject({ amountReceived: "4", amountRemaining: "6", confirmationsRequired: 12 });
    expect(seen.paymentUri).toMatch(/uint256=6000000$/);
    expect(seen.deposits).toMatchObject([
      {
        id: first,
        status: "confirming",
        amount: "4",
        confirmations: 11,
        from: "sender",
        creditedAt: null,
        credits: "0",
      },
      { status: "reorged", confirmations: 0 },
    ]);
    await pay(checkout, { amount: "60000000", block: 1000, status: "stuck", stuckReason: "credit_failed" });
    await pay(checkout, { amount: "6000000", block: 900, status: "credited", credits: 66_000_000, final: true });
    const over = await view();
    expect(over).toMatchObject({ amountReceived: "70", amountRemaining: "0", paymentUri: null, creditsGranted: "66" });
    expect(over.deposits.at(-1)).toMatchObject({ status: "credited", confirmations: 12, credits: "66" });
  });

  it("asks the confirmations of the wallet's whole pending total, so that splitting gains nothing", async () => {
    const checkout = await open({ network: "ethereum" });
    const other = await open({ network: "ethereum", walletId: checkout.walletId });
    await pay(checkout, { amount: "30000000" });
    await pay(other, { amount: "30000000" });
    const { body } = await api.call(`GET /v1/checkouts/${checkout.id}`);
    expect(body.confirmationsRequired).toBe("final");
  });

  it("shows what was decided: the most that the wallet had on the way, on both networks", async () => {
    const checkout = await open({ network: "ethereum" });
    const required = async () => (await api.call(`GET /v1/checkouts/${checkout.id}`)).body.confirmationsRequired;
    const onTron = await open({ network: "tron", walletId: checkout.walletId });
    const other = await pay(onTron, { amount: "45000000" });
    // Ten more are due here.
    expect(await required()).toBe("final");
    const deposit = await pay(checkout, { amount: "10000000", pendingTotal: "55000000" });
    expect(await required()).toBe("final");
    const { pool } = api.database;
    await pool.query("UPDATE deposits SET status = 'credited', final_at = now(), credited_at = now() WHERE id = $1", [
      other,
    ]);
    expect(await required()).toBe("final");
    await pool.query(
      "UPDATE deposits SET status = 'credited', final_at = now(), credited_at = now(), pending_total = amount WHERE id = $1",
      [deposit],
    );
    await pay(onTron, { amount: "70000000" });
    expect(await required()).toBe(12);
  });

  it("never shows another token as USDT, whatever became of it", async () => {
    const checkout = await open({ network: "ethereum" });
    const token = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48";
    const id = await pay(checkout, { token, status: "stuck", stuckReason: "unsupported_token" });
    const expectOther = async () => {
      const { body } = await api.call(`GET /v1/checkouts/${checkout.id}`);
      expect(body).toMatchObject({ amountReceived: "0", deposits: [{ id, token: "other" }] });
      expect((await api.call(`GET /v1/deposits/${id}`, { as: "operator" })).body).toMatchObject({
        token: "other",
        contract: token,
      });
    };
    await expectOther();
    const rejected = await api.call(`POST /v1/deposits/${id}/reject`, { as: "operator", body: { note: "USDC" } });
    expect(rejected).toMatchObject({ status: 200, body: { status: "rejected", token: "other" } });
    await expectOther();
    await api.database.pool.query("UPDATE deposits SET status = 'reorged' WHERE id = $1", [id]);
    await expectOther();
  });

  it("can be cancelled only while nothing was paid", async () => {
    const { id } = await open();
    const cancelled = await api.call(`POST /v1/checkouts/${id}/cancel`, { as: "store" });
    expect(cancelled).toMatchObject({ status: 200, body: { status: "cancelled" } });
    expect((await api.call(`POST /v1/checkouts/${id}/cancel`, { as: "store" })).status).toBe(200);
    const paid = await open({ network: "tron" });
    await api.database.pool.query("UPDATE checkouts SET status = 'confirming' WHERE id = $1", [paid.id]);
    const refused = await api.call(`POST /v1/checkouts/${paid.id}/cancel`, { as: "store" });
    expect(refused).toMatchObject({ status: 409, body: { code: "checkout_not_open", state: "confirming" } });
  });
});
