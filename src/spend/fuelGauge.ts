import { priceUsage } from "../catalog/price.js";
import type { Catalog } from "../catalog/schema.js";
import type { Wallet } from "../ledger/readWallet.js";

export type FuelGauge = {
  /** How many of the catalogue's standard images the available credits buy. */
  standardImages: number;
  /** How many days they last at the recent pace, rounded down; null when nothing was spent. */
  days: number | null;
};

const DAY_MS = 86_400_000n;

/** How far a wallet's credits go. */
export function fuelGauge(catalog: Catalog, wallet: Pick<Wallet, "available" | "region" | "recentSpend">): FuelGauge {
  const price = priceUsage(catalog, catalog.standardImage, wallet.region).credits;
  const { credits, since, until } = wallet.recentSpend;
  const milliseconds = BigInt(until.getTime() - since.getTime());
  return {
    standardImages: Number(wallet.available / price),
    days: credits === 0n ? null : Number((wallet.available * milliseconds) / (credits * DAY_MS)),
  };
}
