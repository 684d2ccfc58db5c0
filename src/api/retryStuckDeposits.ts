import type { Network } from "../chains/chain.js";
import type { Crediting } from "../deposits/crediting.js";
import { type Deposit, readDeposits, type StuckReason } from "../deposits/deposit.js";
import { type RetryResult, retryDeposit } from "../deposits/retryDeposit.js";
import { toCofferError } from "./toCofferError.js";

/** Deposits of one call: each asks a node, and the operator waits. */
const BATCH = 200;
/** Retried at once: enough to hide the nodes' latency, too few to trip their limits. */
const AT_ONCE = 4;

export type StuckFilter = { reason: StuckReason | null; network: Network | null };

export type BulkResult = Pick<RetryResult, "outcome" | "explanation"> & { id: string };

async function retryOne(
  crediting: Crediting,
  { id }: Deposit,
  by: { clientId: string; note: string },
): Promise<BulkResult> {
  try {
    const { outcome, explanation } = await retryDeposit(crediting, id, { ...by, dryRun: false });
    return { id, outcome, explanation };
  } catch (error) {
    // One that cannot be retried, or whose node does not answer, holds up none of the others.
    const { code, message } = toCofferError(error);
    if (code === "internal") throw error;
    return { id, outcome: "refused", explanation: message };
  }
}

/** Retries the stuck deposits that the filter names, oldest first, and says what became of each. */
export async function retryStuckDeposits(
  crediting: Crediting,
  { reason, network }: StuckFilter,
  by: { clientId: string; note: string },
): Promise<BulkResult[]> {
  const stuck = await readDeposits(
    crediting.pool,
    `status = 'stuck' AND ($1::text IS NULL OR stuck_reason = $1) AND ($2::text IS NULL OR network = $2) ORDER BY id LIMIT $3`,
    [reason, network, BATCH],
  );
  const results: BulkResult[] = [];
  for (let start = 0; start < stuck.length; start += AT_ONCE) {
    const some = stuck.slice(start, start + AT_ONCE);
    results.push(...(await Promise.all(some.map((deposit) => retryOne(crediting, deposit, by)))));
  }
  return results;
}
