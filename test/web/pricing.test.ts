import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareCosts, readDecimal } from "../../src/web/pricing/compareCosts.js";
import { expectAccessible } from "../support/browser.js";
import { type PageStore, startPageStore } from "../support/pageStore.js";

let store: PageStore;

beforeAll(async () => {
  store = await startPageStore();
});
afterAll(() => store.closeAll());

describe("the pricing page", { timeout: 120_000 }, () => {
  it("shows every pack with its rates, each bonus by itself, every cost, the policies and the disclosure", async () => {
    const { page, errors } = await store.open(`${store.coffer.url}/pricing`);
    const { body } = await store.call("/v1/catalog");
    const catalog = body as unknown as {
      packs: { name: string }[];
      bonuses: { label: string }[];
      operations: { name: string; rules: { label: string }[] }[];
      disclosure: { point: string }[];
      refunds: { policy: string };
    };
    await page.getByRole("heading", { name: "Pricing", exact: true }).waitFor();
    for (const { name } of catalog.packs) await page.getByRole("heading", { name, exact: true }).waitFor();
    for (const { label } of catalog.bonuses) await page.getByText(label).waitFor();
    for (const { name, rules } of catalog.operations) {
      const table = page.getByRole("region", { name, exact: true });
      for (const { label } of rules) expect(await table.getByText(label, { exact: true }).count()).toBeGreaterThan(0);
    }
    for (const { point } of catalog.disclosure) await page.getByText(point).waitFor();
    await page.getByText(catalog.refunds.policy, { exact: true }).waitFor();
    const small = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Small" }) });
    expect(await small.textContent()).toMatch(/\$10\.00100 credits.*\$0\.10.*\$0\.10.*365 days/);
    await expectAccessible(page);
    expect(errors).toEqual([]);
  });

  it("reckons a month by quotes of the store, and hints at what costs less", async () => {
    const { page } = await store.open(`${store.coffer.url}/pricing`, { size: "phone" });
    await page.getByText("500 a month are 500 credits.").waitFor();
    const studio = page.getByRole("row", { name: /pack Studio/ });
    expect(await studio.getByRole("cell").allTextContents()).toEqual(["$0.083333", "$41.67"]);
    expect(await page.getByRole("row", { name: /for each elsewhere/ }).textContent()).toContain("$75.00");
    expect(await page.getByRole("row", { name: /subscription elsewhere/ }).textContent()).toContain("$50.00");
    await page.getByLabel("Size").selectOption("1024");
    await page.locator('[data-quote-credits="4"]').waitFor();
    await page.getByText("500 a month are 2,000 credits.").waitFor();
    await page.getByText("It may wait for off-peak hours").click();
    await page.locator('[data-quote-credits="2"]').waitFor();
    await page.getByLabel("How many a month").fill("many");
    await page.getByText("A whole number, such as 500").waitFor();
    await expectAccessible(page);
  });

  it("is whole and accessible in Chinese and in the dark", async () => {
    const { page } = await store.open(`${store.coffer.url}/pricing`, { locale: "zh-CN", colors: "dark" });
    await page.getByRole("heading", { name: "价格" }).waitFor();
    await page.getByText("您要花多少钱？").waitFor();
    await expectAccessible(page);
  });
});

describe("a month by each way to pay", () => {
  const packs = [{ id: "studio", name: "Studio", usdPerCredit: "0.08" }];

  it("is reckoned as the guide does: 500 images at $0.08 are $40, against $75 for each and $50 by subscription", () => {
    const costs = compareCosts({
      ...{ creditsPerImage: "1", images: 500n, packs },
      ...{ payPerImageUsd: "0.15", subscriptionUsd: "50" },
    });
    expect(costs).toEqual({
      credits: "500",
      packs: [{ id: "studio", name: "Studio", usd: "40", usdPerImage: "0.08" }],
      payPerImage: "75",
      subscription: "50",
    });
  });

  it("takes a price with a comma, and nothing that is no price", () => {
    expect(["0,15", " 0.15 ", "12"].map(readDecimal)).toEqual(["0.15", "0.15", "12"]);
    expect(["", "-1", "1e3", "1.2.3", "abc", "0.1234567"].map(readDecimal)).toEqual(Array(6).fill(null));
  });
});
