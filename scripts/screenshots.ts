// `npm run screenshots`: every page, light and dark, desktop and phone, against a store of its own with real payments.
// All go to screenshots/, which git does not keep; those that the README shows go to docs/images/ too.
import { mkdir, rm } from "node:fs/promises";
import { type Browser, chromium, type Page } from "playwright-core";
import { startStore } from "../bench/startStore.js";
import { payOnDevelopmentChain } from "../src/embedded/pay.js";
import { PICTURES, type Picture, type Stage } from "./screenshots/pictures.js";

const FOLDER = "screenshots";
const README_FOLDER = "docs/images";
const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const;
/** Transitions end, and a chart has drawn itself. */
const SETTLE_MS = 800;

async function take(
  browser: Browser,
  stage: Stage,
  picture: Picture,
  size: keyof typeof SIZES,
  colorScheme: "light" | "dark",
) {
  const context = await browser.newContext({ viewport: SIZES[size], colorScheme, locale: "en-US" });
  const page: Page = await context.newPage();
  await picture.open(page, stage);
  await page.waitForTimeout(SETTLE_MS);
  const name = `${picture.name}-${size}-${colorScheme}.png`;
  await page.screenshot({ path: `${FOLDER}/${name}`, fullPage: true });
  if (picture.readme === `${size}-${colorScheme}`) {
    const { readmeHeight: height } = picture;
    const clip = height === undefined ? {} : { clip: { x: 0, y: 0, width: SIZES[size].width, height } };
    await page.screenshot({ path: `${README_FOLDER}/${picture.name}.png`, fullPage: true, ...clip });
  }
  await context.close();
  console.log(name);
}

const wanted = process.argv.slice(2);
// Below what the console's pictures pay: one deposit waits for an operator.
const store = await startStore({ REVIEW_ABOVE_USDT: "500" });
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  await rm(FOLDER, { recursive: true, force: true });
  for (const folder of [FOLDER, README_FOLDER]) await mkdir(folder, { recursive: true });
  const { development } = store;
  const stage: Stage = {
    ...store,
    pay: async (network, to, amount) => {
      await payOnDevelopmentChain({ network, development, to, amount });
    },
  };
  for (const picture of PICTURES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    for (const size of ["desktop", "phone"] as const) {
      for (const colors of ["light", "dark"] as const) await take(browser, stage, picture, size, colors);
    }
  }
} finally {
  await browser.close();
  await store.close();
}
