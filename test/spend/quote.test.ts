import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Catalog } from "../../src/catalog/schema.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { updateWallet } from "../../src/ledger/updateWallet.js";
import { debit } from "../../src/spend/debit.js";
import { debitBatch } from "../../src/spend/debitBatch.js";
import { hold } from "../../src/spend/hold.js";
import { quote } from "../../src/spend/quote.js";
import { openQuoteToken, requireUsable } from "../../src/spend/quoteToken.js";
import type { Spending } from "../../src/spend/spending.js";
import { CREDIT, createSpending, lot, openWallet, resultOf, spender, wordOf } from "../ledger/spendingFixture.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
let spending: Spending;
let catalog: Catalog;

beforeAll(async () => {
  database = await createTestDatabase();
  spending = createSpending(database.pool);
  catalog = spending.catalog();
});
afterAll(() => database.drop());

/** As a wallet without a region would use it. */
function useQuote(quoteId: string, key: string, walletId: string, now = new Date()) {
  const quoted = openQuoteToken(quoteId, key);
  requireUsable(quoted, walletId, undefined, now);
  return quoted;
}

const usage = { operation: "image", width: 1024, height: 1024, steps: 50 };
const MINUTE = 60_000;

/** The default catalogue with every operation's price doubled, in one region or everywhere. */
function dearer(region: string | null): Catalog {
  const operations = catalog.operations.map((one) => ({
    ...one,
    rules: one.rules.map((rule) => ({ ...rule, credits: rule.credits * 2n })),
  }));
  if (region === null) return { ...catalog, operations, version: "dearer" };
  const book = { name: region, creditUsd: catalog.creditUsd, packs: catalog.packs, operations };
  return { ...catalog, regions: { [region]: book }, version: "dearer" };
}

describe("a quote", () => {
  it("is charged exactly, by a hold or a debit, though prices have risen since", async () => {
    const { walletId } = await openWallet(database.pool, [lot(20n * CREDIT)]);
    const { quoteId, credits } = quote(catalog, spending.quoteKey, { usage });
    const later: Spending = { ...spending, catalog: () => dearer(null) };
    expect(credits).toBe(4n * CREDIT);
    expect(resultOf(await debit(later, spender(), { walletId, chargeFor: { quoteId } })).credits).toBe(4n * CREDIT);
    const held = resultOf(await hold(later, spender(), { walletId, chargeFor: { quoteId } }));
    expect(held.credits).toBe(4n * CREDIT);
    expect(held.lines.reduce((sum, line) => sum + line.credits, 0n)).toBe(4n * CREDIT);
    expect(resultOf(await debit(later, spender(), { walletId, chargeFor: { usage } })).credits).toBe(8n * CREDIT);
  });

  it("is honoured until it expires, and not after", () => {
    const asked = new Date("2026-11-21T12:00:00Z");
    const { quoteId, expiresAt } = quote(catalog, "key", { usage }, asked);
    expect(expiresAt.getTime() - asked.getTime()).toBe(15 * MINUTE);
    expect(useQuote(quoteId, "key", "wal_any", new Date(expiresAt.getTime() - 1)).credits).toBe(4n * CREDIT);
    expect(() => useQuote(quoteId, "key", "wal_any", expiresAt)).toThrow("has expired");
  });

  it("cannot be forged, altered, or used by another wallet", () => {
    const { quoteId } = quote(catalog, "key", { usage, wallet: { id: "wal_a", region: null, available: 0n } });
    const [body = "", signature = ""] = quoteId.slice(3).split(".");
    const cheaper = Buffer.from(
      Buffer.from(body, "base64url").toString().replace('"credits":"4000000"', '"credits":"1"'),
    ).toString("base64url");
    expect(useQuote(quoteId, "key", "wal_a").walletId).toBe("wal_a");
    expect(cheaper).not.toBe(body);
    for (const token of [
      `qt_${cheaper}.${signature}`,
      `qt_${body}`,
      "qt_",
      "",
      "qt_.",
      quoteId.slice(3),
      `${quoteId.slice(0, -4)}AAAA`,
    ]) {
      expect(() => useQuote(token, "key", "wal_a")).toThrow("not one of ours");
    }
    expect(() => useQuote(quoteId, "another key", "wal_a")).toThrow("not one of ours");
    expect(() => useQuote(quoteId, "key", "wal_b")).toThrow("another wallet");
  });

  it("tells a wallet what it has and whether that is enough", () => {
    const ask = (available: bigint) =>
      quote(catalog, "key", { usage, wallet: { id: "wal_a", region: null, available } });
    expect(ask(4n * CREDIT)).toMatchObject({ available: 4n * CREDIT, affordable: true });
    expect(ask(4n * CREDIT - 1n)).toMatchObject({ affordable: false });
    expect(quote(catalog, "key", { usage })).not.toHaveProperty("affordable");
  });
});

