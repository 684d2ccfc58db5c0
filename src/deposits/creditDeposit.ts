import { type Checkout, lockCheckout } from "../checkout/checkout.js";
import { updateStatus } from "../checkout/updateStatus.js";
import type { Sql } from "../db/sql.js";
import { transaction } from "../db/transaction.js";
import { lockWallet } from "../ledger/lockWallet.js";
import { requireOnChain } from "./checkOnChain.js";
import type { Crediting } from "./crediting.js";
import { type Deposit, isDue, lockDeposit, readDeposit, recordHistory, type StuckReason } from "./deposit.js";
import { explain } from "./explain.js";
import { type PostedCredit, postCredit } from "./postCredit.js";
import { requireAgreement } from "./requireAgreement.js";
import { screenDeposit } from "./screenDeposit.js";

export type CreditResult =
  | PostedCredit
  /** A person must look at it first. */
  | { kind: "stuck"; reason: StuckReason }
  /** It was not due: credited before, stuck, gone in a fork, tried a moment ago, or its network is paused. */
  | { kind: "not_due" };

async function keepForOperator(sql: Sql, deposit: Deposit, reason: StuckReason): Promise<CreditResult> {
  await sql.query("UPDATE deposits SET status = 'stuck', stuck_reason = $2, due_at = NULL WHERE id = $1", [
    deposit.id,
    reason,
  ]);
  const detail = explain({ ...deposit, status: "stuck", stuckReason: reason });
  await recordHistory(sql, { depositId: deposit.id, status: "stuck", detail });
  return { kind: "stuck", reason };
}

/** Nothing more can come to a checkout that is over: what is below the minimum there waits for an operator, not for the buyer. */
async function postUnlessOver(
  sql: Sql,
  crediting: Crediting,
  checkout: Checkout | null,
  deposit: Deposit,
): Promise<CreditResult> {
  const posted = await postCredit(sql, crediting, checkout, deposit);
  const isOver = checkout !== null && checkout.status !== "open" && checkout.status !== "confirming";
  return posted.kind === "waiting" && isOver ? keepForOperator(sql, deposit, "below_minimum") : posted;
}

/**
 * Credits a deposit that is due, exactly once: the grants, the deposit's status and the checkout's are one transaction,
 * and the ledger refuses the same deposit a second time. Safe to call at any time and any number of times.
 * @throws ProviderError or UnavailableError when the chain cannot be asked, ChainDisagreesError when it says otherwise.
 */
export async function creditDeposit(crediting: Crediting, depositId: string): Promise<CreditResult> {
  const { pool, chains } = crediting;
  const seen = await readDeposit(pool, depositId);
  const { checkoutId } = seen;
  if (!(await isDue(pool, depositId))) return { kind: "not_due" };
  const chain = chains.get(seen.network);
  if (chain === undefined) return { kind: "not_due" };
  // The chain is asked before the transaction begins: no lock is ever held while waiting for a node.
  await requireOnChain(chain, seen);
  await requireAgreement(chain, seen, crediting.crossCheckAbove);
  return transaction(pool, async (sql): Promise<CreditResult> => {
    const checkout = checkoutId === null ? null : await lockCheckout(sql, checkoutId);
    const deposit = await lockDeposit(sql, depositId);
    await lockWallet(sql, deposit.walletId);
    const { rows } = await sql.query<{ paused: boolean }>(
      "SELECT paused_at IS NOT NULL AS paused FROM networks WHERE network = $1",
      [deposit.network],
    );
    const assigned = deposit.walletId !== seen.walletId || deposit.checkoutId !== checkoutId;
    const moved = deposit.blockHash !== seen.blockHash || assigned || rows[0]?.paused !== false;
    if (moved || !(await isDue(sql, depositId))) return { kind: "not_due" };
    const reason = await screenDeposit(sql, deposit, crediting.reviewAbove);
    const result =
      reason === null
        ? await postUnlessOver(sql, crediting, checkout, deposit)
        : await keepForOperator(sql, deposit, reason);
    if (checkout !== null) await updateStatus(sql, checkout);
    return result;
  });
}
