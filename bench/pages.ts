import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type Browser, chromium } from "playwright-core";
import type { Development } from "../src/embedded/development.js";
import { payOnDevelopmentChain } from "../src/embedded/pay.js";
import { readHeight } from "./askNode.js";
import { printLimit } from "./limit.js";
import { p95 } from "./percentile.js";
import { type Network, type OpenedCheckout, type RunningStore, startStore } from "./startStore.js";

/**
 * What a buyer waits for, in the system's Chromium against `npm start`: from the block that holds a payment to the change
 * on screen, and the first contentful paint of the checkout with the processor slowed four times.
 */

const { values: options } = parseArgs({
  options: { payments: { type: "string", default: "20" }, paints: { type: "string", default: "10" } },
});
const CHANGE_GOAL_SECONDS = 1.5;
const PAINT_GOAL_SECONDS = 1;
const SLOWED = 4;
const WATCH_MS = 20;
const NETWORKS = ["tron", "ethereum"] as const;

const say = (text: string): void => console.error(text);

/** Pays a checkout that is open in a page. @returns seconds from the payment's block to the change on screen. */
async function measureChange(browser: Browser, development: Development, network: Network, checkout: OpenedCheckout) {
  const page = await browser.newPage();
  await page.goto(checkout.url);
  await page.locator('[data-checkout-status="open"]').waitFor();
  const changed = page
    .locator('[data-checkout-status="confirming"]')
    .waitFor()
    .then(() => performance.now());
  const { txHash } = await payOnDevelopmentChain({ network, development, to: checkout.address, amount: 10_000_000n });
  while ((await readHeight(development, network, txHash)) === null) await delay(WATCH_MS);
  const packed = performance.now();
  const seconds = Math.max(0, (await changed) - packed) / 1_000;
  await page.close();
  return seconds;
}

/** The first contentful paint of a page that the browser has never seen, in seconds. */
async function measurePaint(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  await page.goto(url);
  await page.locator("[data-checkout-status]").waitFor();
  const paint = await page.evaluate(`performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN`);
  await context.close();
  return Number(paint) / 1_000;
}

async function run(browser: Browser, { development, openCheckout }: RunningStore): Promise<boolean> {
  const paints: number[] = [];
  const shown = await openCheckout("tron");
  for (let index = 0; index < Number(options.paints); index += 1) paints.push(await measurePaint(browser, shown.url));
  const changes: number[] = [];
  for (let index = 0; index < Number(options.payments); index += 1) {
    const network = NETWORKS[index % NETWORKS.length] ?? "tron";
    changes.push(await measureChange(browser, development, network, await openCheckout(network)));
  }
  const [change, paint] = [p95(changes), p95(paints)];
  say(`${changes.length} payments: on screen ${change.toFixed(2)} s after their block (p95)`);
  say(`${paints.length} first visits, processor slowed ${SLOWED} times: first paint after ${paint.toFixed(2)} s (p95)`);
  const met = [
    printLimit({ name: "page_change_p95_s", value: change, goal: CHANGE_GOAL_SECONDS }),
    printLimit({ name: "page_first_paint_p95_s", value: paint, goal: PAINT_GOAL_SECONDS }),
  ];
  return met.every(Boolean);
}

const store = await startStore();
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  process.exitCode = (await run(browser, store)) ? 0 : 1;
} finally {
  await browser.close();
  await store.close();
}
