import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ConsoleStore, type Stuck, startConsoleStore } from "../support/consoleStore.js";
import { PAGE_STORE_MS } from "../support/pageStore.js";

const WHY = "Why (kept in the audit record)";

let store: ConsoleStore;
let stuck: Stuck[];
let receiver: Server;
/** The types of the events that the receiver was told of. */
const received: string[] = [];

beforeAll(async () => {
  store = await startConsoleStore({ WEBHOOK_ALLOW_HOSTS: "127.0.0.1" });
  receiver = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      received.push(JSON.parse(body).type);
      response.end();
    });
  });
  receiver.listen(0, "127.0.0.1");
  for (const network of ["tron", "tron", "ethereum", "ethereum"] as const) {
    await store.pay(await store.openCheckout({ network }), "10");
  }
  stuck = await store.readStuck(4);
}, PAGE_STORE_MS);
afterAll(async () => {
  receiver?.close();
  await store?.closeAll();
});

/** Presses the button that opens an action's dialog. */
async function begin(page: Page, name: string | RegExp): Promise<Locator> {
  await page.getByRole("button", { name, exact: true }).click();
  return page.getByRole("dialog");
}

async function end(dialog: Locator): Promise<void> {
  await dialog.getByRole("button", { name: "Close" }).click();
}

describe("an operator", { timeout: 180_000 }, () => {
  it("assigns a stuck deposit to another wallet, whose name is shown before, and it is credited there", async () => {
    const [deposit] = stuck as [Stuck];
    const wallet = await store.call("/v1/wallets", { name: "Ada Lovelace" });
    const { page, errors } = await store.logIn(`/console/deposits/${deposit.id}`);
    const dialog = await begin(page, "Assign to a wallet");
    const assign = dialog.getByRole("button", { name: "Assign and credit" });
    await dialog.getByLabel(WHY).fill("the buyer wrote from this wallet");
    await dialog.getByLabel("Wallet").fill("wal_wrong");
    expect(await assign.isDisabled()).toBe(true);
    await dialog.getByLabel("Wallet").fill(wallet.body.id);
    await dialog.getByText("Ada Lovelace").waitFor();
    await assign.click();
    await dialog.getByRole("list", { name: "Checks" }).waitFor();
    await end(dialog);
    expect(await store.statusOf(deposit)).toBe("credited");
    const balance = async (id: string) => (await store.call(`/v1/wallets/${id}`)).body.available;
    expect([await balance(deposit.walletId), await balance(wallet.body.id)]).toEqual(["0", "110"]);
    expect(errors).toEqual([]);
  });

  it("rejects one for good", async () => {
    const deposit = stuck[1] as Stuck;
    const { page } = await store.logIn(`/console/deposits/${deposit.id}`);
    const dialog = await begin(page, "Reject");
    await dialog.getByText("These 10 USDT will never be credited.").waitFor();
    await dialog.getByLabel(WHY).fill("stolen money");
    await dialog.getByRole("button", { name: "Reject for good" }).click();
    await dialog.getByText("The deposit is rejected.").waitFor();
    await end(dialog);
    expect(await store.statusOf(deposit)).toBe("rejected");
    expect(await page.getByRole("button", { name: "Retry" }).count()).toBe(0);
  });

  it("retries all that its filters name, and no other", async () => {
    const left = await store.readStuck(2);
    const { page } = await store.logIn("/console/deposits?status=stuck");
    await page.getByLabel("Reason").selectOption({ label: "Needs a review" });
    const dialog = await begin(page, "Retry all 2");
    await dialog.getByLabel(WHY).fill("all senders are known");
    await dialog.getByRole("button", { name: "Retry 2 now" }).click();
    await dialog.getByText("2 deposits tried, 2 credited.").waitFor();
    await end(dialog);
    expect(await Promise.all(left.map(store.statusOf))).toEqual(["credited", "credited"]);
    await expect.poll(() => page.getByRole("button", { name: /^Retry all/ }).count()).toBe(0);
  });

  it("pauses a network, which refuses checkouts with the reason, rescans it and resumes it", async () => {
    const { page, errors } = await store.logIn("/console/networks");
    const wallet = await store.call("/v1/wallets", {});
    const open = async () =>
      (await store.call("/v1/checkouts", { walletId: wallet.body.id, packId: "small", network: "tron" })).status;
    const pause = await begin(page, "Pause TRON");
    await pause.getByLabel(WHY).fill("its nodes disagree");
    await pause.getByRole("button", { name: "Pause now" }).click();
    await pause.getByText("TRON is paused.").waitFor();
    await end(pause);
    await page.getByText("its nodes disagree").waitFor();
    expect(await open()).toBe(422);
    const rescan = await begin(page, "Rescan TRON");
    await rescan.getByRole("button", { name: "Rescan now" }).click();
    await rescan.getByText("2 payments to us in these blocks; none was missing.").waitFor();
    await end(rescan);
    const resume = await begin(page, "Resume TRON");
    await resume.getByLabel(WHY).fill("they agree again");
    await resume.getByRole("button", { name: "Resume now" }).click();
    await resume.getByText("TRON is running again.").waitFor();
    await end(resume);
    expect(await open()).toBe(201);
    expect(errors).toEqual([]);
  });

  it("adds a webhook endpoint, sees what it is told, has it told again, gives it a new secret and deletes it", async () => {
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`;
    const { page, errors } = await store.logIn("/console/webhooks");
    const add = await begin(page, "Add an endpoint");
    await add.getByLabel("URL").fill(url);
    await add.getByRole("button", { name: "Add it" }).click();
    const secret = await add.getByText(/^whsec_/).textContent();
    await end(add);
    await page.getByRole("link", { name: url }).click();
    await store.pay(await store.openCheckout({ network: "ethereum" }), "1");
    await page.getByText("Delivered", { exact: true }).first().waitFor({ timeout: 60_000 });
    const before = received.length;
    const again = await begin(page, /^Deliver again: deposit\.detected/);
    await again.getByRole("button", { name: "Deliver now" }).click();
    await again.getByText("It is on its way to 1 endpoint.").waitFor();
    await end(again);
    await expect.poll(() => received.slice(before)).toContain("deposit.detected");
    const rotate = await begin(page, "New secret");
    await rotate.getByRole("button", { name: "Make a new secret" }).click();
    expect(await rotate.getByText(/^whsec_/).textContent()).not.toBe(secret);
    await end(rotate);
    const remove = await begin(page, "Delete");
    await remove.getByRole("button", { name: "Delete it" }).click();
    await page.getByText("The endpoint is deleted.").waitFor();
    await page.getByText("Nobody is told of events yet.").waitFor();
    expect(errors).toEqual([]);
  });

  it("rotates a key: the old one works on for as long as was chosen", async () => {
    const key = await store.readKey("service");
    const read = async (by: string | null) =>
      (await fetch(`${store.coffer.url}/v1/wallets/none`, { headers: { authorization: `Bearer ${by}` } })).status;
    const { page } = await store.logIn("/console/keys");
    const dialog = await begin(page, /^Rotate: .*service/);
    await dialog.getByLabel("The old one works on for").selectOption("hour");
    await dialog.getByRole("button", { name: "Make the new key" }).click();
    const made = await dialog.getByText(/^cfr_service_/).textContent();
    await end(dialog);
    expect([await read(key), await read(made)]).toEqual([404, 404]);
    const { body } = await store.callAs("operator", "/v1/keys");
    const ends = (body.data as { expiresAt: string | null }[]).flatMap(({ expiresAt }) => expiresAt ?? []);
    expect(ends).toHaveLength(1);
  });
});
