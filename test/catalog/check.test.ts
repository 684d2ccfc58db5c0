import { describe, expect, test } from "vitest";
import { checkCatalog } from "../../src/catalog/check.js";
import { findContradictions } from "../../src/catalog/contradictions.js";
import { catalogFile, catalogText, changedDefault } from "./catalogFile.js";

describe("checkCatalog", () => {
  test("finds nothing in the default catalogue", () => {
    expect(checkCatalog(catalogFile("default"))).toEqual([]);
  });

  test("usdt-image-shop.yaml is the default catalogue, byte for byte", () => {
    expect(catalogText("usdt-image-shop")).toBe(catalogText("default"));
  });

  test.each<[string, [string, string], string, string]>([
    [
      "an operation without a price",
      ["\noperations:\n", "\noperations:\n  - { id: video, name: Video, unit: clip }\n"],
      "operations.video",
      "has no price",
    ],
    [
      "a pack dearer per credit than a smaller one",
      ["priceUsd: 100, credits: 1000", "priceUsd: 108, credits: 1000"],
      "packs.studio",
      "is dearer per credit than the smaller pack large",
    ],
    [
      "a pack that gives less than the base rate",
      ["id: small, name: Small, priceUsd: 10,", "id: small, name: Small, priceUsd: 10.01,"],
      "packs.small",
      "gives less than the base rate gives for its price",
    ],
    [
      "a bonus that expires before its purchase",
      ["    when: first_purchase\n", "    when: first_purchase\n    expiry: { afterDays: 364 }\n"],
      "bonuses.first-purchase",
      "expires before the purchase it comes with",
    ],
    [
      "a bonus that lapses by inactivity where its purchase does not",
      [
        "    when: first_purchase\n",
        "    when: first_purchase\n    expiry: { afterDays: 365, afterInactiveDays: 90 }\n",
      ],
      "bonuses.first-purchase",
      "expires before the purchase it comes with",
    ],
    [
      "a bonus that ends before it begins",
      [
        "    when: first_purchase\n",
        '    when: first_purchase\n    from: "2026-12-01T00:00:00Z"\n    until: "2026-11-01T00:00:00Z"\n',
      ],
      "bonuses.first-purchase",
      "ends before it begins",
    ],
    [
      "a bonus that no purchase earns",
      ["    when: first_purchase\n", "    when: first_purchase\n    fromUsd: 100001\n"],
      "bonuses.first-purchase",
      "comes with no purchase: none reaches 100001 dollars",
    ],
    [
      "a rule for a model that is not there",
      ["when: { models: [sdxl] }", "when: { models: [sdxxl] }"],
      "operations.image",
      "prices an unknown model sdxxl",
    ],
    [
      "a rule for an option that is not listed",
      ["    options: [factor]\n", ""],
      "operations.upscale",
      "prices an unlisted option factor",
    ],
    [
      "a default model that is not there",
      ["steps: 50, model: sd-1.5 }", "steps: 50, model: typo }"],
      "operations.image.defaults.model",
      "is none of its models",
    ],
    [
      "a rule after one that always holds",
      [
        "      - { label: Image up to 768",
        "      - { label: Any image, credits: 2 }\n      - { label: Image up to 768",
      ],
      "operations.image.rules.2",
      "is never reached: a rule before it holds for every usage",
    ],
    [
      "the dearer of two packs of one size, listed first",
      [
        "  - { id: medium,",
        "  - { id: dearer, name: Dearer, priceUsd: 9, credits: 100 }\n  - { id: cheap, name: Cheap, priceUsd: 8, credits: 100 }\n  - { id: medium,",
      ],
      "packs.dearer",
      "is dearer than the pack cheap of the same size",
    ],
    [
      "a pack that gives less than any amount of its price",
      ["maxUsd: 100000 }", "maxUsd: 100000, breakpoints: [{ fromUsd: 50, creditUsd: 0.08 }] }"],
      "packs.large",
      "is dearer per credit than any amount from 50 dollars",
    ],
    [
      "a pack that gives less than the largest amount",
      ["maxUsd: 100000 }", "maxUsd: 60, breakpoints: [{ fromUsd: 60, creditUsd: 0.08 }] }"],
      "packs.studio",
      "is dearer per credit than any amount from 60 dollars",
    ],
    [
      "breakpoints that get dearer",
      ["maxUsd: 100000 }", "maxUsd: 100000, breakpoints: [{ fromUsd: 50, creditUsd: 0.11 }] }"],
      "anyAmount",
      "its breakpoints must rise in `fromUsd` and fall in `creditUsd`",
    ],
    [
      "an allowance whose cap is below one period",
      ["\nexpiry:", "\nallowances: [{ id: free, name: Free, credits: 5, every: day, capCredits: 4 }]\nexpiry:"],
      "allowances.free",
      "its cap is less than one period's credits",
    ],
  ])("finds %s", (_what, change, path, message) => {
    expect(checkCatalog(changedDefault(change))).toContainEqual({ path, message });
  });

  test("asks no pack for more than the amounts that are sold give", () => {
    const breakpoints = "breakpoints: [{ fromUsd: 1, creditUsd: 0.09 }] }";
    expect(
      checkCatalog(changedDefault(["minUsd: 1, maxUsd: 100000 }", `minUsd: 40, maxUsd: 99, ${breakpoints}`])),
    ).toEqual([]);
  });

  test("lets credits that live longer cost more", () => {
    const packs = (keep: string, month: string) =>
      changedDefault([
        "  - { id: medium,",
        `  - { id: keep, name: Keep, priceUsd: 9, credits: 100, expiry: ${keep} }
  - { id: month, name: Month, priceUsd: 8, credits: 100, expiry: ${month} }
  - { id: medium,`,
      ]);
    const dearer = { path: "packs.keep", message: "is dearer than the pack month of the same size" };
    expect(checkCatalog(packs("{}", "{ afterDays: 30 }"))).not.toContainEqual(dearer);
    expect(checkCatalog(packs("{ afterDays: 30 }", "{ afterDays: 30, afterInactiveDays: 9 }"))).not.toContainEqual(
      dearer,
    );
    expect(checkCatalog(packs("{ afterDays: 30 }", "{ afterDays: 30 }"))).toContainEqual(dearer);
  });

  test("names the lines of a default model and of a rule", () => {
    const text = catalogText("default")
      .replace("steps: 50, model: sd-1.5 }", "steps: 50, model: typo }")
      .replace("when: { pixels: { upTo: 768x768 } }", "when: {}");
    const { issues } = findContradictions(text);
    expect(issues.slice(0, 3).map(({ path, line }) => [path, line])).toEqual([
      ["operations.image.defaults.model", 36],
      ["operations.image.rules.2", 40],
      ["operations.image.rules.3", 41],
    ]);
  });

  test("finds a model that no rule prices, and a standard image that has no price", () => {
    const catalog = changedDefault(
      [
        "when: { pixels: { upTo: 512x512 } }, credits: 1 }",
        "when: { pixels: { upTo: 9 }, models: [sdxl] }, credits: 1 }",
      ],
      ["pixels: { upTo: 768x768 } }", "pixels: { upTo: 8 }, models: [sdxl] }"],
      ["pixels: { upTo: 1024x1024 } }", "pixels: { upTo: 8 }, models: [sdxl] }"],
      ["pixels: { upTo: 2048x2048 } }", "models: [sdxl] }"],
    );
    const found = checkCatalog(catalog);
    expect(found).toContainEqual({ path: "operations.image", message: "has no price for its model sd-1.5" });
    expect(found.map(({ path }) => path)).toContain("standardImage");
  });

  test("finds a region whose own price book does not price the standard image", () => {
    const images = "[{ id: image, name: Image, unit: image, models: [{ id: sdxl, name: XL }], credits: 1 }]";
    const packs = "[{ id: a, name: A, priceUsd: 7, credits: 100 }]";
    const regions = (operations: string) =>
      `\nregions: { IN: { name: India, creditUsd: 0.07, packs: ${packs}, operations: ${operations} } }\nexpiry:`;
    const standard: [string, string] = ["steps: 50, count: 1 }", "steps: 50, count: 1, model: sd-1.5 }"];
    expect(checkCatalog(changedDefault(["\nexpiry:", regions(images)]))).toEqual([]);
    expect(checkCatalog(changedDefault(standard, ["\nexpiry:", regions(images)]))).toEqual([
      {
        path: "regions.IN.operations.image",
        message: "does not price the standard image. The usage cannot be priced: usage.model: one of sdxl.",
      },
    ]);
  });

  test("reads each region's book as its own", () => {
    const india =
      "\nregions: { IN: { name: India, creditUsd: 0.07, packs: [{ id: a, name: A, priceUsd: 8, credits: 100 }] } }\nexpiry:";
    expect(checkCatalog(changedDefault(["\nexpiry:", india]))).toEqual([
      { path: "regions.IN.packs.a", message: "gives less than the base rate gives for its price" },
    ]);
  });

  test("compares a region's packs with the breakpoints, which its buyers get too", () => {
    const dearer =
      "\nregions: { CH: { name: Switzerland, creditUsd: 0.12, packs: [{ id: a, name: A, priceUsd: 60, credits: 500 }] } }\nexpiry:";
    const breakpoints = "maxUsd: 100000, breakpoints: [{ fromUsd: 50, creditUsd: 0.09 }] }";
    expect(checkCatalog(changedDefault(["\nexpiry:", dearer], ["maxUsd: 100000 }", breakpoints]))).toEqual([
      { path: "regions.CH.packs.a", message: "is dearer per credit than any amount from 50 dollars" },
    ]);
  });
});
