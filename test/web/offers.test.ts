import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { PAGE_STORE_MS, type PageStore, startPageStore } from "../support/pageStore.js";

/** Of the default catalogue, with offers of every kind, and credits that end in two ways. */
const OFFERS = `
  - { id: over, label: Last spring, when: promo_code, code: SPRING, percent: 5, until: "2020-01-01T00:00:00Z" }
  - { id: later, label: Some day, when: promo_code, code: SOMEDAY, percent: 5, from: "2999-01-01T12:00:00Z" }
  - { id: bound, label: A big one, when: first_purchase, percent: 5, network: tron, fromUsd: 50, until: "2999-01-01T12:00:00Z" }
`;

let store: PageStore;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "coffer-offers-"));
  const text = await readFile("catalogs/default.yaml", "utf8");
  const catalog = join(directory, "catalog.yaml");
  const changed = text
    .replace(/^bonuses:$/m, `bonuses:${OFFERS.trimEnd()}`)
    .replace(/^expiry: .*$/m, "expiry: { afterDays: 365, afterInactiveDays: 30 }");
  await writeFile(catalog, changed);
  store = await startPageStore({ CATALOG: catalog });
}, PAGE_STORE_MS);
afterAll(async () => {
  await store.closeAll();
  await rm(directory, { recursive: true, force: true });
});

it("the pricing page promises of each offer what holds, and of credits the shorter of their lives", async () => {
  const { page } = await store.open(`${store.coffer.url}/pricing`);
  // The disclosure names some of them too; an offer begins with its mark.
  const offer = (label: string) => page.getByRole("listitem").filter({ hasText: new RegExp(`^\\+\\s*${label}`) });
  expect(await offer("A big one").textContent()).toMatch(
    /· paying on TRON \(TRC20\) · from \$50\.00 · ends Jan 1, 2999/,
  );
  expect(await offer("Some day").textContent()).toMatch(/· with a code · starts Jan 1, 2999/);
  expect(await offer("Last spring").count()).toBe(0);
  const small = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Small" }) });
  const both = /365 days.*30 days without use, whichever is first/;
  expect(await small.textContent()).toMatch(both);
  expect(await page.getByText(/^Bought credits are good for 365 days, or until 30 days without any use/).count()).toBe(
    1,
  );
});
