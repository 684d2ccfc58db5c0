import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible } from "../support/browser.js";
import { PAGE_STORE_MS, type PageStore, startPageStore } from "../support/pageStore.js";

/** A payment is final on development chains within about ten seconds; a busy machine takes longer. */
const FINAL_MS = 120_000;
/** A buyer's page may weigh this much in compressed script, in bytes. */
const SCRIPT_MAX = 200_000;
const SCRIPT_BYTES = `performance.getEntriesByType("resource")
  .filter(({ name }) => name.endsWith(".js")).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`;

/** Sums up how far what was already shown moved without anybody's doing (https://web.dev/articles/cls). */
const OBSERVE_SHIFTS = `window.shifted = 0;
  new PerformanceObserver((list) => { for (const { value } of list.getEntries()) window.shifted += value; })
    .observe({ type: "layout-shift", buffered: true });`;

type Deposit = { status: string; confirmations: number; credits: string };

let store: PageStore;

beforeAll(async () => {
  store = await startPageStore();
}, PAGE_STORE_MS);
afterAll(() => store.closeAll());

async function waitForStatus(page: Page, status: string): Promise<void> {
  await page.locator(`[data-checkout-status="${status}"]`).waitFor({ timeout: FINAL_MS });
}

const addressOf = (page: Page) => page.locator("[data-address]").getAttribute("data-address");

