import { lockCheckout } from "../checkout/checkout.js";
import { updateStatus } from "../checkout/updateStatus.js";
import { transaction } from "../db/transaction.js";
import { lockWallet } from "../ledger/lockWallet.js";
import { requireOnChain } from "./checkOnChain.js";
import type { Crediting } from "./crediting.js";
import { isDue, lockDeposit, readDeposit, type StuckReason } from "./deposit.js";
import { keepForOperator } from "./keepForOperator.js";
import { type PostedCredit, postCredit } from "./postCredit.js";
import { requireAgreement } from "./requireAgreement.js";
import { screenDeposit } from "./screenDeposit.js";

export type CreditResult =
  | PostedCredit
  /** A person must look at it first. */
  | { kind: "stuck"; reason: StuckReason }
  /** It was not due: credited before, stuck, gone in a fork, tried a moment ago, or its network is paused. */
  | { kind: "not_due" };

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
        ? await postCredit(sql, crediting, checkout, deposit)
        : await keepForOperator(sql, deposit, reason);
    if (checkout !== null) await updateStatus(sql, checkout);
    return result;
  });
}
