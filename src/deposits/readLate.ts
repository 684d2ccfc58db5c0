import { paymentBonusChanges, type Rate, rateFor } from "../catalog/rate.js";
import type { Catalog } from "../catalog/schema.js";
import type { Network } from "../chains/chain.js";
import { type CatalogVersions, versionAt } from "../checkout/catalogVersions.js";
import type { Checkout } from "../checkout/checkout.js";
import type { Sql } from "../db/sql.js";
import { readRegion } from "../ledger/readRegion.js";
import { creditedOr } from "./finalMoney.js";

type Period = { version: string; network: Network; at: Date; amount: string };

/** A checkout's late money by catalogue and network, and by the periods that `moments` (sorted) divide. */
async function readPeriods(
  sql: Sql,
  { id, inTimeUntil }: Checkout,
  depositId: string | null,
  moments: Date[],
): Promise<Period[]> {
  const { rows } = await sql.query<Period>(
    `SELECT version, network, min(block_at) AS at, sum(amount)::text AS amount
     FROM (SELECT network, amount, block_at, ${versionAt("block_at")} AS version FROM deposits
           WHERE checkout_id = $1 AND ${creditedOr("$2")} AND block_at > $3) AS late
     GROUP BY version, network, width_bucket(block_at, $4::timestamptz[]) ORDER BY at, network`,
    [id, depositId, inTimeUntil, moments],
  );
  return rows;
}

/**
 * The late money that counts towards a checkout's worth, summed by the rate that it earns: in as many statements for a
 * flood of dust as for one payment.
 * @param depositId one that counts as if it were credited; null for none.
 */
export async function readLate(
  sql: Sql,
  catalogs: CatalogVersions,
  checkout: Checkout,
  depositId: string | null,
): Promise<{ amount: bigint; rate: Rate }[]> {
  const whole = await readPeriods(sql, checkout, depositId, []);
  const named = new Map<string, Catalog>();
  for (const { version } of whole) named.set(version, await catalogs.named(version, sql));
  const moments = [...named.values()].flatMap(paymentBonusChanges).sort((a, b) => a.getTime() - b.getTime());
  const periods = moments.length === 0 ? whole : await readPeriods(sql, checkout, depositId, moments);
  const region = await readRegion(sql, checkout.walletId);
  return periods.map(({ version, network, at, amount }) => {
    const catalog = named.get(version) as Catalog;
    return { amount: BigInt(amount), rate: rateFor(catalog, { region, network, at }) };
  });
}
