import type { Network } from "../../../src/chains/chain.js";
import type { Sql } from "../../../src/db/sql.js";
import { parseAmount } from "../../../src/lib/money.js";
import type { ScannedTransfer } from "../scan/chainScan.js";
import type { Evidence } from "./finding.js";

/** A checkout as it was opened, with what the chain says was paid on it. */
export type PaidCheckout = {
  id: string;
  walletId: string;
  network: Network;
  address: string;
  createdAt: Date;
  inTimeUntil: Date;
  /** USDT base units. */
  due: bigint;
  tolerance: bigint;
  /** Credits of the purchase with the bonuses that everybody gets, base units. */
  credits: bigint;
  /** The bonus that a wallet may have once, base units. */
  onceBonus: bigint;
  transfers: ScannedTransfer[];
};

type CheckoutRow = {
  id: string;
  wallet_id: string;
  network: Network;
  address: string;
  created_at: Date;
  in_time_until: Date;
  amount_due: bigint;
  tolerance: bigint;
  terms: { credits: string; bonuses: { credits: string; condition: string | null }[] };
};

function sum(amounts: bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

function toCheckout(row: CheckoutRow): PaidCheckout {
  const { credits, bonuses } = row.terms;
  const worthOf = (once: boolean) =>
    sum(bonuses.filter(({ condition }) => (condition !== null) === once).map((bonus) => parseAmount(bonus.credits)));
  return {
    id: row.id,
    walletId: row.wallet_id,
    network: row.network,
    address: row.address,
    createdAt: row.created_at,
    inTimeUntil: row.in_time_until,
    due: row.amount_due,
    tolerance: row.tolerance,
    credits: parseAmount(credits) + worthOf(false),
    onceBonus: worthOf(true),
    transfers: [],
  };
}

/**
 * Every checkout with the transfers of value that its address received while it had it: until the next checkout of the
 * same address began.
 */
export async function readCheckouts(sql: Sql, { scans }: Evidence): Promise<PaidCheckout[]> {
  const { rows } = await sql.query<CheckoutRow>(
    "SELECT * FROM checkouts WHERE address IS NOT NULL ORDER BY created_at",
  );
  const checkouts = rows.map(toCheckout);
  for (const network of ["ethereum", "tron"] as const) {
    for (const transfer of scans[network].transfers) {
      if (!transfer.final || transfer.amount === 0n) continue;
      const sameAddress = checkouts.filter((one) => one.network === network && one.address === transfer.to);
      const began = sameAddress.filter(({ createdAt }) => createdAt <= transfer.blockAt);
      (began.at(-1) ?? sameAddress[0])?.transfers.push(transfer);
    }
  }
  return checkouts;
}
