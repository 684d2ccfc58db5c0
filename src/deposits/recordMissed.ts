import type { BlockHeader, Network, TokenTransfer } from "../chains/chain.js";
import type { Pool } from "../db/client.js";
import type { Recorder } from "../db/recorder.js";
import type { Sql } from "../db/sql.js";
import { transaction } from "../db/transaction.js";
import { type RecordedDeposit, recordTransfers } from "./recordTransfers.js";

/** A block read again, with those of its transfers that pay us. */
export type BlockReadAgain = { block: BlockHeader; transfers: TokenTransfer[] };

/** Holds up the scan until the transaction ends, so that no fork is walked back meanwhile; ahead of all other locks. */
export async function holdScan(sql: Sql, network: Network): Promise<void> {
  await sql.query("SELECT 1 FROM networks WHERE network = $1 FOR NO KEY UPDATE", [network]);
}

/** {@link recordMissed} in a transaction that holds up the scan. */
export async function recordMissedBlocks(
  sql: Sql,
  network: Network,
  blocks: BlockReadAgain[],
): Promise<RecordedDeposit[]> {
  const { rows } = await sql.query<{ cursor: number | null }>(
    "SELECT cursor_number AS cursor FROM networks WHERE network = $1",
    [network],
  );
  const cursor = rows[0]?.cursor ?? -1;
  const stored = await sql.query<{ number: number; hash: string }>(
    "SELECT number, hash FROM blocks WHERE network = $1 AND number = ANY($2)",
    [network, blocks.map(({ block }) => block.number)],
  );
  const hashes = new Map(stored.rows.map(({ number, hash }) => [number, hash]));
  const isPart = ({ number, hash }: BlockHeader) =>
    // Blocks far below the final height are not kept; no fork reaches them.
    number <= cursor && (hashes.get(number) ?? hash) === hash;
  const seen = blocks
    .filter(({ block }) => isPart(block))
    .flatMap(({ block, transfers }) => transfers.map((transfer) => ({ transfer, blockAt: block.timestamp })));
  return recordTransfers(sql, network, seen);
}

/**
 * Records transfers of blocks that the cursor has passed, where they are missing; the cursor stays where it is. A block
 * that is not (any more) part of the chain as it was scanned is left out: the scan will come to it.
 * @returns what became of each transfer of the others.
 */
export async function recordMissed(
  pool: Pool,
  network: Network,
  blocks: BlockReadAgain[],
  record?: Recorder<RecordedDeposit[]>,
): Promise<RecordedDeposit[]> {
  return transaction(pool, async (sql) => {
    await holdScan(sql, network);
    const recorded = await recordMissedBlocks(sql, network, blocks);
    await record?.(sql, null, recorded);
    return recorded;
  });
}
