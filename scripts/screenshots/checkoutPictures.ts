import type { Page } from "playwright-core";
import type { Network, OpenedCheckout } from "../../bench/startStore.js";
import { once } from "./once.js";
import type { Picture } from "./pictures.js";

const RETURN = { returnUrl: "https://shop.example/thanks" };
const FINAL_MS = 120_000;

async function show(page: Page, checkout: OpenedCheckout, status: string, language = "en"): Promise<void> {
  await page.goto(`${checkout.url}?lang=${language}`);
  await page.locator(`[data-checkout-status="${status}"]`).waitFor({ timeout: FINAL_MS });
}

const open = (network: Network | null) => once((stage) => stage.openCheckout(network, RETURN));

const paid = (network: Network, amount: bigint) =>
  once(async (stage) => {
    const checkout = await stage.openCheckout(network, RETURN);
    await stage.pay(network, checkout.address, amount);
    return checkout;
  });

const [undecided, onTron, onEthereum] = [open(null), open("tron"), open("ethereum")];
const [full, part] = [paid("tron", 10_000_000n), paid("ethereum", 4_000_000n)];

/** The checkout in the states that a buyer sees. */
export const checkoutPictures: readonly Picture[] = [
  {
    name: "checkout-network",
    open: async (page, stage) => {
      await show(page, await undecided(stage), "open");
      await page.getByRole("button", { name: /TRON/ }).waitFor();
    },
  },
  { name: "checkout", readme: "desktop-light", open: async (page, stage) => show(page, await onTron(stage), "open") },
  { name: "checkout-chinese", open: async (page, stage) => show(page, await onEthereum(stage), "open", "zh") },
  { name: "checkout-arabic", open: async (page, stage) => show(page, await onTron(stage), "open", "ar") },
  {
    name: "checkout-confirming",
    open: async (page, stage) => {
      // Each picture is of a payment of its own: it is over before the next would be taken.
      const checkout = await stage.openCheckout("tron", RETURN);
      await page.goto(checkout.url);
      await page.locator('[data-checkout-status="open"]').waitFor();
      await stage.pay("tron", checkout.address, 10_000_000n);
      await page.locator('[data-checkout-status="confirming"]').waitFor({ timeout: FINAL_MS });
    },
  },
  {
    name: "checkout-underpaid",
    open: async (page, stage) => {
      await show(page, await part(stage), "open");
      await page.getByText("has arrived and is safe").waitFor({ timeout: FINAL_MS });
    },
  },
  { name: "checkout-paid", readme: "phone-dark", open: async (page, stage) => show(page, await full(stage), "paid") },
];
