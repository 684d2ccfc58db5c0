import type { Network } from "../../../src/chains/chain.js";
import type { Sql } from "../../../src/db/sql.js";
import { BASE_UNITS } from "../../../src/lib/money.js";
import { identityOf } from "../scan/chainScan.js";
import type { Check } from "./finding.js";
import { found } from "./finding.js";
import { type PaidCheckout, readCheckouts } from "./readCheckouts.js";

/** MINIMUM_DEPOSIT_USDT's default. */
const MINIMUM = BASE_UNITS;

type Deposit = {
  id: string;
  network: Network;
  txHash: string;
  position: number;
  amount: string;
  to: string;
  status: string;
  stuckReason: string | null;
  checkoutId: string | null;
  walletId: string;
};

async function readDeposits(sql: Sql): Promise<Deposit[]> {
  const { rows } = await sql.query<Deposit>(
    `SELECT id, network, tx_hash AS "txHash", log_position AS position, amount::text AS amount, to_address AS "to", status,
            stuck_reason AS "stuckReason", checkout_id AS "checkoutId", wallet_id AS "walletId" FROM deposits`,
  );
  return rows;
}

const sumOf = (transfers: PaidCheckout["transfers"]) => transfers.reduce((sum, { amount }) => sum + amount, 0n);

/** What every transfer of one checkout must have become. */
function expectCredited(checkout: PaidCheckout, deposits: ReadonlyMap<string, Deposit>): unknown[] {
  const lostOne = [...deposits.values()].some((each) => each.checkoutId === checkout.id && each.status === "reorged");
  const total = sumOf(checkout.transfers);
  const inTime = sumOf(checkout.transfers.filter(({ blockAt }) => blockAt <= checkout.inTimeUntil));
  // What was asked for is credited once it was paid in time, however little it is.
  const isEnough = total >= MINIMUM || (inTime > 0n && inTime >= checkout.due - checkout.tolerance);
  const wrong: unknown[] = [];
  for (const transfer of checkout.transfers) {
    const deposit = deposits.get(identityOf(transfer));
    const isOurs =
      deposit !== undefined &&
      BigInt(deposit.amount) === transfer.amount &&
      deposit.to === transfer.to &&
      deposit.checkoutId === checkout.id &&
      deposit.walletId === checkout.walletId;
    const waits = !isEnough && deposit?.stuckReason === "below_minimum";
    // Below the minimum nothing is credited, unless a fork took away what made it more.
    const isRight = isOurs && (deposit.status === "credited" ? isEnough || lostOne : waits);
    if (!isRight) wrong.push({ transfer, checkout: checkout.id, total, deposit: deposit ?? "none" });
  }
  return wrong;
}

/** Invariant 4: credited deposits and final transfers of at least the minimum, or of what was asked for, to our addresses are the same set. */
export const checkChainEquality: Check = async (sql, evidence) => {
  const rows = await readDeposits(sql);
  const deposits = new Map(rows.map((deposit) => [identityOf(deposit), deposit]));
  const checkouts = await readCheckouts(sql, evidence);
  const onChain = new Set(checkouts.flatMap(({ transfers }) => transfers.map(identityOf)));
  const invented = rows.filter((deposit) => deposit.status === "credited" && !onChain.has(identityOf(deposit)));
  return [
    ...found(
      4,
      "what a final transfer paid was not credited to its checkout",
      checkouts.flatMap((each) => expectCredited(each, deposits)),
    ),
    ...found(4, "a credited deposit is no final transfer on the chain", invented),
    ...found(
      4,
      "nothing was received, and a deposit says so",
      rows.filter(({ amount }) => amount === "0"),
    ),
  ];
};
