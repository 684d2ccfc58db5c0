import type { Network } from "../chains/chain.js";
import { postEventsOf } from "../db/outbox.js";
import type { Sql } from "../db/sql.js";
import { CofferError } from "../lib/errors.js";

export type DepositStatus = "detected" | "confirming" | "credited" | "stuck" | "reorged" | "rejected" | "refunded";

/** Why a deposit waits for an operator; docs/runbook.md says what to do about each. */
export const STUCK_REASONS = [
  "credit_failed",
  "provider_disagreement",
  "below_minimum",
  "unsupported_token",
  "review_threshold",
  "sender_blocked",
  "reorged_after_credit",
  "rpc_exhausted",
  "no_checkout",
] as const;

export type StuckReason = (typeof STUCK_REASONS)[number];
/** One transfer to one of our addresses. `amount` is in USDT base units, `credits` in credit base units. */
export type Deposit = {
  id: string;
  network: Network;
  txHash: string;
  logPosition: number;
  logIndex: number | null;
  blockNumber: number;
  blockHash: string;
  blockAt: Date;
  token: string;
  /** Whether that is the token that is credited, whatever has become of the deposit. */
  isUsdt: boolean;
  from: string;
  to: string;
  amount: bigint;
  status: DepositStatus;
  stuckReason: StuckReason | null;
  attempts: number;
  lastError: string | null;
  dueAt: Date | null;
  walletId: string;
  checkoutId: string | null;
  credits: bigint;
  /** The most USDT that its wallet had on the way together with it, base units. */
  pendingTotal: bigint;
  /** When an operator decided that it may be credited, whatever the thresholds say. */
  approvedAt: Date | null;
  /** How often its credits were taken back after a fork. */
  reversals: number;
  refundTxHash: string | null;
  detectedAt: Date;
  finalAt: Date | null;
  creditedAt: Date | null;
};

type DepositRow = Omit<Deposit, "amount" | "pendingTotal"> & { amount: string; pendingTotal: string };

const SELECT = `SELECT id, network, tx_hash AS "txHash", log_position AS "logPosition", log_index AS "logIndex",
  block_number AS "blockNumber", block_hash AS "blockHash", block_at AS "blockAt", token,
  token = (SELECT networks.token FROM networks WHERE networks.network = deposits.network) AS "isUsdt", from_address AS "from",
  to_address AS "to", amount::text AS amount, status, stuck_reason AS "stuckReason", attempts, last_error AS "lastError",
  due_at AS "dueAt", wallet_id AS "walletId", checkout_id AS "checkoutId", credits,
  pending_total::text AS "pendingTotal", approved_at AS "approvedAt", reversals, refund_tx_hash AS "refundTxHash",
  detected_at AS "detectedAt",
  final_at AS "finalAt", credited_at AS "creditedAt" FROM deposits`;

/** Reads deposits by a condition in SQL, oldest first. */
export async function readDeposits(sql: Sql, condition: string, values: unknown[]): Promise<Deposit[]> {
  const { rows } = await sql.query<DepositRow>(`${SELECT} WHERE ${condition}`, values);
  return rows.map((row) => ({ ...row, amount: BigInt(row.amount), pendingTotal: BigInt(row.pendingTotal) }));
}

/** @throws CofferError `not_found` */
export async function readDeposit(sql: Sql, id: string): Promise<Deposit> {
  const [deposit] = await readDeposits(sql, "id = $1", [id]);
  if (deposit === undefined) throw new CofferError("not_found", `There is no deposit ${id}.`);
  return deposit;
}

/** Reads the deposit and keeps others from changing it until the transaction ends. @throws CofferError `not_found` */
export async function lockDeposit(sql: Sql, id: string): Promise<Deposit> {
  await sql.query("SELECT 1 FROM deposits WHERE id = $1 FOR NO KEY UPDATE", [id]);
  return readDeposit(sql, id);
}

/** Whether it is final, not credited yet, and its time to be tried (again) has come, by the database's clock. */
export async function isDue(sql: Sql, id: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    "SELECT 1 FROM deposits WHERE id = $1 AND status = 'confirming' AND final_at IS NOT NULL AND due_at <= clock_timestamp()",
    [id],
  );
  return rowCount === 1;
}

/** What clients are told when a deposit comes into a status. */
const EVENTS: Partial<
  Record<DepositStatus, "deposit.detected" | "deposit.credited" | "deposit.stuck" | "deposit.reorged">
> = {
  detected: "deposit.detected",
  credited: "deposit.credited",
  stuck: "deposit.stuck",
  reorged: "deposit.reorged",
};

/** A line of a deposit's history. */
export type HistoryLine = { depositId: string; status: DepositStatus; detail: string; clientId?: string };

/**
 * Adds a line to the deposit's history, in the transaction of the change that it tells of and after it; where the status
 * is another than in the line before, clients are told.
 */
export async function recordHistory(sql: Sql, line: HistoryLine): Promise<void> {
  await recordHistories(sql, [line]);
}

/** {@link recordHistory} for any number of deposits, one line each, in as many statements as for one. */
export async function recordHistories(sql: Sql, lines: HistoryLine[]): Promise<void> {
  if (lines.length === 0) return;
  const { rows } = await sql.query<{ id: string; status: DepositStatus }>(
    `WITH line AS (
       SELECT line.*, last.position, last.status AS before
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS line (deposit_id, status, detail, client_id, n)
       LEFT JOIN LATERAL (SELECT position, status FROM deposit_history AS history
                          WHERE history.deposit_id = line.deposit_id ORDER BY position DESC LIMIT 1) AS last ON true),
     added AS (
       INSERT INTO deposit_history (deposit_id, position, at, status, detail, client_id)
       SELECT deposit_id, coalesce(position, 0) + 1, store_now(), status, detail, client_id FROM line)
     SELECT deposit_id AS id, status FROM line WHERE status IS DISTINCT FROM before ORDER BY n`,
    [
      lines.map(({ depositId }) => depositId),
      lines.map(({ status }) => status),
      lines.map(({ detail }) => detail),
      lines.map(({ clientId }) => clientId ?? null),
    ],
  );
  for (const [status, type] of Object.entries(EVENTS)) {
    const told = rows.filter((row) => row.status === status).map(({ id }) => id);
    if (told.length > 0) await postEventsOf(sql, "deposit", type, told);
  }
}
