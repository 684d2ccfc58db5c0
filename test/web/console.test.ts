import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible } from "../support/browser.js";
import { type ConsoleStore, PATIENCE_MS, type Stuck, startConsoleStore } from "../support/consoleStore.js";
import { PAGE_STORE_MS } from "../support/pageStore.js";

/** What a hostile buyer writes wherever there is room for text. */
const SCRIPT = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">";

let store: ConsoleStore;
/** Deposits that wait for a person, each of a wallet of its own. */
let stuck: Stuck[];

/** Pays 10 USDT on a development chain, which is more than this store credits without a person's review. */
async function payTooMuch(network: "tron" | "ethereum", externalId: string): Promise<void> {
  const wallet = await store.call("/v1/wallets", { externalId, name: SCRIPT, metadata: { memo: SCRIPT } });
  await store.pay(await store.openCheckout({ walletId: wallet.body.id, network }), "10");
}

beforeAll(async () => {
  store = await startConsoleStore();
  await Promise.all([payTooMuch("tron", "one"), payTooMuch("ethereum", "two"), payTooMuch("tron", "three")]);
  stuck = await store.readStuck(3);
}, PAGE_STORE_MS);
afterAll(() => store?.closeAll());

describe("an operator", { timeout: 120_000 }, () => {
  it("finds a stuck deposit, sees what a retry would do, retries it and sees it credited", async () => {
    const [deposit] = stuck as [Stuck];
    const { page, errors } = await store.logIn();
    const reasons = page.getByRole("region", { name: "Stuck deposits by reason" });
    await reasons.getByRole("link", { name: "Needs a review" }).first().waitFor();
    await page.getByRole("link", { name: "Deposits", exact: true }).click();
    await page.getByLabel("Transaction, address, wallet or checkout").fill(deposit.txHash);
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: deposit.id }).click();
    await page.getByRole("button", { name: "Retry" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("10 USDT are credited to its wallet, once").waitFor();
    expect(await dialog.getByRole("button", { name: "Retry now" }).isDisabled()).toBe(true);
    await dialog.getByLabel("Why (kept in the audit record)").fill("I looked at the sender");
    await dialog.getByRole("button", { name: "Dry run" }).click();
    await dialog.getByRole("list", { name: "Checks" }).waitFor();
    expect(await store.statusOf(deposit)).toBe("stuck");
    await dialog.getByRole("button", { name: "Retry now" }).click();
    await page.getByText("Retried: I looked at the sender").first().waitFor();
    await dialog.getByRole("button", { name: "Close" }).click();
    await page.getByText("Credited", { exact: true }).first().waitFor();
    expect(await store.statusOf(deposit)).toBe("credited");
    const wallet = await store.call(`/v1/wallets/${deposit.walletId}`);
    expect(wallet.body.available).toBe("120");
    expect(errors).toEqual([]);
  });

  it("does the same by keyboard alone", async () => {
    const deposit = stuck[1] as Stuck;
    const { page } = await store.logIn(`/console/deposits/${deposit.id}`);
    await page.getByRole("button", { name: "Retry" }).waitFor();
    const focused = () => page.evaluate("document.activeElement.textContent || document.activeElement.tagName");
    const tabTo = async (name: string): Promise<void> => {
      for (let steps = 0; steps < 40 && (await focused()) !== name; steps += 1) await page.keyboard.press("Tab");
      expect(await focused()).toBe(name);
    };
    await tabTo("Retry");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await tabTo("INPUT");
    await page.keyboard.type("by keyboard");
    await tabTo("Dry run");
    await page.keyboard.press("Space");
    await page.getByRole("list", { name: "Checks" }).waitFor();
    await tabTo("Retry now");
    await page.keyboard.press("Enter");
    await page.getByText("Retried: by keyboard").first().waitFor();
    await tabTo("Close");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
    expect(await store.statusOf(deposit)).toBe("credited");
  });

  it("finds a purchase that was given back among the refunds to pay, records that it was paid, and it is gone", async () => {
    const deposit = stuck[1] as Stuck;
    const asked = { reason: "The buyer changed their mind" };
    expect(await store.call(`/v1/wallets/${deposit.walletId}/refund-requests`, asked)).toMatchObject({
      status: 201,
    });
    const { page, errors } = await store.logIn();
    const refunds = page.getByRole("region", { name: "Refunds to pay" });
    await refunds.getByText("The buyer changed their mind").waitFor();
    await refunds.getByRole("link", { name: deposit.id }).click();
    await page.getByRole("button", { name: "Record a refund" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Records that you sent 10 USDT for what the buyer gave back").waitFor();
    const hash = deposit.txHash.replace(/[0-9a-f]{8}$/, "0badcafe");
    await dialog.getByLabel("Transaction by which it was sent back").fill(hash);
    await dialog.getByLabel("Why (kept in the audit record)").fill("Paid as the buyer asked");
    await dialog.getByRole("button", { name: "Record the refund" }).click();
    await dialog.getByText("The refund is recorded.").waitFor();
    await dialog.getByRole("button", { name: "Close" }).click();
    const paid = await store.callAs("operator", "/v1/refund-requests?status=paid");
    expect(paid.body.data).toMatchObject([{ depositId: deposit.id, amountUsd: "10", txHash: hash }]);
    await page.getByRole("link", { name: "Overview" }).click();
    await page.getByRole("region", { name: "Stuck deposits by reason" }).waitFor();
    expect(await refunds.count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it("case 7: is warned before sending money back, and never offered the sender's address", async () => {
    const deposit = stuck[2] as Stuck;
    const { page } = await store.logIn(`/console/deposits/${deposit.id}`);
    await page.getByRole("button", { name: "Record a refund" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Send it only to an address that the buyer gave you").waitFor();
    expect(await dialog.textContent()).not.toContain(deposit.from);
    for (const field of await dialog.getByRole("textbox").all()) expect(await field.inputValue()).toBe("");
    expect(await dialog.getByRole("button", { name: "Record the refund" }).isDisabled()).toBe(true);
  });
});

describe("case 70: what others wrote", { timeout: 120_000 }, () => {
  it("stays text in a wallet's name and metadata, a memo, a note and a User-Agent", async () => {
    const deposit = stuck[2] as Stuck;
    const { walletId } = deposit;
    await store.call(`/v1/wallets/${walletId}/grants`, { credits: "2", kind: "promotional", reason: SCRIPT });
    await store.callAs("service", "/v1/debits", { walletId, credits: "1", reference: SCRIPT });
    await store.callAs("operator", `/v1/deposits/${deposit.id}/reject`, { note: SCRIPT });
    const { page, errors } = await store.logIn(`/console/wallets/${walletId}`, { userAgent: SCRIPT });
    for (const path of [`/console/wallets/${walletId}`, `/console/deposits/${deposit.id}`, "/console/audit"]) {
      await page.goto(`${store.coffer.url}${path}`);
      await page.getByText(SCRIPT).first().waitFor();
      await expect.poll(() => page.getByText("Loading…").count()).toBe(0);
      expect(await page.locator("main script, main img").count()).toBe(0);
      expect(await page.title()).toContain("Coffer console");
    }
    expect(errors).toEqual([]);
  });

  it("cannot act for an operator who is logged in: a page of another site is refused", async () => {
    const { page } = await store.logIn();
    const cookies = await page.context().cookies();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    expect(cookies).toMatchObject([{ httpOnly: true, sameSite: "Strict" }]);
    const session = await fetch(`${store.coffer.url}/v1/console/session`, { headers: { cookie } });
    const { csrfToken } = (await session.json()) as { csrfToken: string };
    const pause = async (headers: Record<string, string>) => {
      const request = { method: "POST", headers: { "Content-Type": "application/json", cookie, ...headers } };
      return (await fetch(`${store.coffer.url}/v1/networks/tron/pause`, { ...request, body: "{}" })).status;
    };
    expect(await pause({})).toBe(403);
    expect(await pause({ "X-CSRF-Token": "guessed" })).toBe(403);
    expect(await pause({ Origin: "https://evil.example", "X-CSRF-Token": csrfToken })).toBe(403);
    // A form of another site, sent by the operator's own browser, does not even bring the cookie along.
    const form = `<form method="post" action="${store.coffer.url}/v1/networks/tron/pause"><button>Win</button></form>`;
    const otherSite = createServer((_request, response) => response.setHeader("Content-Type", "text/html").end(form));
    otherSite.listen(0, "127.0.0.1");
    await once(otherSite, "listening");
    await page.goto(`http://localhost:${(otherSite.address() as AddressInfo).port}`);
    const answered = page.waitForResponse(/\/pause$/);
    await page.getByRole("button", { name: "Win" }).click();
    expect((await answered).status()).toBe(401);
    otherSite.close();
    const networks = await store.callAs("operator", "/v1/networks");
    expect((networks.body.data as { pausedAt: unknown }[]).map(({ pausedAt }) => pausedAt)).toEqual([null, null]);
    expect(await pause({ Origin: store.coffer.url, "X-CSRF-Token": csrfToken })).toBe(200);
    await store.callAs("operator", "/v1/networks/tron/resume", { note: "the test is over" });
  });
});

describe("the console", { timeout: 120_000 }, () => {
  it("sends who is not logged in to the login, and shows the queues to operators only", async () => {
    const { page } = await store.open(`${store.coffer.url}/console/queues`);
    await page.getByLabel("Operator key").waitFor();
    expect(new URL(page.url()).pathname).toBe("/console");
    await page.getByLabel("Operator key").fill("cfr_operator_wrong");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").waitFor();
    await page.getByLabel("Operator key").fill(store.operatorKey);
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Queues" }).click();
    await page.getByRole("link", { name: "credit" }).first().waitFor();
    const data = await page.request.get(`${store.coffer.url}/console/queues/api/queues`);
    expect((await data.json()).queues).toContainEqual(expect.objectContaining({ name: "credit", readOnlyMode: true }));
    expect((await page.request.put(`${store.coffer.url}/console/queues/api/queues/credit/pause`)).status()).toBe(403);
    await page.goto(`${store.coffer.url}/console`);
    await page.getByRole("button", { name: "Log out" }).click();
    await page.getByLabel("Operator key").waitFor();
    const after = await page.request.get(`${store.coffer.url}/console/queues/api/queues`, {
      headers: { accept: "application/json" },
    });
    expect(after.status()).toBe(401);
  });

  it("checks a catalogue and shows what it changes before it can be published", async () => {
    const { page } = await store.logIn("/console/catalog");
    const editor = page.getByLabel("Catalogue (YAML)");
    const source = await editor.inputValue();
    await editor.fill(source.replace("creditUsd: 0.1", "creditUsd: 0"));
    await page.getByRole("button", { name: "Check" }).click();
    await page.getByText("It cannot be published").waitFor();
    expect(await page.getByRole("button", { name: "Publish" }).count()).toBe(0);
    await editor.fill(source.replace("name: Small", "name: Little"));
    await page.getByRole("button", { name: "Check" }).click();
    await page.getByText("It can be sold from.").waitFor();
    const changes = page.getByRole("region", { name: "Changes" });
    expect(await changes.locator("[data-kind=added]").allTextContents()).toEqual([
      expect.stringContaining("name: Little"),
    ]);
    await page.getByRole("button", { name: "Publish" }).click();
    await page.getByLabel("Why (kept in the audit record)").fill("a better name");
    await page.getByRole("button", { name: "Publish now" }).click();
    await page.getByText(/^Version .* is in force\.$/).waitFor();
    const catalog = (await (await fetch(`${store.coffer.url}/v1/catalog`)).json()) as { packs: { name: string }[] };
    expect(catalog.packs[0]?.name).toBe("Little");
  });

  it("shows a new key once, and revokes it", async () => {
    const { page } = await store.logIn("/console/keys");
    await page.getByRole("button", { name: "Create a key" }).click();
    await page.getByRole("textbox", { name: "Client" }).fill("painter");
    await page.getByLabel("Role").selectOption("service");
    await page.getByRole("button", { name: "Create it" }).click();
    const key = await page.getByText(/^cfr_service_/).textContent();
    const read = () => fetch(`${store.coffer.url}/v1/wallets/none`, { headers: { authorization: `Bearer ${key}` } });
    expect((await read()).status).toBe(404);
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: /^Revoke: painter/ }).click();
    await page.getByRole("button", { name: "Revoke for good" }).click();
    await page.getByText("The key is revoked.").waitFor();
    await expect.poll(async () => (await read()).status, { timeout: 6_000 }).toBe(401);
    expect(await page.content()).not.toContain(key);
  });
});

describe("every page of the console", () => {
  const paths = () => [
    "/console",
    "/console/deposits?status=stuck",
    `/console/deposits/${stuck[2]?.id}`,
    "/console/checkouts",
    "/console/networks",
    "/console/webhooks",
    "/console/catalog",
    "/console/keys",
    "/console/ledger",
    "/console/audit",
    `/console/wallets/${stuck[0]?.walletId}`,
    "/console/nowhere",
  ];

  it.each([
    { size: "desktop", colors: "light" },
    { size: "phone", colors: "dark" },
  ] as const)("is usable on a $size in $colors colours", { timeout: 300_000 }, async (options) => {
    const { page, errors } = await store.logIn("/console", options);
    for (const path of paths()) {
      await page.goto(`${store.coffer.url}${path}`);
      await page.getByRole("heading", { level: 2 }).first().waitFor();
      await expect.poll(() => page.getByText("Loading…").count(), { timeout: PATIENCE_MS }).toBe(0);
      await expectAccessible(page);
    }
    expect(errors).toEqual([]);
  });

  it("has a login that is usable too", async () => {
    const { page } = await store.open(`${store.coffer.url}/console/deposits`, { size: "phone" });
    await page.getByLabel("Operator key").waitFor();
    await expectAccessible(page);
  });
});
