import { describe, expect, test } from "vitest";
import { usageSchema } from "../../src/catalog/usage.js";

describe("usageSchema", () => {
  test("takes every field that a price may depend on", () => {
    const usage = { operation: "image", model: "sdxl", width: 512, height: 512, steps: 50, count: 4, batch: true };
    const whole = { ...usage, seconds: 5, tokens: 900, options: { negativePrompt: "blurry", factor: 2, tiled: false } };
    expect(usageSchema.parse(whole)).toEqual(whole);
  });

  test.each<[string, Record<string, unknown>]>([
    ["a count of 0", { count: 0 }],
    ["a negative count", { count: -1 }],
    ["half a step", { steps: 0.5 }],
    ["a number in words", { width: "512" }],
    ["more than can be meant", { tokens: 2 ** 53 }],
    ["a field that is not known", { price: "0" }],
    ["an option that is an object", { options: { a: {} } }],
    [
      "too many options",
      { options: Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`o${index}`, true])) },
    ],
  ])("refuses %s", (_what, fields) => {
    expect(usageSchema.safeParse({ operation: "image" }).success).toBe(true);
    expect(usageSchema.safeParse({ operation: "image", ...fields }).success).toBe(false);
  });
});
