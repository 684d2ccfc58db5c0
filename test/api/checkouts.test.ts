import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../src/lib/ids.js";
import { type Api, CONTRACTS, startApi } from "./startApi.js";

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

describe("opening a checkout", () => {
  it("fixes the terms, itemises every bonus and leases an address", async () => {
    const walletId = await api.openWallet();
    const { status, body } = await api.call("POST /v1/checkouts", {
      as: "store",
      key: "terms",
      body: { walletId, packId: "medium", network: "ethereum", returnUrl: "https://shop.example/thanks" },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      walletId,
      status: "open",
      exception: null,
      network: "ethereum",
      token: "USDT",
      contract: CONTRACTS.ethereum,
      url: `https://shop.example/checkout/${body.id}`,
      amountDue: "25",
      amountReceived: "0",
      amountRemaining: "25",
      tolerance: "0.125",
      creditsGranted: "0",
      confirmationsRequired: 12,
      deposits: [],
    });
    expect(body.terms).toEqual({
      packId: "medium",
      priceUsd: "25",
      discountUsd: "0",
      credits: "250",
      bonuses: [
        { id: "pack", label: expect.any(String), credits: "15", condition: null },
        { id: "usdt-payment", label: expect.any(String), credits: "26.5", condition: null },
        { id: "first-purchase", label: expect.any(String), credits: "26.5", condition: "first_purchase" },
      ],
      totalCredits: "318",
      baseUsdPerCredit: "0.1",
      catalogVersion: expect.stringMatching(/^usdt-image-shop-/),
    });
    expect(body.paymentUri).toBe(
      `ethereum:${CONTRACTS.ethereum}@31337/transfer?address=${body.address}&uint256=25000000`,
    );
    expect(Date.parse(body.expiresAt) - Date.parse(body.createdAt)).toBe(3_600_000);
    expect(Date.parse(body.inTimeUntil) - Date.parse(body.expiresAt)).toBe(1_800_000);
    expect((await api.call(`GET /v1/checkouts/${body.id}`)).body).toEqual(body);
  });

  it("waits for a network where none is named, and takes one choice", async () => {
    const opened = await open({ packId: undefined, amountUsd: "12.5" });
    expect(opened).toMatchObject({ network: null, address: null, paymentUri: null, confirmationsRequired: null });
    const chosen = await api.call(`POST /v1/checkouts/${opened.id}/network`, { body: { network: "tron" } });
    expect(chosen.body).toMatchObject({ network: "tron", contract: CONTRACTS.tron, confirmationsRequired: "final" });
    expect(chosen.body.address).toMatch(/^T/);
    expect(chosen.body.paymentUri).toBe(chosen.body.address);
    const again = await api.call(`POST /v1/checkouts/${opened.id}/network`, { body: { network: "tron" } });
    expect(again.body).toEqual(chosen.body);
    const other = await api.call(`POST /v1/checkouts/${opened.id}/network`, { body: { network: "ethereum" } });
    expect(other).toMatchObject({ status: 409, body: { code: "checkout_not_open" } });
  });

  it("gives 500 checkouts opened at once 500 different addresses", async () => {
    const walletId = await api.openWallet();
    const opened = await Promise.all(
      Array.from({ length: 500 }, (_, index) =>
        api.call("POST /v1/checkouts", {
          as: "store",
          key: `race-${index}`,
          body: { walletId, packId: "small", network: index % 2 === 0 ? "tron" : "ethereum" },
        }),
      ),
    );
    expect(new Set(opened.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(opened.map(({ body }) => body.address)).size).toBe(500);
    const list = await api.call(`GET /v1/wallets/${walletId}/checkouts?limit=200`, { as: "store" });
    expect(list.body.data).toHaveLength(200);
    const rest = await api.call(`GET /v1/wallets/${walletId}/checkouts?limit=200&cursor=${list.body.nextCursor}`, {
      as: "store",
    });
    expect(new Set([...list.body.data, ...rest.body.data].map(({ id }) => id)).size).toBe(400);
  });

  it("lets a buyer's own pages keep 20 open at once, however fast they ask, and the store more (case 57)", async () => {
    const walletId = await api.openWallet();
    const { body: session } = await api.call(`POST /v1/wallets/${walletId}/sessions`, { as: "store" });
    const body = { walletId, packId: "small", network: "tron" };
    const opened = await Promise.all(
      Array.from({ length: 25 }, (_, index) =>
        api.call("POST /v1/checkouts", { as: session.token, key: `cap-${index}`, body }),
      ),
    );
    expect(opened.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(opened.filter(({ status, body }) => status === 429 && body.code === "rate_limited")).toHaveLength(5);
    const first = opened.find(({ status }) => status === 201);
    expect((await api.call(`POST /v1/checkouts/${first?.body.id}/cancel`, { as: session.token })).status).toBe(200);
    expect((await api.call("POST /v1/checkouts", { as: session.token, key: "cap-25", body })).status).toBe(201);
    expect((await api.call("POST /v1/checkouts", { as: "store", key: "cap-26", body })).status).toBe(201);
  });

  it("lets a client keep 10,000 open at once, in whatever wallets, and says why not more (case 57)", async () => {
    const { pool } = api.database;
    const { body: key } = await api.call("POST /v1/keys", {
      as: "operator",
      body: { role: "store", client: "capped" },
    });
    const walletId = await api.openWallet();
    const body = { walletId, packId: "small" };
    const first = await api.call("POST /v1/checkouts", { as: key.key, key: "client-1", body });
    expect(first.status).toBe(201);
    await pool.query(
      `INSERT INTO checkouts (id, wallet_id, client_id, status, amount_due, tolerance, terms, created_at, expires_at, in_time_until)
       SELECT 'chk_' || n, 'wal_' || n, client_id, 'open', amount_due, tolerance, terms, created_at, expires_at, in_time_until
       FROM checkouts, generate_series(1, 9999) AS n WHERE id = $1`,
      [first.body.id],
    );
    const refused = await api.call("POST /v1/checkouts", { as: key.key, key: "client-2", body });
    expect(refused).toMatchObject({
      status: 429,
      body: { code: "rate_limited", detail: expect.stringContaining("This client has 10000 open checkouts") },
    });
    expect((await api.call("POST /v1/checkouts", { as: "store", key: "client-3", body })).status).toBe(201);
    expect((await api.call(`POST /v1/checkouts/${first.body.id}/cancel`, { as: key.key })).status).toBe(200);
    expect((await api.call("POST /v1/checkouts", { as: key.key, key: "client-4", body })).status).toBe(201);
    await pool.query("DELETE FROM checkouts WHERE wallet_id LIKE 'wal_%' AND length(wallet_id) < 10");
  });

  it("refuses packs, amounts, codes, links and networks that are not offered", async () => {
    const walletId = await api.openWallet();
    const refused: [Record<string, unknown>, number, string | undefined][] = [
      [{}, 400, ""],
      [{ packId: "small", amountUsd: "1" }, 400, ""],
      [{ packId: "huge" }, 400, "packId"],
      [{ amountUsd: "0.5" }, 400, "amountUsd"],
      [{ packId: "small", promoCode: "NOPE" }, 400, "promoCode"],
      [{ packId: "small", returnUrl: "javascript:alert(1)" }, 400, "returnUrl"],
      [{ packId: "small", network: "solana" }, 400, "network"],
      [{ packId: "small", status: "paid" }, 400, "status"],
      [{ packId: "small", walletId: "wal_nobody" }, 404, undefined],
    ];
    for (const [index, [body, status, path]] of refused.entries()) {
      const answer = await api.call("POST /v1/checkouts", {
        as: "store",
        key: `bad-${index}`,
        body: { walletId, ...body },
      });
      expect([answer.status, answer.body.issues?.[0]?.path]).toEqual([status, path]);
    }
  });

  it("is refused on a paused network, which the catalogue then leaves out", async () => {
    const walletId = await api.openWallet();
    const paused = await api.call("POST /v1/networks/tron/pause", { as: "operator", body: { note: "node upgrade" } });
    expect(paused.body).toMatchObject({ id: "tron", cursor: 1000, lagBlocks: 2, pausedAt: expect.any(String) });
    const body = { walletId, packId: "small", network: "tron" };
    const refused = await api.call("POST /v1/checkouts", { as: "store", key: "paused", body });
    expect(refused).toMatchObject({ status: 422, body: { code: "network_disabled" } });
    const ids = async () => (await api.call("GET /v1/catalog")).body.networks.map(({ id }: { id: string }) => id);
    expect(await ids()).toEqual(["ethereum"]);
    await api.call("POST /v1/networks/tron/resume", { as: "operator" });
    expect(await ids()).toEqual(["tron", "ethereum"]);
    // What was refused was not stored: the same key may now succeed.
    expect((await api.call("POST /v1/checkouts", { as: "store", key: "paused", body })).status).toBe(201);
  });
});

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
