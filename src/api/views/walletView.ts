import { z } from "zod";
import type { Wallet } from "../../ledger/readWallet.js";
import { formatAmount } from "../../lib/money.js";
import type { FuelGauge } from "../../spend/fuelGauge.js";
import { decimal, time } from "../fields.js";
import type { Principal } from "../principal.js";

export const walletSchema = z
  .strictObject({
    id: z.string(),
    externalId: z.string().nullable(),
    name: z.string().nullable(),
    region: z.string().nullable(),
    /** Left out for the buyer's own session: it is the shop's. */
    metadata: z.record(z.string(), z.unknown()).optional(),
    available: decimal,
    held: decimal,
    debt: decimal,
    expiringNext: z.strictObject({ credits: decimal, at: time }).nullable(),
    fuelGauge: z.strictObject({ standardImages: z.number(), days: z.number().nullable() }),
    createdAt: time,
  })
  .meta({ id: "Wallet" });

export type WalletView = z.output<typeof walletSchema>;

export function walletView(wallet: Wallet, fuelGauge: FuelGauge, viewer: Principal): WalletView {
  const { id, externalId, name, region, metadata, expiringNext } = wallet;
  return {
    id,
    externalId,
    name,
    region,
    ...(viewer.kind === "session" ? {} : { metadata }),
    available: formatAmount(wallet.available),
    held: formatAmount(wallet.held),
    debt: formatAmount(wallet.debt),
    expiringNext:
      expiringNext === null ? null : { credits: formatAmount(expiringNext.credits), at: expiringNext.at.toISOString() },
    fuelGauge,
    createdAt: wallet.createdAt.toISOString(),
  };
}
