import { afterAll, beforeAll, expect, it } from "vitest";
import { PAGE_STORE_MS, type PageStore, startPageStore } from "../support/pageStore.js";

/** A catalogue whose packs cost $10 and $45, and $7 and $31.50 in India. */
const CATALOG = "catalogs/claude.yaml";

let store: PageStore;

beforeAll(async () => {
  store = await startPageStore({ CATALOG });
}, PAGE_STORE_MS);
afterAll(() => store.closeAll());

it("a buyer is shown the prices of their region, from the wallet to the checkout and on the pricing page", async () => {
  const { body: wallet } = await store.call("/v1/wallets", { region: "IN" });
  const session = await store.call(`/v1/wallets/${wallet.id}/sessions`, {});
  const { page } = await store.open(String(session.body.url));
  const pack = page.getByRole("button", { name: /100 credits/ });
  await pack.waitFor();
  expect(await pack.textContent()).toContain("$7");
  const href = await page.locator('a[href^="/pricing"]').getAttribute("href");
  await pack.click();
  await page.waitForURL(/\/checkout\//);
  await page.getByText("7.00 USDT").first().waitFor();
  await page.getByText("100 credits", { exact: true }).first().waitFor();
  await page.goto(`${store.coffer.url}${href}`);
  await page.getByText("$31.50").waitFor();
  expect(await page.getByText("$45.00").count()).toBe(0);
});
