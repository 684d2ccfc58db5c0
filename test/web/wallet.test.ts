import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareGrants, type Grant, stackGrants } from "../../src/web/wallet/stackGrants.js";
import { sumUsage } from "../../src/web/wallet/sumUsage.js";
import { expectAccessible } from "../support/browser.js";
import { type PageStore, startPageStore } from "../support/pageStore.js";
import { pressWhileLeaving } from "../support/pressWhileLeaving.js";

/** A payment is final on development chains within about ten seconds; a busy machine takes longer. */
const FINAL_MS = 120_000;

let store: PageStore;

beforeAll(async () => {
  store = await startPageStore();
});
afterAll(() => store.closeAll());

async function openWallet(name: string): Promise<{ id: string; url: string }> {
  const { body } = await store.call("/v1/wallets", { name });
  const session = await store.call(`/v1/wallets/${body.id}/sessions`, {});
  return { id: body.id, url: String(session.body.url) };
}

describe("the wallet page", { timeout: 3 * FINAL_MS }, () => {
  it("says that the visit has ended where its session is over", async () => {
    const { page } = await store.open(`${store.coffer.url}/wallet#token=nobody`, { size: "phone" });
    await page.getByText("This visit has ended").waitFor();
    await expectAccessible(page);
  });

  it("tells whom a service sent here for credits what to do, and shows no other wallet to them", async () => {
    const [mine, other] = [await openWallet("mine"), await openWallet("other")];
    const short = await store.callAs("service", "/v1/debits", { walletId: mine.id, credits: "1" });
    expect(short.body).toMatchObject({ code: "insufficient_credits" });
    const topUpUrl = String(short.body.topUpUrl);
    const { page, errors } = await store.open(topUpUrl, { size: "phone" });
    await page.getByText("Open your wallet from the shop").waitFor();
    await expectAccessible(page);
    for (const [visit, seen] of [
      [other.url, page.getByText("Open your wallet from the shop")],
      [mine.url, page.locator("[data-available]")],
    ] as const) {
      await page.goto(visit);
      await page.locator("[data-available]").waitFor();
      await page.goto(topUpUrl);
      await seen.waitFor();
    }
    expect(errors).toEqual([]);
  });

  it("takes the token out of the address, and never takes a key", async () => {
    const wallet = await openWallet("visitor");
    const { page } = await store.open(wallet.url);
    await page.locator("[data-available]").waitFor();
    expect(page.url()).toBe(`${store.coffer.url}/wallet`);
    await page.reload();
    await page.locator("[data-available]").waitFor();
    const { page: withKey } = await store.open(`${store.coffer.url}/wallet#token=cfr_store_x`);
    await withKey.getByText("Open your wallet from the shop").waitFor();
  });

  it("tops up in a press, is paid for real, and shows the credits, their lots and their history", async () => {
    const wallet = await openWallet("buyer");
    const { page, errors } = await store.open(wallet.url, { size: "phone" });
    await page.getByRole("button", { name: /Small: 100 for \$10/ }).click();
    await page.waitForURL(/\/checkout\//);
    const id = page.url().split("/").at(-1) ?? "";
    await page.getByRole("button", { name: /TRON/ }).click();
    await page.locator("[data-address]").waitFor();
    const { body } = await store.call(`/v1/checkouts/${id}`);
    const paid = {
      id,
      url: page.url(),
      walletId: wallet.id,
      network: "tron" as const,
      amountDue: String(body.amountDue),
    };
    await store.pay({ ...paid, address: String(body.address) }, paid.amountDue);
    await page.locator('[data-checkout-status="paid"]').waitFor({ timeout: FINAL_MS });

    await page.goto(`${store.coffer.url}/wallet`);
    await page.locator('[data-available="120"]').waitFor();
    await page.getByText("Enough for about 120 standard images").waitFor();
    await page.getByText("used next").waitFor();
    expect(await page.getByRole("row", { name: /Bought/ }).textContent()).toContain("100 of 100");
    await expect.poll(() => page.getByRole("row", { name: /Credits received/ }).count()).toBe(3);
    await expectAccessible(page);
    expect(errors).toEqual([]);
  });

  it("sells a pack once until the buyer has left the page, and again after coming back", async () => {
    const wallet = await openWallet("returning");
    const { page } = await store.open(wallet.url);
    const button = page.getByRole("button", { name: /Small: 100 for \$10/ });
    const checkouts = async () => (await store.call(`/v1/wallets/${wallet.id}/checkouts`)).body.data as unknown[];
    await pressWhileLeaving(button);
    await expect.poll(() => button.isEnabled()).toBe(true);
    expect(await checkouts()).toHaveLength(1);
    await button.click();
    await expect.poll(async () => (await checkouts()).length).toBe(2);
    // It comes back by itself too.
    await expect.poll(() => button.isEnabled()).toBe(true);
  });

  it("shows what was used and what a usable image cost, rejected ones counted in", async () => {
    const wallet = await openWallet("user");
    await store.call(`/v1/wallets/${wallet.id}/grants`, { credits: "10", kind: "promotional", reason: "test" });
    const { page, errors } = await store.open(wallet.url);
    await page.getByText("Nothing was used in the last thirty days.").waitFor();
    const usage = { operation: "image", width: 512, height: 512, steps: 50 };
    for (const outcome of ["succeeded", "succeeded", "rejected"]) {
      const hold = await store.callAs("service", "/v1/holds", { walletId: wallet.id, usage });
      await store.callAs("service", `/v1/holds/${hold.body.id}/capture`, { outcome });
    }
    await page.reload();
    const row = page.getByRole("row", { name: /image/ });
    await row.waitFor();
    expect(await row.getByRole("cell").allTextContents()).toEqual(["3", "3", "2", "1.5"]);
    await page.locator(".recharts-surface").first().waitFor();
    await expectAccessible(page);
    expect(errors).toEqual([]);
  });

  it("reads the lists again when ten of eleven credits are held", async () => {
    const wallet = await openWallet("holder");
    await store.call(`/v1/wallets/${wallet.id}/grants`, { credits: "11", kind: "promotional", reason: "test" });
    const { page } = await store.open(wallet.url);
    await page.getByRole("row", { name: /Credits received/ }).waitFor();
    await store.callAs("service", "/v1/holds", { walletId: wallet.id, credits: "10" });
    await page.getByRole("row", { name: /Held for work/ }).waitFor();
  });

  it("filters the history and hands it over as a file", async () => {
    const wallet = await openWallet("reader");
    await store.call(`/v1/wallets/${wallet.id}/grants`, { credits: "10", kind: "promotional", reason: "test" });
    await store.callAs("service", "/v1/debits", { walletId: wallet.id, credits: "4", reference: "<b>a picture</b>" });
    const { page } = await store.open(wallet.url, { colors: "dark" });
    await page.getByText("<b>a picture</b>").waitFor();
    await page.getByLabel("Show", { exact: true }).selectOption("in");
    await expect.poll(() => page.getByText("<b>a picture</b>").count()).toBe(0);
    await page.getByText("Credits received").waitFor();
    // A browser reads a file some time after the press that asked for it: by then it must still be there.
    await page.evaluate(`(() => {
      const press = HTMLAnchorElement.prototype.click;
      HTMLAnchorElement.prototype.click = function () { const link = this; setTimeout(() => press.call(link), 100); };
    })()`);
    const [file] = await Promise.all([
      page.waitForEvent("download", { timeout: FINAL_MS }),
      page.getByRole("button", { name: "Download as CSV" }).click(),
    ]);
    expect(file.suggestedFilename()).toBe(`${wallet.id}.csv`);
    expect(await readFile(await file.path(), "utf8")).toContain("<b>a picture</b>");
    await expectAccessible(page);
  });

  it("is whole and accessible in Chinese", async () => {
    const wallet = await openWallet("中文");
    const { page } = await store.open(wallet.url, { locale: "zh-CN", size: "phone" });
    await page.getByRole("heading", { name: "钱包" }).waitFor();
    await page.getByText("点数构成").waitFor();
    await expectAccessible(page);
  });
});

describe("lots side by side", () => {
  const grant = (fields: Partial<Grant>): Grant =>
    ({
      id: "a",
      priority: 10,
      remaining: "1",
      effectiveAt: "2026-01-01T00:00:00Z",
      expiresAt: null,
      ...fields,
    }) as Grant;

  it("stand in the order in which they are spent: priority, what ends soonest, the oldest", () => {
    const lots = [
      grant({ id: "never" }),
      grant({ id: "late", expiresAt: "2027-01-01T00:00:00Z" }),
      grant({ id: "soon", expiresAt: "2026-12-01T00:00:00Z" }),
      grant({ id: "first", priority: 1 }),
      grant({ id: "older", effectiveAt: "2025-01-01T00:00:00Z" }),
    ];
    expect(lots.toSorted(compareGrants).map(({ id }) => id)).toEqual(["first", "soon", "late", "older", "never"]);
  });

  it("fill the bar without a gap, and leave out what is used up", () => {
    const { total, stack } = stackGrants([
      grant({ id: "a", remaining: "1" }),
      grant({ id: "b", remaining: "0" }),
      grant({ id: "c", remaining: "2" }),
    ]);
    expect(total).toBe("3");
    expect(stack.map(({ grant: { id } }) => id)).toEqual(["a", "c"]);
    expect(stack[0]?.start).toBe(0);
    expect(stack[1]?.start).toBeCloseTo(33.33);
    expect((stack[1]?.start ?? 0) + (stack[1]?.length ?? 0)).toBe(100);
  });
});

it("the cost of a usable image counts the credits of unusable ones: 500 credits for 35 of 50 are 14.285714 each", () => {
  const bucket = { start: "2026-11-01T00:00:00Z", key: "image", credits: "500", count: 50, failed: 15, usdCost: "0" };
  expect(sumUsage([bucket]).total).toMatchObject({
    credits: "500",
    count: 50,
    usable: 35,
    creditsPerUsable: "14.285714",
  });
  expect(sumUsage([{ ...bucket, failed: 50 }]).total.creditsPerUsable).toBeNull();
});
