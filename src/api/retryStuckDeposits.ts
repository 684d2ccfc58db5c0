import type { Network } from "../chains/chain.js";
import type { Crediting } from "../deposits/crediting.js";
import { type Deposit, readDeposits, type StuckReason } from "../deposits/deposit.js";
import { RETRYABLE, type RetryResult, retryDeposit } from "../deposits/retryDeposit.js";
import { toCofferError } from "./toCofferError.js";

/** Deposits of one call: each asks a node, and the operator waits. */
const BATCH = 200;
/** Retried at once: enough to hide the nodes' latency, too few to trip their limits. */
const AT_ONCE = 4;

/** Without a reason those that a retry can mend; `after` is the id of the last one of the call before. */
type StuckFilter = { reason: StuckReason | null; network: Network | null; after: string | null };

type BulkResult = Pick<RetryResult, "outcome" | "explanation"> & { id: string };

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

const MATCHES =
  "status = 'stuck' AND stuck_reason = ANY($1) AND ($2::text IS NULL OR network = $2) AND ($3::text IS NULL OR id > $3)";

/**
 * Retries the stuck deposits that the filter names, oldest first, and says what became of each and how many younger ones
 * are left for further calls.
 */
export async function retryStuckDeposits(
  crediting: Crediting,
  { reason, network, after }: StuckFilter,
  by: { clientId: string; note: string },
): Promise<{ results: BulkResult[]; left: number }> {
  const reasons = reason === null ? RETRYABLE : [reason];
  const stuck = await readDeposits(crediting.pool, `${MATCHES} ORDER BY id LIMIT $4`, [reasons, network, after, BATCH]);
  const results: BulkResult[] = [];
  for (let start = 0; start < stuck.length; start += AT_ONCE) {
    const some = stuck.slice(start, start + AT_ONCE);
    results.push(...(await Promise.all(some.map((deposit) => retryOne(crediting, deposit, by)))));
  }
  const { rows } = await crediting.pool.query<{ left: number }>(
    `SELECT count(*)::int AS left FROM deposits WHERE ${MATCHES}`,
    [reasons, network, stuck.at(-1)?.id ?? after],
  );
  return { results, left: rows[0]?.left ?? 0 };
}
