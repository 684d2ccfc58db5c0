import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import getPort from "get-port";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PageStore, startPageStore } from "../support/pageStore.js";
import { pressWhileLeaving } from "../support/pressWhileLeaving.js";

/** A shop's page of another origin, with the package's components as it is published. */
const PAGE = `
  import { createElement as e } from "react";
  import { createRoot } from "react-dom/client";
  import { Balance, PricingTable, TopUp, Usage, useWallet } from "coffer/react";
  const storeUrl = new URLSearchParams(location.search).get("store");
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  const session = { storeUrl, token };
  function Gauge() {
    const { data } = useWallet(session);
    return e("p", { id: "gauge" }, data ? data.fuelGauge.standardImages + " images" : "");
  }
  const opened = (checkout) => { document.title = checkout.id; };
  const onCheckout = location.search.includes("leaves") ? undefined : opened;
  createRoot(document.getElementById("page")).render(e("main", null, e(Balance, session), e(Gauge),
    e(TopUp, { ...session, onCheckout }), e(Usage, session), e(PricingTable, { storeUrl })));`;

/** Added to the default catalogue: a region where a pack costs less. */
const REGIONS = `
regions:
  IN: { name: India, creditUsd: 0.07, packs: [{ id: small, name: Small, priceUsd: 7, credits: 100 }] }
`;

let store: PageStore;
let shop: Server;
let shopUrl: string;
let directory: string;

async function bundle(): Promise<string> {
  execFileSync("npm", ["run", "--silent", "build:package"], { stdio: "inherit" });
  const entry = join(directory, "page.js");
  await writeFile(entry, PAGE);
  const modules = resolve("node_modules");
  const alias = {
    "coffer/react": resolve("dist/package/react/index.js"),
    "react-dom/client": join(modules, "react-dom/client.js"),
    "react/jsx-runtime": join(modules, "react/jsx-runtime.js"),
    react: join(modules, "react/index.js"),
  };
  const built = await build({
    ...{ root: directory, configFile: false, logLevel: "error", resolve: { alias } },
    define: { "process.env.NODE_ENV": '"production"' },
    build: { write: false, lib: { entry, formats: ["es"], fileName: "page" } },
  });
  const [result] = Array.isArray(built) ? built : [built];
  if (result === undefined || !("output" in result)) throw new Error("nothing was built");
  return result.output[0].code;
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "coffer-react-"));
  const port = await getPort({ host: "127.0.0.1" });
  shopUrl = `http://127.0.0.1:${port}`;
  const code = await bundle();
  shop = createServer((request, response) => {
    const isScript = request.url === "/page.js";
    response.setHeader("Content-Type", isScript ? "text/javascript" : "text/html");
    response.end(
      isScript ? code : '<!doctype html><div id="page"></div><script type="module" src="/page.js"></script>',
    );
  }).listen(port, "127.0.0.1");
  const catalog = join(directory, "catalog.yaml");
  await writeFile(catalog, (await readFile("catalogs/default.yaml", "utf8")) + REGIONS);
  store = await startPageStore({ EMBED_ORIGINS: shopUrl, CATALOG: catalog });
}, 180_000);
afterAll(async () => {
  await store.closeAll();
  shop.close();
  await rm(directory, { recursive: true, force: true });
});

const openShop = (token: string, more = "") =>
  store.open(`${shopUrl}/?store=${store.coffer.url}${more}#token=${token}`);

async function openSession(wallet: { region?: string } = {}): Promise<{ walletId: string; token: string }> {
  const { body } = await store.call("/v1/wallets", wallet);
  const session = await store.call(`/v1/wallets/${body.id}/sessions`, {});
  return { walletId: body.id, token: String(session.body.token) };
}

const checkoutsOf = async (walletId: string) =>
  (await store.call(`/v1/wallets/${walletId}/checkouts`)).body.data as unknown[];

describe("coffer/react on a shop's page of another origin", { timeout: 120_000 }, () => {
  it("shows balance, gauge, usage and prices, and opens a checkout by the session", async () => {
    const { walletId, token } = await openSession();
    await store.call(`/v1/wallets/${walletId}/grants`, { credits: "12.5", kind: "promotional", reason: "test" });
    await store.callAs("service", "/v1/debits", { walletId, usage: { operation: "image" } });
    const { page } = await openShop(token);
    await page.locator('[data-available="11.5"]').waitFor();
    await page.getByText("11 images").waitFor();
    await expect
      .poll(() => page.locator(".coffer-usage tr").allTextContents())
      .toEqual([expect.stringMatching(/image11$/)]);
    await expect.poll(() => page.locator(".coffer-pricing tbody tr").count()).toBe(4);
    await page.getByRole("button", { name: /^Small/ }).click();
    await expect.poll(() => page.title()).toMatch(/^chk_/);
    const { body } = await store.call(`/v1/checkouts/${await page.title()}`);
    expect(body).toMatchObject({ walletId, status: "open" });
    await page.getByRole("button", { name: /^Small/ }).click();
    await expect.poll(() => page.title()).not.toBe(body.id);
  });

  it("sells a pack once for a double click", async () => {
    const { walletId, token } = await openSession();
    const { page } = await openShop(token);
    const button = page.getByRole("button", { name: /^Small/ });
    await button.click();
    await expect.poll(() => page.title()).toMatch(/^chk_/);
    await page.mouse.down({ clickCount: 2 });
    await page.mouse.up({ clickCount: 2 });
    await page.waitForTimeout(150);
    await expect.poll(() => button.isEnabled()).toBe(true);
    expect(await checkoutsOf(walletId)).toHaveLength(1);
  });

  it("sells a pack once until the buyer has left the page", async () => {
    const { walletId, token } = await openSession();
    const { page } = await openShop(token, "&leaves");
    const button = page.getByRole("button", { name: /^Small/ });
    await pressWhileLeaving(button);
    await expect.poll(() => button.isEnabled()).toBe(true);
    expect(await checkoutsOf(walletId)).toHaveLength(1);
  });

  it("sells at the prices of the wallet's region", async () => {
    const { token } = await openSession({ region: "IN" });
    const { page } = await openShop(token);
    await page.getByRole("button", { name: "Small: 100 credits, $7", exact: true }).waitFor();
    expect(await page.locator(".coffer-top-up button").count()).toBe(1);
  });

  it("refuses an API key before it calls anything", async () => {
    const { page } = await openShop("cfr_store_somekey");
    await page.getByText("This is an API key.").first().waitFor();
    expect(await page.locator(".coffer-balance").count()).toBe(0);
  });

  it("is not answered on an origin that the store does not name", async () => {
    const { token } = await openSession();
    const reply = await fetch(`${store.coffer.url}/v1/wallet-session`, {
      headers: { origin: "https://elsewhere.example", authorization: `Bearer ${token}` },
    });
    expect(reply.headers.get("access-control-allow-origin")).toBeNull();
    const named = await fetch(`${store.coffer.url}/v1/catalog`, { headers: { origin: shopUrl } });
    expect(named.headers.get("access-control-allow-origin")).toBe(shopUrl);
    expect(named.headers.get("access-control-allow-credentials")).toBeNull();
  });
});
