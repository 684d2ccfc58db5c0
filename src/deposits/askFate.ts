import type { TokenTransfer } from "../chains/chain.js";
import type { Sql } from "../db/sql.js";
import type { Crediting } from "./crediting.js";
import type { Deposit } from "./deposit.js";
import { readNetwork } from "./network.js";
import type { BlockReadAgain } from "./recordMissed.js";
import { selectOurs } from "./selectOurs.js";

/** A node is asked for a lost transaction this often, in seconds. */
const ASK_EVERY_SECONDS = 10;
/** No TRON transaction may wait longer for its block; after so long a pool's memory of one says nothing any more. */
const POOLED_HOURS_MAX = 24;
/** What became of a payment that a fork took away. */
export type Fate =
  | { kind: "back" | "unknown" }
  /** Never to come back. `instead`: the block that holds its transaction all the same, with what that pays us there. */
  | { kind: "gone"; instead?: BlockReadAgain };

const UNKNOWN: Fate = { kind: "unknown" };
const GONE: Fate = { kind: "gone" };

async function lostForHours(sql: Sql, { id }: Deposit): Promise<number> {
  const { rows } = await sql.query<{ hours: number }>(
    `SELECT extract(epoch FROM store_now() - max(at))::float8 / 3600 AS hours FROM deposit_history
     WHERE deposit_id = $1 AND status = 'stuck'`,
    [id],
  );
  return rows[0]?.hours ?? 0;
}

/**
 * What the nodes say once the height at which the payment stood is final on the branch that replaced it.
 * @throws ProviderError when no node answers.
 */
export async function askFate({ pool, chains }: Crediting, deposit: Deposit): Promise<Fate> {
  const { finalNumber, pausedAt } = await readNetwork(pool, deposit.network);
  const chain = chains.get(deposit.network);
  const early = finalNumber === null || finalNumber < deposit.blockNumber;
  // While a network is frozen its nodes are not believed: nobody loses credits on their word.
  if (chain === undefined || early || pausedAt !== null) return UNKNOWN;
  const { rowCount } = await pool.query(
    "UPDATE deposits SET due_at = now() + make_interval(secs => $2) WHERE id = $1 AND due_at <= now()",
    [deposit.id, ASK_EVERY_SECONDS],
  );
  if (rowCount === 0) return UNKNOWN;
  const seen = await chain.readTransaction(deposit.txHash);
  if (seen.kind === "unknown") return GONE;
  if (seen.kind === "pooled") return (await lostForHours(pool, deposit)) >= POOLED_HOURS_MAX ? GONE : UNKNOWN;
  if (seen.block.number > finalNumber) return UNKNOWN;
  // A call to a contract may have paid somebody else, another amount or token, in the block that it came back in.
  const isSame = ({ logPosition, token, to, amount }: TokenTransfer) =>
    logPosition === deposit.logPosition && token === deposit.token && to === deposit.to && amount === deposit.amount;
  if (seen.kind === "failed") return GONE;
  if (!seen.transfers.some(isSame)) {
    const transfers = await selectOurs(pool, deposit.network, seen.transfers);
    return { kind: "gone", instead: { block: seen.block, transfers } };
  }
  return seen.block.hash === deposit.blockHash ? { kind: "back" } : UNKNOWN;
}
