import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { priceUsage } from "../../src/catalog/price.js";
import { quoteUsage } from "../../src/catalog/quoteUsage.js";
import type { Usage } from "../../src/catalog/usage.js";
import { formatAmount } from "../../src/lib/money.js";
import { catalogFile, changedDefault, errorOf } from "./catalogFile.js";

const shop = catalogFile("usdt-image-shop");
const image = { operation: "image", width: 512, height: 512, steps: 50 };

const credits = (usage: Usage) => formatAmount(priceUsage(shop, usage).credits);

describe("the USDT image-credit shop", () => {
  test.each<[Usage, string]>([
    [image, "1"],
    [{ operation: "image" }, "1"],
    [{ ...image, width: 1024, height: 1024 }, "4"],
    [{ ...image, count: 4 }, "4"],
    [{ ...image, count: 4, batch: true }, "2"],
    [{ operation: "upscale" }, "2"],
    [{ operation: "upscale", options: { factor: 2 } }, "2"],
    [{ operation: "upscale", options: { factor: 4 } }, "3"],
    [{ operation: "inpaint" }, "2"],
    [{ operation: "inpaint", width: 1024, height: 1024 }, "3"],
    [{ operation: "variation" }, "1"],
    [{ ...image, model: "sdxl" }, "1.5"],
    [{ ...image, steps: 51 }, "1.5"],
    [{ ...image, steps: 100 }, "1.5"],
    [{ ...image, steps: 101 }, "2"],
    [{ ...image, options: { negativePrompt: "blurry" } }, "1.1"],
    [{ ...image, options: { negativePrompt: "" } }, "1"],
    [{ ...image, options: { negativePrompt: false } }, "1"],
    [{ ...image, width: 513 }, "2.25"],
  ])("charges for %j %s", (usage, expected) => {
    expect(credits(usage)).toBe(expected);
  });

  test("itemises what makes up the price", () => {
    const price = priceUsage(shop, { ...image, count: 4, model: "sdxl", batch: true });
    expect(price.lines).toEqual([
      { label: "4 × Image up to 512 × 512", credits: 4_000_000n },
      { label: "Stable Diffusion XL", credits: 2_000_000n },
      { label: "Off-peak", credits: -3_000_000n },
    ]);
  });
});

describe("priceUsage", () => {
  test("refuses an operation that is not there", () => {
    const error = errorOf(() => priceUsage(shop, { operation: "teleport" }));
    expect(error).toMatchObject({ code: "unknown_operation", fields: { operation: "teleport" } });
  });

  test.each<[Usage, string, string]>([
    [{ ...image, width: 4096, height: 4096 }, "usage.width", "at most 4194304 pixels (width × height)"],
    [{ ...image, model: "midjourney" }, "usage.model", "one of sd-1.5, sdxl"],
    [{ ...image, options: { negativeprompt: "x" } }, "usage.options.negativeprompt", "is not an option of image"],
    [{ operation: "upscale", options: { factor: 3 } }, "usage.options.factor", "4 or 2 or left out"],
  ])("refuses %j, naming the field", (usage, path, message) => {
    const error = errorOf(() => priceUsage(shop, usage));
    expect(error).toMatchObject({ code: "invalid_request", fields: { issues: [{ path, message }] } });
  });

  test("charges each begun measure whole, and asks for it when it is missing", () => {
    const voice = "\n  - { id: voice, name: Voice, unit: clip, rules: [{ credits: 0.3, per: { seconds: 10 } }] }\n";
    const catalog = changedDefault(["\noperations:\n", `\noperations:${voice}`]);
    const price = (seconds: number) => formatAmount(priceUsage(catalog, { operation: "voice", seconds }).credits);
    expect([1, 10, 11, 60].map(price)).toEqual(["0.3", "0.3", "0.6", "1.8"]);
    expect(errorOf(() => priceUsage(catalog, { operation: "voice" })).fields.issues).toEqual([
      { path: "usage.seconds", message: "is needed to price this operation" },
    ]);
  });

  test("never charges less for parts than for the whole, and its lines add up", () => {
    const odd = changedDefault(["upTo: 512x512 } }, credits: 1 }", "upTo: 512x512 } }, credits: 0.333333 }"]);
    const usages = fc.record({
      count: fc.integer({ min: 2, max: 1000 }),
      steps: fc.integer({ min: 1, max: 200 }),
      model: fc.constantFrom("sd-1.5", "sdxl"),
      batch: fc.boolean(),
      negative: fc.boolean(),
    });
    fc.assert(
      fc.property(usages, fc.integer({ min: 1, max: 999 }), ({ negative, ...rest }, cut) => {
        const usage = { operation: "image", ...rest, options: { negativePrompt: negative } };
        const first = 1 + (cut % (usage.count - 1));
        const whole = priceUsage(odd, usage);
        const parts =
          priceUsage(odd, { ...usage, count: first }).credits +
          priceUsage(odd, { ...usage, count: usage.count - first }).credits;
        expect(parts).toBeGreaterThanOrEqual(whole.credits);
        expect(parts - whole.credits).toBeLessThanOrEqual(1n);
        expect(whole.lines.reduce((sum, line) => sum + line.credits, 0n)).toBe(whole.credits);
      }),
    );
  });
});

describe("quoteUsage", () => {
  test("says what it is in dollars from the cheapest pack to the dearest", () => {
    expect(quoteUsage(shop, { ...image, count: 4 }).usd).toEqual({ low: 333_333n, high: 400_000n });
  });

  test("names cheaper ways, cheapest first, and each costs what it says", () => {
    const usage = {
      operation: "image",
      width: 1024,
      height: 1024,
      steps: 80,
      model: "sdxl",
      options: { negativePrompt: "x" },
    };
    const { savings, credits: asked } = quoteUsage(shop, usage);
    expect(savings.map(({ hint }) => hint)).toEqual([
      "Make it 512 × 512",
      "Run it off-peak",
      "Use Stable Diffusion 1.5",
      "Take 50 steps",
      "Leave out negativePrompt",
    ]);
    for (const saving of savings) {
      expect(priceUsage(shop, saving.usage).credits).toBe(saving.credits);
      expect(saving.credits).toBeLessThan(asked);
    }
  });

  test("has no hint where nothing is cheaper", () => {
    expect(quoteUsage(shop, { operation: "image", batch: true }).savings).toEqual([]);
  });
});
