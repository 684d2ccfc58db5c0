import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkCatalog } from "../../src/catalog/check.js";
import { publishCatalog } from "../../src/catalog/publish.js";
import { quoteUsage } from "../../src/catalog/quoteUsage.js";
import type { Usage } from "../../src/catalog/usage.js";
import { formatAmount } from "../../src/lib/money.js";
import { catalogFile } from "./catalogFile.js";

const names = readdirSync(new URL("../../catalogs", import.meta.url)).map((file) => file.replace(/\.yaml$/, ""));

const image: Usage = { operation: "image", width: 512, height: 512, steps: 50 };
const sized = (side: number, more: Partial<Usage> = {}): Usage => ({ ...image, width: side, height: side, ...more });
const text = (tokens: number): Usage => ({ operation: "text", tokens });

describe("the ready-made catalogues", () => {
  test("are the twelve known systems and the default", () => {
    const known =
      "artifio candy-ai claude credyt crushon-ai default dreamgf gemini gpt kupid-ai spicychat tensor-art usdt-image-shop";
    expect(names.sort()).toEqual(known.split(" "));
  });

  test.each(names)("%s does not contradict itself", (name) => {
    expect(checkCatalog(catalogFile(name))).toEqual([]);
  });

  test.each<[string, Usage, string]>([
    ["crushon-ai", image, "10"],
    ["tensor-art", image, "0.5"],
    ["tensor-art", sized(2048, { model: "flux" }), "4"],
    ["spicychat", image, "15"],
    ["dreamgf", image, "10"],
    ["kupid-ai", image, "5"],
    ["kupid-ai", sized(1024), "6"],
    ["candy-ai", image, "4"],
    ["candy-ai", { operation: "voice", seconds: 25 }, "1.5"],
    ["artifio", { operation: "text" }, "1"],
    ["artifio", { operation: "text", model: "text-large" }, "5"],
    ["artifio", image, "5"],
    ["artifio", sized(2048, { model: "image-pro" }), "25"],
    ["artifio", { operation: "video" }, "50"],
    ["artifio", { operation: "video", model: "video-pro", seconds: 10 }, "200"],
    ["credyt", image, "1"],
    ["credyt", { operation: "upscale" }, "4"],
    ["claude", text(1_000), "0.5"],
    ["claude", text(1_000_000), "2"],
    ["gpt", text(1_000), "1"],
    ["gpt", text(400_000), "3"],
    ["gpt", { operation: "vision" }, "2"],
    ["gpt", { operation: "vision", width: 2048, height: 2048 }, "4"],
    ["gemini", text(1_000), "0.3"],
    ["gemini", text(1_000_000), "1.5"],
  ])("%s charges for %j %s", (name, usage, credits) => {
    expect(formatAmount(quoteUsage(catalogFile(name), usage).credits)).toBe(credits);
  });

  test.each<[string, Record<string, string>]>([
    ["crushon-ai", { small: "0.999", medium: "0.5998", large: "0.4999" }],
    ["tensor-art", { small: "0.0025", large: "0.0025" }],
    ["spicychat", { small: "0.9", medium: "0.75", large: "0.675" }],
    ["dreamgf", { small: "2", medium: "1.75", large: "1.5" }],
    ["kupid-ai", { small: "1.25", medium: "1", large: "0.9" }],
    ["candy-ai", { standard: "0.8", volume: "0.6" }],
    ["artifio", { small: "0.05", large: "0.05" }],
  ])("%s: dollars for a standard image by pack", (name, dollars) => {
    const packs = publishCatalog(catalogFile(name)).packs.map((pack) => JSON.parse(JSON.stringify(pack)));
    expect(Object.fromEntries(packs.map((pack) => [pack.id, pack.usdPerStandardImage]))).toEqual(dollars);
  });

  test("kupid-ai reaches $1.20 in its middle pack, tensor-art $0.02", () => {
    const price = (name: string, usage: Usage) => quoteUsage(catalogFile(name), usage).credits;
    expect((price("kupid-ai", sized(1024)) * 20n) / 100n).toBe(1_200_000n);
    expect(quoteUsage(catalogFile("tensor-art"), sized(2048, { model: "flux" })).usd).toEqual({
      low: 20_000n,
      high: 20_000n,
    });
  });

  test.each<[string, number | null, number | null]>([
    ["crushon-ai", 365, null],
    ["tensor-art", null, null],
    ["spicychat", 30, null],
    ["dreamgf", 30, null],
    ["artifio", null, null],
    ["claude", null, 90],
    ["gpt", 183, null],
    ["gemini", null, null],
  ])(
    "%s: what is bought ends after %s days, or %s without activity",
    (name, expiresAfterDays, expiresAfterInactiveDays) => {
      const { packs } = publishCatalog(catalogFile(name));
      expect(packs).toMatchObject(Array(packs.length).fill({ expiresAfterDays, expiresAfterInactiveDays }));
    },
  );

  test("have the allowances that their systems give", () => {
    const allowances = (name: string) => publishCatalog(catalogFile(name)).allowances;
    expect(allowances("crushon-ai")).toMatchObject([{ every: "month", rollover: "forever", whenEnded: "keep" }]);
    expect(allowances("candy-ai")).toMatchObject([{ every: "month", rollover: 5 }]);
    expect(allowances("gemini")).toMatchObject([{ every: "day", rollover: 0, credits: "30" }]);
    expect(allowances("credyt")).toMatchObject([{ kind: "included" }, { kind: "promotional" }]);
  });

  test("claude is 30 % cheaper in India, pack by pack", () => {
    const claude = catalogFile("claude");
    expect(publishCatalog(claude, "IN").packs).toMatchObject([{ usdPerCredit: "0.07" }, { usdPerCredit: "0.063" }]);
    expect(publishCatalog(claude).packs).toMatchObject([{ usdPerCredit: "0.1" }, { usdPerCredit: "0.09" }]);
    expect(quoteUsage(claude, text(1_000), "IN").usd).toEqual({ low: 31_500n, high: 35_000n });
  });

  test("gemini sells 5000 credits for ₹499, dreamgf counts tokens, artifio's credit is a cent", () => {
    expect(publishCatalog(catalogFile("gemini")).packs).toMatchObject([{ localPrice: "₹499", totalCredits: "5000" }]);
    expect(publishCatalog(catalogFile("dreamgf")).creditName).toBe("tokens");
    expect(publishCatalog(catalogFile("artifio"))).toMatchObject({
      creditUsd: "0.01",
      packs: [{ usdPerCredit: "0.01" }, {}],
    });
  });
});
