import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { PAGE_STORE_MS, type PageStore, startPageStore } from "../support/pageStore.js";

const FINAL_MS = 120_000;

let store: PageStore;
let shops: Server[];
let allowed: string;
let stranger: string;

/** A shop's page on an origin of its own; `?checkout=` names what it shows. */
const SHOP_PAGE = (script: string) => `<!doctype html><title>Shop</title><h1>Shop</h1><div id="here"></div>
<script src="${script}"></script>
<script>
  window.reports = [];
  window.paid = [];
  window.remove = Coffer.openCheckout({
    url: new URLSearchParams(location.search).get("checkout"),
    container: "#here",
    onStatus: (report) => reports.push(report.status),
    onPaid: (report) => paid.push(report),
  });
</script>`;

async function startShop(): Promise<Server> {
  const server = createServer((_request, response) => {
    response.setHeader("Content-Type", "text/html").end(SHOP_PAGE(`${store.coffer.url}/embed.js`));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

const originOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

beforeAll(async () => {
  shops = await Promise.all([startShop(), startShop()]);
  [allowed = "", stranger = ""] = shops.map(originOf);
  store = await startPageStore({ EMBED_ORIGINS: allowed });
}, PAGE_STORE_MS);
afterAll(async () => {
  await store.closeAll();
  for (const shop of shops) shop.close();
});

it("opens in an allowed shop's page and reports to it that it was paid, once", { timeout: 3 * FINAL_MS }, async () => {
  const checkout = await store.openCheckout({ network: "ethereum" });
  const { page } = await store.open(`${allowed}/?checkout=${encodeURIComponent(checkout.url)}`);
  const frame = page.frameLocator("iframe");
  await frame.locator('[data-checkout-status="open"]').waitFor();
  const address = await frame.locator("[data-address]").getAttribute("data-address");
  expect(address).toBe(checkout.address);
  await expect.poll(() => page.evaluate("document.querySelector('iframe').style.height")).toMatch(/^\d+px$/);

  // Anybody may post to the shop's page; only the store's own frame is believed.
  const forged = { source: "coffer", type: "status", checkoutId: checkout.id, status: "paid", creditsGranted: "9" };
  await page.evaluate(`window.postMessage(${JSON.stringify(forged)}, "*")`);
  await store.pay(checkout, checkout.amountDue);
  await frame.locator('[data-checkout-status="paid"]').waitFor({ timeout: FINAL_MS });
  await expect
    .poll(() => page.evaluate("window.paid"))
    .toEqual([{ checkoutId: checkout.id, status: "paid", creditsGranted: "120" }]);
  expect(await page.evaluate("window.reports")).toEqual(["open", "confirming", "paid"]);
  await page.evaluate("window.remove()");
  expect(await page.locator("iframe").count()).toBe(0);
});

it("opens in no other origin's page, and only the checkout opens in any", async () => {
  const checkout = await store.openCheckout({ network: "tron" });
  const { page, errors } = await store.open(`${stranger}/?checkout=${encodeURIComponent(checkout.url)}`);
  await expect.poll(() => errors.join("\n")).toContain("frame-ancestors");
  expect(await page.frameLocator("iframe").locator("[data-checkout-status]").count()).toBe(0);
  expect(await page.evaluate("window.reports")).toEqual([]);

  const policyOf = async (path: string) =>
    (await fetch(`${store.coffer.url}${path}`)).headers.get("Content-Security-Policy");
  expect(await policyOf(`/checkout/${checkout.id}`)).toContain(`frame-ancestors ${allowed};`);
  for (const path of ["/pricing", "/wallet", "/console"])
    expect(await policyOf(path)).toContain("frame-ancestors 'none'");
});
