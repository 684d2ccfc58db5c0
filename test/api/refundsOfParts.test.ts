import { describe, expect, it } from "vitest";
import { newId } from "../../src/lib/ids.js";
import { openRefundScene } from "./refundScene.js";

const { api, scene } = await openRefundScene();

describe("giving a purchase back that was paid in parts", () => {
  it("pays for what is left of a purchase that was paid in parts by what all of it cost, whatever part it is of", async () => {
    const walletId = await api.openWallet();
    const checkoutId = newId("chk");
    await scene.buy(walletId, { daysAgo: 1, checkoutId, priceUsd: "1" });
    await scene.buy(walletId, { checkoutId, priceUsd: "9" });
    expect(await scene.quote(walletId)).toMatchObject({ amountUsd: "10", credits: "200", bonusCredits: "20" });
    await scene.spend(walletId, "120");
    // 100 credits are left, of which 20 pay for the bonus: 80 of the 200 that cost 10.
    expect(await scene.quote(walletId)).toMatchObject({ amountUsd: "4", credits: "100", bonusCredits: "0" });
  });

  it("lets a used bonus be paid for once, whatever comes back to the purchase after a part of it was given back", async () => {
    const walletId = await api.openWallet();
    const checkoutId = newId("chk");
    const first = await scene.buy(walletId, { daysAgo: 1, checkoutId });
    await scene.buy(walletId, { checkoutId, bonus: "5" });
    const { body: debit } = await scene.spend(walletId, "115");
    // Nothing is left of the first payment, so that the second one pays for both bonuses.
    expect((await scene.request(walletId)).body).toMatchObject({ amountUsd: "8.5", credits: "100" });
    await scene.post("service", `/v1/debits/${debit.id}/refund`, { credits: "50", reason: "blurred" });
    expect(await scene.quote(walletId)).toMatchObject({
      amountUsd: "5",
      purchases: [{ depositId: first, credits: "50" }],
    });
  });

  it("values what is left of a purchase the same where its parts go back at different times", async () => {
    const walletId = await api.openWallet();
    const checkoutId = newId("chk");
    const first = await scene.buy(walletId, { daysAgo: 1, checkoutId, priceUsd: "19" });
    await scene.buy(walletId, { checkoutId, priceUsd: "1" });
    // The bonuses and the first payment's credits are pinned, so that the second one alone goes back.
    const hold = await scene.hold(walletId, "120");
    expect((await scene.request(walletId)).body).toMatchObject({ amountUsd: "1", credits: "100" });
    await scene.release(hold);
    // All 200 bought credits go back then, which cost 20, less the bonus of 10 that came back too late to go back.
    expect(await scene.quote(walletId)).toMatchObject({
      amountUsd: "18",
      purchases: [{ depositId: first, credits: "100" }],
    });
  });

  it("takes what a part brought that was bonus alone out of what the others pay, because it stays", async () => {
    const walletId = await api.openWallet();
    const checkoutId = newId("chk");
    const first = await scene.buy(walletId, { daysAgo: 1, checkoutId });
    await scene.buy(walletId, { checkoutId, bought: "0", bonus: "40" });
    const purchases = [{ depositId: first, credits: "100", bonusCredits: "10" }];
    expect(await scene.quote(walletId)).toMatchObject({ amountUsd: "6", purchases });
    expect((await scene.request(walletId)).body).toMatchObject({ amountUsd: "6" });
    expect(await scene.balance(walletId)).toBe("40");
  });

  it("makes up in a later request for what a refunded debit brought back after an earlier one", async () => {
    const walletId = await api.openWallet();
    const checkoutId = newId("chk");
    const first = await scene.buy(walletId, { daysAgo: 1, checkoutId, priceUsd: "100", bought: "1000", bonus: "200" });
    await scene.buy(walletId, { checkoutId, priceUsd: "50", bought: "500", bonus: "0" });
    const { body: debit } = await scene.spend(walletId, "1200");
    // 300 of the 1,500 credits that cost 150: 200 of the 500 pay for the bonus.
    expect((await scene.request(walletId)).body).toMatchObject({ amountUsd: "30", credits: "500" });
    await scene.post("service", `/v1/debits/${debit.id}/refund`, { reason: "every image was black" });
    const purchases = [{ depositId: first, credits: "1000", bonusCredits: "200" }];
    expect((await scene.request(walletId)).body).toMatchObject({ amountUsd: "120", purchases });
    expect(await scene.balance(walletId)).toBe("0");
  });

  it("lets the others pay for the bonus of a part of which nothing bought is left, because it stays", async () => {
    const walletId = await api.openWallet();
    const checkoutId = newId("chk");
    const first = await scene.buy(walletId, { daysAgo: 1, checkoutId, priceUsd: "4", bought: "40", bonus: "4" });
    await scene.buy(walletId, { checkoutId, priceUsd: "6", bought: "60", bonus: "16" });
    // The bonuses burn first, then the older purchase: all of that is pinned while the second part's 60 are spent.
    const hold = await scene.hold(walletId, "60");
    await scene.spend(walletId, "60");
    await scene.release(hold);
    const purchases = [{ depositId: first, credits: "40", bonusCredits: "4" }];
    expect((await scene.request(walletId)).body).toMatchObject({ amountUsd: "2.4", purchases });
    expect(await scene.balance(walletId)).toBe("16");
  });

  it("waits while a fork has taken one of the payments away", async () => {
    const walletId = await api.openWallet();
    const { body: checkout } = await scene.post("store", "/v1/checkouts", {
      walletId,
      packId: "small",
      network: "tron",
    });
    const first = await scene.buy(walletId, { daysAgo: 1, checkoutId: checkout.id });
    const second = await scene.buy(walletId, { checkoutId: checkout.id });
    const { pool } = api.dependencies;
    await pool.query("UPDATE deposits SET checkout_id = $1 WHERE wallet_id = $2", [checkout.id, walletId]);
    expect((await scene.quote(walletId)).purchases).toHaveLength(2);
    const move = "UPDATE deposits SET status = $2, stuck_reason = $3 WHERE id = $1";
    await pool.query(move, [first, "stuck", "reorged_after_credit"]);
    expect((await scene.quote(walletId, { depositId: second })).purchases).toEqual([]);
    await pool.query(move, [first, "credited", null]);
    expect((await scene.quote(walletId)).purchases).toHaveLength(2);
  });
});
