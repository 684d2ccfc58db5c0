import { describe, expect, test } from "vitest";
import { rateFor } from "../../src/catalog/rate.js";
import { chooseNetwork, termsFor } from "../../src/catalog/terms.js";
import { termsFromJson, termsToJson } from "../../src/catalog/termsToJson.js";
import { formatAmount, parseAmount } from "../../src/lib/money.js";
import { catalogFile, changedDefault, errorOf } from "./catalogFile.js";

const shop = catalogFile("default");
const at = new Date("2026-11-21T12:00:00Z");
const usd = parseAmount;

const INDIA = `
regions:
  IN:
    name: India
    creditUsd: 0.07
    packs: [{ id: small, name: Small, priceUsd: 7, credits: 100 }]
`;

const OFFERS = `bonuses:
  - { id: welcome, label: Welcome, when: promo_code, code: WELCOME, credits: 20, expiry: { afterDays: 400 } }
  - { id: tron, label: 5 % more on TRON, when: payment, network: tron, percent: 5 }
  - { id: autumn, label: Autumn, when: promo_code, code: AUTUMN, percent: 5, until: "2026-11-21T12:00:00Z" }`;

describe("the terms of a pack", () => {
  test.each([
    ["small", "10", "100", { "usdt-payment": "10", "first-purchase": "10" }, "120"],
    ["studio", "100", "1000", { pack: "200", "usdt-payment": "120", "first-purchase": "100" }, "1420"],
  ])("itemise %s: $%s, %s credits and bonuses", (packId, price, credits, bonuses, total) => {
    const terms = termsFor(shop, { packId, at });
    expect(formatAmount(terms.amountDue)).toBe(price);
    expect(formatAmount(terms.credits)).toBe(credits);
    expect(Object.fromEntries(terms.bonuses.map((bonus) => [bonus.id, formatAmount(bonus.credits)]))).toEqual(bonuses);
    expect(formatAmount(terms.totalCredits)).toBe(total);
    expect(terms.bonuses.filter(({ condition }) => condition !== null).map(({ id }) => id)).toEqual(["first-purchase"]);
  });

  test("tolerate a miss of half a percent, at most half a dollar", () => {
    expect(termsFor(shop, { packId: "small", at }).tolerance).toBe(usd("0.05"));
    expect(termsFor(shop, { packId: "studio", at }).tolerance).toBe(usd("0.5"));
    expect(termsFor(shop, { amountUsd: usd("5000"), at }).tolerance).toBe(usd("0.5"));
  });

  test("give the catalogue's version, rate, expiry and grace", () => {
    const terms = termsFor(shop, { packId: "small", at });
    expect(terms).toMatchObject({ catalogVersion: shop.version, inTimeGraceSeconds: 1800, expiry: { afterDays: 365 } });
    expect(terms.rate).toMatchObject({ usdPerCredit: usd("0.1"), paymentBonuses: [{ id: "usdt-payment" }] });
  });

  test("come back from JSON as they were", () => {
    const catalog = changedDefault(["bonuses:", OFFERS]);
    const terms = termsFor(catalog, { packId: "studio", promoCode: "WELCOME", at });
    expect(terms.byNetwork).not.toBeNull();
    expect(termsFromJson(JSON.parse(JSON.stringify(termsToJson(terms))))).toEqual(terms);
  });

  test("leave out a first-purchase bonus that the wallet has had", () => {
    const terms = termsFor(shop, { packId: "small", at, onceHad: { bonusIds: new Set<string>(), hasPurchased: true } });
    expect(terms.bonuses.map(({ id }) => id)).toEqual(["usdt-payment"]);
  });

  test("name the field of a pack, an amount or a code that is not on offer", () => {
    expect(errorOf(() => termsFor(shop, { packId: "huge", at })).fields.issues).toMatchObject([{ path: "packId" }]);
    expect(errorOf(() => termsFor(shop, { amountUsd: 1n, at })).fields.issues).toMatchObject([{ path: "amountUsd" }]);
    const unknown = () => termsFor(shop, { packId: "small", promoCode: "NOPE", at });
    expect(errorOf(unknown)).toMatchObject({ code: "invalid_request", fields: { issues: [{ path: "promoCode" }] } });
  });

  test("refuse a code that the wallet has used, unless it brings something else, too", () => {
    const used = { promoCode: "WELCOME", at, onceHad: { bonusIds: new Set(["welcome"]), hasPurchased: true } };
    const welcome = "  - { id: welcome, label: Welcome, when: promo_code, code: WELCOME, percent: 5 }\n";
    const once = changedDefault(["bonuses:\n", `bonuses:\n${welcome}`]);
    expect(errorOf(() => termsFor(once, { packId: "small", ...used })).fields.issues).toEqual([
      { path: "promoCode", message: "was used by this wallet already" },
    ]);
    const lower = welcome.replace("id: welcome", "id: lower");
    const both = changedDefault(["bonuses:\n", `discounts:\n${lower}bonuses:\n${welcome}`]);
    const terms = termsFor(both, { packId: "small", ...used });
    expect(terms).toMatchObject({ amountDue: usd("9.5"), discounts: [{ id: "lower" }] });
    expect(terms.bonuses.map(({ id }) => id)).toEqual(["usdt-payment"]);
  });
});

