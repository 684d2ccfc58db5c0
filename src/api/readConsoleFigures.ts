import type { Network } from "../chains/chain.js";
import { UNDER_WAY } from "../checkout/underWay.js";
import type { Sql } from "../db/sql.js";
import type { StuckReason } from "../deposits/deposit.js";

/** What waits for an operator or for the chain, and what the store owes. Amounts in base units, of USDT or credits. */
export type ConsoleFigures = {
  now: Date;
  stuck: { reason: StuckReason; network: Network; count: number; amount: bigint; oldestAt: Date }[];
  /** Deposits that are seen and on their way to be decided on. */
  underWay: { count: number; amount: bigint; oldestAt: Date | null };
  checkouts: { open: number; confirming: number };
  /** Of all wallets: credits that were bought or given and are not used yet, and what reversed deposits left owing. */
  wallets: { count: number; available: bigint; held: bigint; scheduled: bigint; debt: bigint };
};

const STUCK = `SELECT stuck_reason AS reason, network, count(*)::integer AS count, sum(amount)::text AS amount, min(detected_at) AS "oldestAt"
  FROM deposits WHERE status = 'stuck' GROUP BY 1, 2 ORDER BY count(*) DESC, 1, 2`;

const READ_UNDER_WAY = `SELECT count(*)::integer AS count, coalesce(sum(amount), 0)::text AS amount, min(detected_at) AS "oldestAt", store_now() AS now
  FROM deposits WHERE ${UNDER_WAY}`;

const CHECKOUTS = `SELECT (count(*) FILTER (WHERE status = 'open'))::integer AS open,
  (count(*) FILTER (WHERE status = 'confirming'))::integer AS confirming
  FROM checkouts WHERE status IN ('open', 'confirming')`;

const WALLETS = `SELECT count(*)::integer AS count, coalesce(sum(available), 0)::text AS available, coalesce(sum(held), 0)::text AS held,
  coalesce(sum(scheduled), 0)::text AS scheduled, coalesce(sum(debt), 0)::text AS debt FROM wallets`;

type Summed<Figures extends { amount: bigint }> = Omit<Figures, "amount"> & { amount: string };

function only<Row>({ rows }: { rows: Row[] }): Row {
  const [row] = rows;
  if (row === undefined) throw new RangeError("A query for sums answers one row.");
  return row;
}

/** Reads the figures as they are now. */
export async function readConsoleFigures(sql: Sql): Promise<ConsoleFigures> {
  const [stuck, underWay, checkouts, wallets] = await Promise.all([
    sql.query<Summed<ConsoleFigures["stuck"][number]>>(STUCK),
    sql.query<Summed<ConsoleFigures["underWay"]> & { now: Date }>(READ_UNDER_WAY),
    sql.query<ConsoleFigures["checkouts"]>(CHECKOUTS),
    sql.query<Record<"available" | "held" | "scheduled" | "debt", string> & { count: number }>(WALLETS),
  ]);
  const { now, ...waiting } = only(underWay);
  const { count, available, held, scheduled, debt } = only(wallets);
  return {
    now,
    // Sums, and another token's amounts, may be beyond any integer column: they come as text.
    stuck: stuck.rows.map((row) => ({ ...row, amount: BigInt(row.amount) })),
    underWay: { ...waiting, amount: BigInt(waiting.amount) },
    checkouts: only(checkouts),
    wallets: {
      count,
      available: BigInt(available),
      held: BigInt(held),
      scheduled: BigInt(scheduled),
      debt: BigInt(debt),
    },
  };
}