describe("a wallet's region", () => {
  it("decides the price book that its usage is charged by", async () => {
    const { walletId } = await openWallet(database.pool, [lot(20n * CREDIT)]);
    const regional: Spending = { ...spending, catalog: () => dearer("IN") };
    const charge = async () => resultOf(await debit(regional, spender(), { walletId, chargeFor: { usage } })).credits;
    expect(await charge()).toBe(4n * CREDIT);
    await updateWallet(database.pool, walletId, { region: "IN" });
    expect(await charge()).toBe(8n * CREDIT);
  });

  it("decides which quotes it may use: those of its own price book, whoever asked for them", async () => {
    const here = await openWallet(database.pool, [lot(20n * CREDIT)]);
    const there = await openWallet(database.pool, [lot(20n * CREDIT)]);
    await updateWallet(database.pool, there.walletId, { region: "IN" });
    const sold = dearer("IN");
    const regional: Spending = { ...spending, catalog: () => sold };
    const ask = (region?: string) => quote(sold, spending.quoteKey, { usage, region }).quoteId;
    const use = async (walletId: string, quoteId: string) =>
      wordOf(await debit(regional, spender(), { walletId, chargeFor: { quoteId } }));
    expect(await use(there.walletId, ask("IN"))).toBe("ok");
    // Where a region has no price of its own, the general one holds.
    expect(await use(here.walletId, ask("DE"))).toBe("ok");
    for (const [walletId, quoteId] of [
      [here.walletId, ask("IN")],
      [there.walletId, ask()],
    ] as const) {
      await expect(use(walletId, quoteId)).rejects.toThrow("was made for another region");
    }
    // What was asked for a wallet is promised to it.
    const wallet = await readWallet(database.pool, there.walletId);
    const own = quote(sold, spending.quoteKey, { usage, wallet, region: "DE" }).quoteId;
    await updateWallet(database.pool, there.walletId, { region: "US" });
    expect(await use(there.walletId, own)).toBe("ok");
  });

  it("decides it by the prices of when the quote was asked for, whatever the catalogue says since", async () => {
    const { walletId } = await openWallet(database.pool, [lot(20n * CREDIT)]);
    await updateWallet(database.pool, walletId, { region: "IN" });
    const use = async (inForce: Catalog, quoteId: string) =>
      resultOf(await debit({ ...spending, catalog: () => inForce }, spender(), { walletId, chargeFor: { quoteId } }))
        .credits;
    const regional = dearer("IN");
    expect(await use(catalog, quote(regional, spending.quoteKey, { usage, region: "IN" }).quoteId)).toBe(8n * CREDIT);
    expect(await use(regional, quote(catalog, spending.quoteKey, { usage, region: "IN" }).quoteId)).toBe(4n * CREDIT);
    const general = quote(regional, spending.quoteKey, { usage }).quoteId;
    await expect(use(catalog, general)).rejects.toThrow("was made for another region");
  });

  it("is what a quote for it goes by, whatever region is asked for", async () => {
    const { walletId } = await openWallet(database.pool, []);
    const wallet = await readWallet(database.pool, walletId);
    expect(quote(dearer("IN"), "key", { usage, wallet, region: "IN" }).credits).toBe(4n * CREDIT);
  });

  it("decides it for each wallet of a batch", async () => {
    const here = await openWallet(database.pool, [lot(20n * CREDIT)]);
    const there = await openWallet(database.pool, [lot(20n * CREDIT)]);
    await updateWallet(database.pool, there.walletId, { region: "IN" });
    const outcomes = await debitBatch(
      { ...spending, catalog: () => dearer("IN") },
      [here, there, here].map(({ walletId }) => ({ spender: spender(), request: { walletId, chargeFor: { usage } } })),
    );
    expect(outcomes.map((outcome) => resultOf(outcome).credits)).toEqual([4n * CREDIT, 8n * CREDIT, 4n * CREDIT]);
  });
});