describe("the checkout page", { timeout: 3 * FINAL_MS }, () => {
  it("says what each network costs and how long it takes, and takes the buyer's choice", async () => {
    const checkout = await store.openCheckout();
    const { page, errors } = await store.open(checkout.url, { size: "phone" });
    const tron = page.getByRole("button", { name: /TRON/ });
    await tron.waitFor();
    await expect.poll(() => tron.textContent()).toMatch(/Credits in about 10 secondsNo network fee here/);
    await expectAccessible(page);
    await tron.click();
    await page.locator("[data-address]").waitFor();
    const read = await store.call(`/v1/checkouts/${checkout.id}`);
    expect(read.body).toMatchObject({ network: "tron", address: await addressOf(page) });
    expect(await page.locator("[data-address] strong").textContent()).toBe(String(read.body.address).slice(-6));
    await expectAccessible(page);
    expect(await page.evaluate(SCRIPT_BYTES)).toBeLessThan(SCRIPT_MAX);
    expect(errors).toEqual([]);
  });

  it("changes by itself while a payment is seen, confirmed and credited, through a cut of the connection", async () => {
    const checkout = await store.openCheckout({ network: "ethereum", returnUrl: "https://shop.example/thanks" });
    const { page } = await store.open(checkout.url);
    await waitForStatus(page, "open");
    await page.evaluate("window.sameDocument = true");
    await store.pay(checkout, checkout.amountDue);
    await waitForStatus(page, "confirming");
    await page.getByRole("progressbar").waitFor();
    await page.getByText(/\d+ of 12 confirmations/).waitFor();
    await page.context().setOffline(true);
    await page.context().setOffline(false);
    await waitForStatus(page, "paid");
    await page.getByText("Paid: 120 credits added").waitFor();
    await expect
      .poll(() => page.getByRole("link", { name: "Back to the shop" }).getAttribute("href"))
      .toBe("https://shop.example/thanks");
    expect(await page.evaluate("window.sameDocument")).toBe(true);
    await expectAccessible(page);
  });

  it("says what is missing and that what came is safe, then takes the rest", async () => {
    const checkout = await store.openCheckout({ network: "tron" });
    const { page } = await store.open(checkout.url, { colors: "dark" });
    await page.getByRole("button", { name: "Pay half" }).click();
    await page.getByText("5.00 USDT is still missing").waitFor({ timeout: FINAL_MS });
    await page
      .getByText("5.00 USDT of 10.00 USDT has arrived and is safe: it is worth 55 credits already.", { exact: false })
      .waitFor({ timeout: FINAL_MS });
    await expectAccessible(page);
    await page.getByRole("button", { name: "Pay exactly" }).click();
    await waitForStatus(page, "paid");
    await page.getByText("Paid: 120 credits added").waitFor();
  });

  it("names what was paid too much, and a token that is not USDT, in plain words", async () => {
    const checkout = await store.openCheckout({ network: "ethereum" });
    const { page } = await store.open(checkout.url);
    await page.getByRole("button", { name: "Pay in the wrong token" }).click();
    await page
      .getByText("This is not USDT, so it earns no credits by itself.", { exact: false })
      .waitFor({ timeout: FINAL_MS });
    await waitForStatus(page, "open");
    await page.getByRole("button", { name: "Pay twice" }).click();
    await page.getByText("You sent 10.00 USDT more than was due.", { exact: false }).waitFor({ timeout: FINAL_MS });
    await waitForStatus(page, "paid");
  });

  it("credits a payment once whose block a fork replaced", async () => {
    const checkout = await store.openCheckout({ network: "ethereum" });
    const { page } = await store.open(checkout.url);
    await page.getByRole("button", { name: "Pay, then fork" }).click();
    await waitForStatus(page, "paid");
    await page.getByText("Paid: 120 credits added").waitFor();
    const wallet = await store.call(`/v1/wallets/${checkout.walletId}`);
    expect(wallet.body).toMatchObject({ available: "120" });
  });

  it("says in plain words that a fork took a payment back (case 79)", async () => {
    const checkout = await store.openCheckout({ network: "ethereum" });
    const { page } = await store.open(checkout.url);
    await store.pay(checkout, checkout.amountDue);
    await waitForStatus(page, "confirming");
    const read = async () => (await store.call(`/v1/checkouts/${checkout.id}`)).body.deposits as Deposit[];
    // The payment's block, those above it, and those that come meanwhile.
    const [{ confirmations } = { confirmations: 1 }] = await read();
    await store.forkAway("ethereum", confirmations + 3);
    await page.getByText("The network took this payment back.", { exact: false }).waitFor({ timeout: FINAL_MS });
    await waitForStatus(page, "open");
    expect(await read()).toMatchObject([{ status: "reorged", credits: "0" }]);
    const wallet = await store.call(`/v1/wallets/${checkout.walletId}`);
    expect(wallet.body).toMatchObject({ available: "0" });
  });

  it("lets nothing jump while it opens, on a slow device too", async () => {
    const checkout = await store.openCheckout({ network: "tron" });
    const { page } = await store.open("about:blank");
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: 6 });
    await page.addInitScript(OBSERVE_SHIFTS);
    const streaming = page.waitForResponse((response) => response.url().endsWith("/events"));
    await page.goto(checkout.url);
    await page.getByRole("img", { name: /QR/ }).waitFor();
    await streaming;
    // The browser tells of shifts a little after they were painted.
    await page.waitForTimeout(1_000);
    expect(await page.evaluate("window.shifted")).toBeLessThan(0.01);
  });

  it("looks at a transaction that the buyer names, and says where one of another network would have gone", async () => {
    const checkout = await store.openCheckout({ network: "tron" });
    const { page } = await store.open(checkout.url);
    await page.getByText("I paid, here is my transaction").click();
    const field = page.getByLabel("Transaction hash");
    await field.fill(`0x${"1".repeat(64)}`);
    await page.getByText("This looks like a transaction on Ethereum (ERC20)", { exact: false }).waitFor();
    await field.fill("2".repeat(64));
    await page.getByRole("button", { name: "Look for it" }).click();
    await page.getByText("In this transaction there is no payment", { exact: false }).waitFor();
    await field.fill(await store.pay(checkout, "10"));
    await page.getByRole("button", { name: "Look for it" }).click();
    await page.getByText(/^(Seen, not yet in a block|Found)/).waitFor();
    await waitForStatus(page, "paid");
  });

  it("confirms what it copied", async () => {
    const checkout = await store.openCheckout({ network: "ethereum" });
    const { page } = await store.open(checkout.url);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy the address" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(checkout.address);
    await page.getByRole("tab", { name: "Open wallet" }).click();
    const link = page.getByRole("link", { name: "Open in a wallet on this device" });
    expect(await link.getAttribute("href")).toContain(`/transfer?address=${checkout.address}&uint256=10000000`);
  });

  it.each(["zh", "ar"])("is whole and accessible in %s", async (language) => {
    const checkout = await store.openCheckout({ network: "tron" });
    const { page, errors } = await store.open(`${checkout.url}?lang=${language}`, { size: "phone" });
    await page.locator("[data-address]").waitFor();
    expect(await page.locator("html").getAttribute("dir")).toBe(language === "ar" ? "rtl" : "ltr");
    await expectAccessible(page);
    expect(errors).toEqual([]);
  });

  it("says that there is no such checkout", async () => {
    const { page } = await store.open(`${store.coffer.url}/checkout/chk_none`);
    await page.getByText("There is no such checkout").waitFor();
    await expectAccessible(page);
  });

  // The store's clock moves on: what was opened before is over by then.
  it("counts by the store's time: a payment after the deadline is late, and credited", async () => {
    const checkout = await store.openCheckout({ network: "tron" });
    const { page } = await store.open(checkout.url);
    await page.getByRole("button", { name: "Pay late" }).click();
    await page.getByText("Your payment came late: 110 credits added").waitFor({ timeout: FINAL_MS });
    await waitForStatus(page, "expired");
    const next = await store.openCheckout({ network: "tron" });
    const opened = await store.open(next.url);
    await opened.page.locator("[data-address]").waitFor();
    expect(await opened.page.getByRole("timer").count()).toBe(0);
  });
});
