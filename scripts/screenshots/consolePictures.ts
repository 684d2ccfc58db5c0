import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "playwright-core";
import { once } from "./once.js";
import type { Picture, Stage } from "./pictures.js";

/** More than the store of the pictures credits without a person's review, in USDT. */
const LARGE_USD = "600";
const TRIES = 240;
const EVERY_MS = 500;

/** A deposit that waits for an operator, and one that was credited. */
const stuckDeposit = once(async (stage: Stage): Promise<{ id: string; walletId: string }> => {
  const wallet = await stage.post<{ id: string }>("/v1/wallets", { name: "Mira Lang", metadata: { plan: "studio" } });
  const fields = { walletId: wallet.id, packId: undefined, amountUsd: LARGE_USD };
  const large = await stage.openCheckout("tron", fields);
  await stage.pay("tron", large.address, BigInt(LARGE_USD) * 1_000_000n);
  const small = await stage.openCheckout("ethereum");
  await stage.pay("ethereum", small.address, 10_000_000n);
  const headers = { authorization: `Bearer ${stage.keys.operator}` };
  for (let tries = 0; tries < TRIES; tries += 1) {
    const reply = await fetch(`${stage.url}/v1/deposits?status=stuck`, { headers });
    const [found] = ((await reply.json()) as { data: { id: string; walletId: string }[] }).data;
    if (found !== undefined) return found;
    await delay(EVERY_MS);
  }
  throw new Error("no deposit got stuck");
});

async function show(page: Page, stage: Stage, path: string): Promise<void> {
  await page.request.post(`${stage.url}/v1/console/login`, { data: { key: stage.keys.operator } });
  await page.goto(`${stage.url}/console${path}`);
  await page.getByRole("heading", { level: 2 }).first().waitFor();
  // By locator: the page's policy lets nobody evaluate a text as script.
  while ((await page.getByText("Loading…").count()) > 0) await delay(EVERY_MS);
}

const part = (name: string, path: string): Picture => ({
  name,
  open: async (page, stage) => {
    await stuckDeposit(stage);
    await show(page, stage, path);
  },
});

/** The console of a store in which one deposit waits for an operator. */
export const consolePictures: readonly Picture[] = [
  { name: "console-login", open: async (page, { url }) => void (await page.goto(`${url}/console`)) },
  { ...part("console", ""), readme: "desktop-dark" },
  part("console-deposits", "/deposits?status=stuck"),
  {
    name: "console-deposit",
    open: async (page, stage) => show(page, stage, `/deposits/${(await stuckDeposit(stage)).id}`),
  },
  {
    name: "console-retry",
    open: async (page, stage) => {
      await show(page, stage, `/deposits/${(await stuckDeposit(stage)).id}`);
      await page.getByRole("button", { name: "Retry" }).click();
      await page.getByRole("textbox").fill("looked at the sender: a known buyer");
      await page.getByRole("button", { name: "Dry run" }).click();
      await page.getByRole("list", { name: "Checks" }).waitFor();
    },
  },
  {
    name: "console-wallet",
    open: async (page, stage) => show(page, stage, `/wallets/${(await stuckDeposit(stage)).walletId}`),
  },
  part("console-checkouts", "/checkouts"),
  part("console-networks", "/networks"),
  part("console-webhooks", "/webhooks"),
  part("console-catalog", "/catalog"),
  part("console-keys", "/keys"),
  part("console-ledger", "/ledger"),
  part("console-audit", "/audit"),
];
