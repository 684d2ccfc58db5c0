import { describe, expect, test } from "vitest";
import { loadCatalog } from "../../src/catalog/load.js";
import { catalogText, changedDefault, errorOf } from "./catalogFile.js";

const INDIA = "\nregions:\n  IN:\n    name: India\n    creditUsd: 0.07\n";
const A = "{ id: a, name: A, priceUsd: 7, credits: 100 }";
const IMAGE = "{ id: image, name: Image, unit: image, credits: 1 }";

describe("loadCatalog", () => {
  test("gives the same version to the same text, and another to any other", () => {
    const text = catalogText("default");
    expect(loadCatalog(text).version).toBe(loadCatalog(text).version);
    expect(loadCatalog(`${text}\n`).version).not.toBe(loadCatalog(text).version);
    expect(loadCatalog(text).version).toMatch(/^usdt-image-shop-[0-9a-f]{12}$/);
  });

  test("reads a price exactly, whatever a float would make of it", () => {
    const catalog = changedDefault(
      ["priceUsd: 10,", "priceUsd: 9000000000,"],
      ["creditUsd: 0.1", "creditUsd: 0.000001"],
    );
    expect(catalog.packs[0]?.priceUsd).toBe(9_000_000_000_000_000n);
    expect(catalog.creditUsd).toBe(1n);
  });

  test("reads JSON too, numbers quoted or not", () => {
    const base = {
      id: "j",
      name: "J",
      creditName: "credits",
      standardImage: { operation: "image" },
      refunds: { policy: "None.", windowDays: 0 },
    };
    const operations = [{ id: "image", name: "Image", unit: "image", credits: "1.5" }];
    const packs = [{ id: "p", name: "P", priceUsd: 9.99, credits: "100", expiry: null }];
    const catalog = loadCatalog(
      JSON.stringify({ ...base, creditUsd: 0.1, packs, operations, expiry: { afterDays: null } }, null, 2),
    );
    expect(catalog.packs[0]).toMatchObject({ priceUsd: 9_990_000n, credits: 100_000_000n, expiry: null });
    expect(catalog.expiry).toEqual({ afterDays: null, afterInactiveDays: null });
  });

  test.each([
    ["a price that is no shortest decimal", "priceUsd: 10,", "priceUsd: 10.00,", "packs[0].priceUsd", 10],
    ["a field that is not known", "credits: 100 }", "credits: 100, credit: 1 }", "packs[0].credit", 10],
    ["a field that is missing", "id: small, ", "", "packs[0].id", 10],
    [
      "bounds with nothing between them",
      "steps: { above: 50, upTo: 100 }",
      "steps: { above: 100, upTo: 100 }",
      "operations[0].adjustments[1].when.steps",
      44,
    ],
    ["a negative amount", "credits: 250", "credits: -250", "packs[1].credits", 11],
    ["a label with a control character", "creditName: credits", 'creditName: "cre\\adits"', "creditName", 5],
    ["two packs with one id", "id: medium", "id: small", "packs", 9],
    [
      "two packs of a region with one id",
      "\nexpiry:",
      `${INDIA}    packs: [${A}, ${A}]\nexpiry:`,
      "regions.IN.packs",
      86,
    ],
    [
      "two operations of a region with one id",
      "\nexpiry:",
      `${INDIA}    packs: [${A}]\n    operations: [${IMAGE}, ${IMAGE}]\nexpiry:`,
      "regions.IN.operations",
      87,
    ],
    ["a payment bonus that depends on splitting", "percent: 10\n", "percent: 10\n    fromUsd: 5\n", "bonuses[0]", 18],
    ["a bonus that takes a reserved id", "id: first-purchase", "id: purchased", "bonuses[1].id", 22],
    [
      "both a flat price and rules",
      "    unit: image\n",
      "    unit: image\n    credits: 3\n",
      "operations[0].credits",
      32,
    ],
  ])("names line and field of %s", (_what, from, to, path, line) => {
    const error = errorOf(() => changedDefault([from, to]));
    expect(error.code).toBe("invalid_request");
    expect(error.fields.issues).toEqual([expect.objectContaining({ path, line })]);
    expect(error.message).toContain(`line ${line}, ${path}: `);
  });

  const INDIA_BY_NAME = INDIA.replace("IN:", "India:");
  test.each([
    [
      "`per` without a number",
      "upTo: 512x512 } }, credits: 1 }",
      "upTo: 512x512 } }, credits: 1, per: seconds }",
      "operations[0].rules[0].per",
      "must be `{ seconds: 1 }` or `{ tokens: 1000 }`, with a whole number from 1",
    ],
    [
      "`rollover`",
      "\nexpiry:",
      "\nallowances: [{ id: a, name: A, credits: 1, every: day, rollover: always }]\nexpiry:",
      "allowances[0].rollover",
      "must be `forever`, or a whole number of periods from 0 to 1200",
    ],
    [
      "a region by its name",
      "\nexpiry:",
      `${INDIA_BY_NAME}    packs: [${A}]\nexpiry:`,
      "regions.India",
      "must be a country's two capital letters",
    ],
    ["an id that is there twice", "id: medium", "id: small", "packs", "has two entries with the id small"],
    ["a field that is left out", "creditName: credits\n", "", "creditName", "is required"],
    ["a choice that is left out", "    when: first_purchase\n", "", "bonuses[1].when", "is required"],
    ["a part that is left out", "refunds:\n", "refund:\n", "refunds", "is required"],
  ])("says what would be right for %s", (_what, from, to, path, message) => {
    const error = errorOf(() => changedDefault([from, to]));
    expect(error.fields.issues).toContainEqual(expect.objectContaining({ path, message }));
  });

  test("names the line of text that is no YAML", () => {
    const error = errorOf(() => loadCatalog("id: a\nname: [b\n"));
    expect(error.fields.issues).toEqual([expect.objectContaining({ path: "", line: 3 })]);
  });

  test("refuses a key that is written twice", () => {
    expect(errorOf(() => changedDefault(["creditName: credits", "creditName: a\ncreditName: b"])).message).toContain(
      "unique",
    );
  });

  test("refuses aliases that unfold without end", () => {
    const bomb = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
    for (let depth = 1; depth < 9; depth += 1) {
      bomb.push(
        `a${depth}: &a${depth} [${Array(10)
          .fill(`*a${depth - 1}`)
          .join(", ")}]`,
      );
    }
    expect(errorOf(() => loadCatalog(bomb.join("\n"))).code).toBe("invalid_request");
  });
});
