import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { newId } from "../../src/lib/ids.js";
import { openRefundScene } from "./refundScene.js";
import type { Answer } from "./startApi.js";

const { api, scene } = await openRefundScene();

const walletOf = async (walletId: string): Promise<Answer["body"]> =>
  (await api.call(`GET /v1/wallets/${walletId}`, { as: "store" })).body;

describe("giving an unused purchase back", () => {
  it("pays for what is left, takes it and its bonus, once, and changes nothing before it is asked for", async () => {
    const walletId = await api.openWallet();
    const depositId = await scene.buy(walletId);
    expect(await scene.quote(walletId)).toMatchObject({ amountUsd: "10", credits: "100", bonusCredits: "10" });
    expect(await scene.balance(walletId)).toBe("110");
    const first = await scene.request(walletId, { depositId }, "refund-1");
    expect(first).toMatchObject({
      status: 201,
      body: { walletId, amountUsd: "10", purchases: [{ depositId, amountUsd: "10" }] },
    });
    expect(await scene.balance(walletId)).toBe("0");
    const again = await scene.request(walletId, { depositId }, "refund-1");
    expect(again.headers.get("Idempotency-Replayed")).toBe("true");
    expect(again.text).toBe(first.text);
    expect((await scene.request(walletId)).body.code).toBe("nothing_to_refund");
  });

  it("makes bonus credits that were spent pay for themselves out of the bought ones", async () => {
    const walletId = await api.openWallet();
    await scene.buy(walletId);
    await scene.spend(walletId, "4");
    expect(await scene.quote(walletId)).toMatchObject({ amountUsd: "9.6", credits: "100", bonusCredits: "6" });
    await scene.spend(walletId, "26");
    expect(await scene.quote(walletId)).toMatchObject({ amountUsd: "7", credits: "80", bonusCredits: "0" });
  });

  it("takes what a hold has pinned whose time is over, though no worker has ended it yet", async () => {
    const walletId = await api.openWallet();
    await scene.buy(walletId);
    const hold = await scene.hold(walletId, "60");
    expect(await scene.quote(walletId)).toMatchObject({ amountUsd: "4", credits: "50" });
    await api.database.pool.query("UPDATE holds SET expires_at = now() WHERE id = $1", [hold]);
    const whole = { amountUsd: "10", credits: "100", bonusCredits: "10" };
    expect(await scene.quote(walletId)).toMatchObject(whole);
    // The quote changed nothing.
    expect(await scene.balance(walletId)).toBe("50");
    expect((await scene.request(walletId)).body).toMatchObject(whole);
  });

  it("keeps to the catalogue's window, to the first purchase, and to money that is there", async () => {
    const late = await api.openWallet();
    await scene.buy(late, { daysAgo: 15 });
    expect((await scene.quote(late)).purchases).toEqual([]);

    const twice = await api.openWallet();
    const first = await scene.buy(twice, { daysAgo: 3 });
    await scene.buy(twice);
    expect((await scene.quote(twice)).purchases.map((each: { depositId: string }) => each.depositId)).toEqual([first]);

    await api.database.pool.query(
      "UPDATE deposits SET status = 'stuck', stuck_reason = 'reorged_after_credit' WHERE id = $1",
      [first],
    );
    expect((await scene.quote(twice)).purchases).toEqual([]);
  });

  it("takes one payment without a checkout for the first, not all that an operator assigned", async () => {
    const walletId = await api.openWallet();
    const first = await scene.buy(walletId, { daysAgo: 3, checkoutId: null });
    await scene.buy(walletId, { checkoutId: null });
    expect((await scene.quote(walletId)).purchases).toMatchObject([{ depositId: first }]);
  });

  it("never pays for given credits or credits that came from another wallet", async () => {
    const from = await api.openWallet();
    await scene.buy(from);
    const to = await api.openWallet("50");
    await scene.move(from, to, "55");
    expect((await scene.quote(to)).purchases).toEqual([]);
    expect(await scene.quote(from)).toMatchObject({ amountUsd: "4.5", credits: "50", bonusCredits: "5" });
  });

  it("sets what the wallet owes against what would be paid, and pays nothing where it owes more", async () => {
    const catalog = (await readFile("catalogs/default.yaml", "utf8")).replace(
      "firstPurchaseOnly: true",
      "firstPurchaseOnly: false",
    );
    await api.dependencies.catalogs.publish(`${catalog}# every purchase\n`);
    const note = { txHash: "ab".repeat(32), note: "paid back", allowShortfall: true };
    const [owesLittle, owesMuch] = [await api.openWallet(), await api.openWallet()];
    for (const [walletId, spent] of [
      [owesLittle, "70"],
      [owesMuch, "120"],
    ] as const) {
      const first = await scene.buy(walletId, { daysAgo: 3 });
      await scene.buy(walletId);
      await scene.spend(walletId, spent);
      await scene.post("operator", `/v1/deposits/${first}/refunded`, note);
    }
    expect((await scene.quote(owesMuch)).purchases).toEqual([]);
    expect((await scene.request(owesMuch)).body.code).toBe("nothing_to_refund");
    expect(await walletOf(owesMuch)).toMatchObject({ available: "100", debt: "110" });

    // It owes 60 of the first payment, and spent the 10 of the second one's bonus.
    const quoted = await scene.quote(owesLittle);
    expect(quoted).toMatchObject({ amountUsd: "3", credits: "40", bonusCredits: "0" });
    expect(await walletOf(owesLittle)).toMatchObject({ available: "100", debt: "60" });
    expect((await scene.request(owesLittle)).body).toMatchObject({ amountUsd: "3", credits: "40" });
    expect(await walletOf(owesLittle)).toMatchObject({ available: "0", debt: "0" });
  });

  it("knows no checkout or deposit of another wallet, and none that is not there", async () => {
    const [walletId, other] = [await api.openWallet(), await api.openWallet()];
    const depositId = await scene.buy(other);
    const open = async (wallet: string): Promise<string> =>
      (await scene.post("store", "/v1/checkouts", { walletId: wallet, packId: "small" })).body.id;
    const [own, foreign] = [await open(walletId), await open(other)];
    const unknown = [
      { depositId },
      { checkoutId: foreign },
      { depositId: newId("dep") },
      { checkoutId: newId("chk") },
      { depositId: "dep" },
      { checkoutId: own, depositId: "x".repeat(200) },
    ];
    for (const wish of unknown) {
      expect(await scene.quote(walletId, wish)).toMatchObject({ status: 404, code: "not_found" });
      expect((await scene.request(walletId, wish, "unknown")).body).toMatchObject({ status: 404, code: "not_found" });
    }
    // Its own checkout, of which nothing was paid.
    expect((await scene.quote(walletId, { checkoutId: own })).purchases).toEqual([]);
    expect((await scene.request(walletId, { checkoutId: own })).body.code).toBe("nothing_to_refund");
  });

  it("asks for a key, a store's role and a wallet that is there", async () => {
    const walletId = await api.openWallet();
    const path = `POST /v1/wallets/${walletId}/refund-requests` as const;
    expect((await api.call(path, { as: "store", body: {} })).body.code).toBe("idempotency_key_missing");
    expect((await api.call(path, { as: "service", key: "r", body: {} })).status).toBe(403);
    expect((await api.call("POST /v1/wallets/wal_none/refund-quote", { as: "store", body: {} })).status).toBe(404);
  });
});
