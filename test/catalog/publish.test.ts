import { describe, expect, test } from "vitest";
import { publishCatalog } from "../../src/catalog/publish.js";
import { catalogFile, changedDefault } from "./catalogFile.js";

const shop = publishCatalog(catalogFile("default"));

describe("the public catalogue", () => {
  test("shows each pack with its price per credit and per standard image", () => {
    expect(shop.packs).toMatchObject([
      { id: "small", priceUsd: "10", totalCredits: "100", usdPerCredit: "0.1", usdPerStandardImage: "0.1" },
      { id: "medium", totalCredits: "265", usdPerCredit: "0.09434" },
      { id: "large", totalCredits: "560", usdPerCredit: "0.089286" },
      {
        id: "studio",
        priceUsd: "100",
        credits: "1000",
        bonusCredits: "200",
        totalCredits: "1200",
        usdPerCredit: "0.083333",
      },
    ]);
    expect(shop.packs).toMatchObject(Array(4).fill({ expiresAfterDays: 365, expiresAfterInactiveDays: null }));
  });

  test("is JSON as it stands, every amount a decimal string", () => {
    expect(JSON.parse(JSON.stringify(shop))).toEqual(shop);
    expect(shop).toMatchObject({
      creditName: "credits",
      creditUsd: "0.1",
      standardImage: { operation: "image", credits: "1" },
    });
  });

  test("gives enough of an operation to compute its cost by hand", () => {
    const [image] = shop.operations;
    expect(image).toMatchObject({
      id: "image",
      unit: "image",
      defaults: { width: 512, height: 512, steps: 50, count: 1 },
    });
    expect(image).toHaveProperty("rules.2", {
      label: "Image up to 1024 × 1024",
      when: { pixels: { above: null, upTo: 1_048_576 } },
      credits: "4",
      per: null,
    });
    expect(image).toHaveProperty("adjustments.4", {
      label: "Off-peak",
      when: { batch: true },
      percent: "-50",
      credits: null,
    });
  });

  test("says the one price of an operation that has only one", () => {
    const flat = changedDefault([
      "\noperations:\n",
      "\noperations:\n  - { id: chat, name: Chat, unit: message, credits: 0.3 }\n",
    ]);
    expect(publishCatalog(flat).operations[0]).toMatchObject({
      id: "chat",
      credits: "0.3",
      rules: [{ credits: "0.3", when: {} }],
    });
    expect(shop.operations[0]).not.toHaveProperty("credits");
  });

  test("lists what a promotion gives, but not its code", () => {
    const secret = changedDefault([
      "bonuses:\n",
      "bonuses:\n  - { id: vip, label: VIP, when: promo_code, code: SECRET77, percent: 5 }\n",
    ]);
    const published = publishCatalog(secret);
    expect(published.bonuses).toContainEqual(
      expect.objectContaining({ id: "vip", condition: "promo_code", hasCode: true }),
    );
    expect(JSON.stringify(published)).not.toContain("SECRET77");
  });

  test("shows a region its own book", () => {
    const region = `
regions:
  IN:
    name: India
    creditUsd: 0.07
    packs: [{ id: a, name: A, priceUsd: 7, credits: 100, localPrice: ₹580 }]
    operations: [{ id: upscale, name: Upscale, unit: image, credits: 1 }]
expiry:`;
    const india = publishCatalog(changedDefault(["\nexpiry:", region]), "IN");
    expect(india).toMatchObject({
      region: "IN",
      creditUsd: "0.07",
      packs: [{ id: "a", localPrice: "₹580", usdPerCredit: "0.07" }],
    });
    expect(india.operations.find((operation) => JSON.stringify(operation).includes('"upscale"'))).toMatchObject({
      credits: "1",
    });
  });
});

describe("the disclosure", () => {
  const failing = (...changes: [string, string][]) =>
    publishCatalog(changedDefault(...changes)).disclosure.filter(({ ok }) => !ok);

  test("has the nine points of fair pricing, and the default catalogue meets them all", () => {
    expect(shop.disclosure).toHaveLength(9);
    expect(shop.disclosure.filter(({ ok }) => !ok)).toEqual([]);
  });

  test.each([
    ["every: month, rollover: 5", "Plan: what is unused lapses after 6 months, or when the allowance ends."],
    ["every: day, whenEnded: keep", "Plan: what is unused lapses after a day."],
    ["every: month, rollover: forever", "Plan: what is unused lapses when the allowance ends."],
    ["every: week, rollover: forever, whenEnded: keep", "Plan: what is unused never expires."],
  ])("says what becomes of an allowance of %s", (terms, why) => {
    const allowances = `\nallowances: [{ id: plan, name: Plan, credits: 5, ${terms} }]\nexpiry:`;
    const { disclosure } = publishCatalog(changedDefault(["\nexpiry:", allowances], ["{ afterDays: 365 }", "{}"]));
    const expiry = disclosure.find(({ point }) => point.startsWith("Credits do not expire"));
    expect(expiry).toMatchObject({ ok: true, why: `What is bought never expires. ${why}` });
  });

  test.each<[string, [string, string], string, string]>([
    [
      "monthly expiry",
      ["afterDays: 365", "afterDays: 30"],
      "Credits do not expire, or only after 12 months or more",
      "30 days after the purchase",
    ],
    [
      "an inactivity window",
      ["afterDays: 365", "afterInactiveDays: 90"],
      "Credits do not expire, or only after 12 months or more",
      "90 days after the last activity",
    ],
    [
      "a short-lived bonus",
      ["    when: first_purchase\n", "    when: first_purchase\n    expiry: { afterDays: 30 }\n"],
      "Bonus credits live at least as long as their purchase",
      "10 % on the first purchase",
    ],
    [
      "a countdown price",
      ["    when: first_purchase\n", '    when: first_purchase\n    until: "2026-12-01T00:00:00Z"\n'],
      "The price is the same whenever you buy",
      "10 % on the first purchase",
    ],
    [
      "charged failures",
      ["failedGenerations: free", "failedGenerations: charged"],
      "Failed generations cost nothing",
      "charged",
    ],
    [
      "an operation without a price",
      ["\noperations:\n", "\noperations:\n  - { id: video, name: Video, unit: clip }\n"],
      "Every operation's cost is shown before generating",
      "video",
    ],
  ])("names %s", (_what, change, point, why) => {
    expect(failing(change)).toEqual([{ point, ok: false, why: expect.stringContaining(why) }]);
  });
});
