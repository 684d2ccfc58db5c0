import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../src/lib/ids.js";
import { type Api, startApi } from "./startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

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
async function pay(checkout: { id: string; network: string; address: string; walletId: string }, deposit: object = {}) {
  const row = {
    id: newId("dep"),
    status: "confirming",
    stuckReason: null,
    amount: "4000000",
    block: 990,
    credits: 0,
    final: false,
    ...deposit,
  };
  await api.database.pool.query(
    `INSERT INTO deposits (id, network, tx_hash, log_position, block_number, block_hash, block_at, token, from_address, to_address,
       amount, status, stuck_reason, wallet_id, checkout_id, credits, detected_at, final_at, credited_at)
     VALUES ($1, $2, $1, 0, $3, 'h', now(), 't', 'sender', $4, $5, $6, $7, $8, $9, $10, now(), CASE WHEN $11 THEN now() END,
       CASE WHEN $6 = 'credited' THEN now() END)`,
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
