import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONTRACTS } from "./offlineNetworks.js";
import { type Api, startApi } from "./startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

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
      region: null,
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
    expect((await api.call(`GET /v1/checkouts/${body.id}`, { as: "store" })).body).toEqual(body);
  });

  it("waits for a network where none is named, and takes one choice", async () => {
    const walletId = await api.openWallet();
    const { body: opened } = await api.call("POST /v1/checkouts", {
      as: "store",
      key: "undecided",
      body: { walletId, amountUsd: "12.5" },
    });
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