describe("the terms of any amount", () => {
  test("give the base rate and the payment bonus, exact to one base unit", () => {
    const catalog = changedDefault(["creditUsd: 0.1", "creditUsd: 0.3"]);
    const terms = termsFor(catalog, {
      amountUsd: usd("10"),
      at,
      onceHad: { bonusIds: new Set<string>(), hasPurchased: true },
    });
    expect(terms.credits).toBe(33_333_333n);
    expect(terms.totalCredits).toBe(36_666_666n);
  });

  test("lose no more than one base unit over all their parts together", () => {
    const catalog = changedDefault(["creditUsd: 0.1", "creditUsd: 0.3"]);
    const terms = termsFor(catalog, {
      amountUsd: usd("20"),
      at,
      onceHad: { bonusIds: new Set<string>(), hasPurchased: true },
    });
    // 66.666666⅔ and 6.666666⅔ are 73.333333⅓; rounded apart they would be a base unit less.
    expect(terms.totalCredits).toBe(73_333_333n);
    expect(terms.credits + (terms.bonuses[0]?.credits ?? 0n)).toBe(terms.totalCredits);
  });

  test("use the rate of the highest breakpoint reached", () => {
    const breakpoints = "breakpoints: [{ fromUsd: 50, creditUsd: 0.09 }, { fromUsd: 90, creditUsd: 0.08 }] }";
    const catalog = changedDefault(["maxUsd: 100000 }", `maxUsd: 100000, ${breakpoints}`]);
    const bought = (amount: string) => formatAmount(termsFor(catalog, { amountUsd: usd(amount), at }).credits);
    expect(["40", "49.5", "54", "90", "100"].map(bought)).toEqual(["400", "495", "600", "1125", "1250"]);
  });
});

describe("offers", () => {
  const catalog = changedDefault(
    ["bonuses:", OFFERS],
    [
      "\noperations:",
      "\ndiscounts: [{ id: partner, label: Partner, when: promo_code, code: PARTNER, percent: 20 }]\noperations:",
    ],
    ["\nexpiry:", `${INDIA}\nexpiry:`],
  );

  test("a promotion code adds its conditional bonus with its own expiry, whatever its case", () => {
    const terms = termsFor(catalog, { packId: "small", promoCode: " welcome", network: "ethereum", at });
    expect(terms.bonuses).toContainEqual(
      expect.objectContaining({
        id: "welcome",
        credits: usd("20"),
        condition: "promo_code",
        expiry: { afterDays: 400, afterInactiveDays: null },
      }),
    );
  });

  test("a discount lowers the amount due, and the tolerance with it, not the credits", () => {
    const terms = termsFor(catalog, { packId: "small", promoCode: "PARTNER", network: "ethereum", at });
    expect(terms).toMatchObject({
      priceUsd: usd("10"),
      discountUsd: usd("2"),
      amountDue: usd("8"),
      tolerance: usd("0.04"),
    });
    expect(terms.credits).toBe(usd("100"));
  });

  test("an offer by network waits until one is chosen, and is fixed from the start", () => {
    const terms = termsFor(catalog, { packId: "small", at });
    const ids = (network: "tron" | "ethereum") => chooseNetwork(terms, network).bonuses.map(({ id }) => id);
    expect(terms.bonuses.map(({ id }) => id)).not.toContain("tron");
    expect(ids("tron")).toContain("tron");
    expect(ids("ethereum")).not.toContain("tron");
    expect(chooseNetwork(terms, "tron")).toEqual(termsFor(catalog, { packId: "small", network: "tron", at }));
  });

  test("a code ends at the instant its offer ends", () => {
    const before = new Date(at.getTime() - 1);
    expect(
      termsFor(catalog, { packId: "small", promoCode: "AUTUMN", at: before }).bonuses.map(({ id }) => id),
    ).toContain("autumn");
    expect(errorOf(() => termsFor(catalog, { packId: "small", promoCode: "AUTUMN", at })).code).toBe("invalid_request");
  });

  test("a region has its own packs and rate, and an unknown one the general ones", () => {
    const terms = termsFor(catalog, { packId: "small", region: "IN", at });
    expect(terms).toMatchObject({ amountDue: usd("7"), rate: { usdPerCredit: usd("0.07"), region: "IN" } });
    expect(termsFor(catalog, { packId: "small", region: "FR", at }).amountDue).toBe(usd("10"));
    expect(rateFor(catalog, { region: "FR", at }).region).toBeNull();
  });
});
