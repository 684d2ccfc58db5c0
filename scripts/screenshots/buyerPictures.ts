import type { Page } from "playwright-core";
import { once } from "./once.js";
import type { Picture, Stage } from "./pictures.js";

/** Outputs of a few kinds, some of which their buyer rejected: `[usage, outcome]`. */
const WORK = [
  ...Array(9).fill([{ operation: "image" }, "succeeded"]),
  ...Array(2).fill([{ operation: "image" }, "rejected"]),
  ...Array(3).fill([{ operation: "image", width: 1024, height: 1024, model: "sdxl" }, "succeeded"]),
  ...Array(2).fill([{ operation: "upscale", options: { factor: 4 } }, "succeeded"]),
] as [Record<string, unknown>, "succeeded" | "rejected"][];

const LARGE_DUE = 50_000_000n;
const TRIES = 240;
const EVERY_MS = 500;

/** A wallet with a purchase, a promotion and some use. @returns the address of its page. */
const usedWallet = once(async (stage: Stage): Promise<string> => {
  const checkout = await stage.openCheckout("tron", { packId: "large" });
  await stage.pay("tron", checkout.address, LARGE_DUE);
  const path = `/v1/wallets/${checkout.walletId}`;
  const headers = { authorization: `Bearer ${stage.keys.store}` };
  for (let tries = 0; tries < TRIES; tries += 1) {
    const wallet = (await (await fetch(stage.url + path, { headers })).json()) as { available: string };
    if (wallet.available !== "0") break;
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  await stage.post(`${path}/grants`, { credits: "40", kind: "promotional", reason: "welcome", priority: 1 });
  for (const [usage, outcome] of WORK) {
    const { walletId } = checkout;
    const hold = await stage.post<{ id: string }>("/v1/holds", { walletId, usage }, stage.keys.service);
    await stage.post(`/v1/holds/${hold.id}/capture`, { outcome }, stage.keys.service);
  }
  return (await stage.post<{ url: string }>(`${path}/sessions`, {})).url;
});

async function showWallet(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator("[data-available]").waitFor();
  await page.locator(".recharts-surface").first().waitFor();
}

/** The pages of a buyer beside the checkout. */
export const buyerPictures: readonly Picture[] = [
  {
    name: "pricing",
    readme: "desktop-light",
    // The packs and the calculator: all that the shop charges for makes the page three times as long.
    readmeHeight: 1366,
    open: async (page, { url }) => {
      await page.goto(`${url}/pricing`);
      await page.locator("[data-quote-credits]").waitFor();
    },
  },
  { name: "wallet", open: async (page, stage) => showWallet(page, await usedWallet(stage)) },
];
