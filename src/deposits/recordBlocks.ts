import type { BlockHeader, Network, ScannedBlock, ScanPass, TokenTransfer } from "../chains/chain.js";
import type { Pool } from "../db/client.js";
import type { Sql } from "../db/sql.js";
import { transaction } from "../db/transaction.js";
import { KEPT_BELOW_FINAL } from "../lib/keptBelowFinal.js";
import { recordTransfers } from "./recordTransfers.js";
import { selectOurs } from "./selectOurs.js";

/** Sets the cursor of a network that was never scanned. No address of ours existed before, so nothing was missed. */
export async function startCursor(pool: Pool, network: Network, pass: ScanPass, start: BlockHeader): Promise<void> {
  await transaction(pool, async (sql) => {
    const { rowCount } = await sql.query(
      `UPDATE networks SET cursor_number = $2, cursor_hash = $3, cursor_at = $4 WHERE network = $1 AND cursor_number IS NULL`,
      [network, start.number, start.hash, start.timestamp],
    );
    if (rowCount === 1) await insertBlocks(sql, network, pass.provider, [start]);
  });
}

async function insertBlocks(sql: Sql, network: Network, provider: string, blocks: BlockHeader[]): Promise<void> {
  await sql.query(
    `INSERT INTO blocks (network, number, hash, parent_hash, block_at, provider)
     SELECT $1, *, $6 FROM unnest($2::integer[], $3::text[], $4::text[], $5::timestamptz[])`,
    [
      network,
      blocks.map((block) => block.number),
      blocks.map((block) => block.hash),
      blocks.map((block) => block.parentHash),
      blocks.map((block) => block.timestamp),
      provider,
    ],
  );
}

/** The transfers in these blocks that pay an address of ours, with their log positions. */
export async function findOurs(
  pool: Pool,
  network: Network,
  pass: ScanPass,
  blocks: ScannedBlock[],
): Promise<TokenTransfer[]> {
  const ours = await selectOurs(
    pool,
    network,
    blocks.flatMap(({ transfers }) => transfers),
  );
  return ours.length === 0 ? [] : pass.resolveLogPositions(ours);
}

/**
 * Stores linked blocks that follow the cursor, with the deposits in them, and moves the cursor: all in one transaction.
 * @returns false, with nothing stored, when another worker has moved the cursor meanwhile.
 */
export async function recordBlocks(
  pool: Pool,
  network: Network,
  pass: ScanPass,
  blocks: ScannedBlock[],
): Promise<boolean> {
  const first = blocks[0];
  const last = blocks.at(-1);
  if (first === undefined || last === undefined) return true;
  const transfers = await findOurs(pool, network, pass, blocks);
  const blockTimes = new Map(blocks.map((block) => [block.number, block.timestamp]));
  return transaction(pool, async (sql) => {
    const { rowCount } = await sql.query(
      `SELECT 1 FROM networks WHERE network = $1 AND cursor_number = $2 AND cursor_hash = $3 FOR NO KEY UPDATE`,
      [network, first.number - 1, first.parentHash],
    );
    if (rowCount === 0) return false;
    await insertBlocks(sql, network, pass.provider, blocks);
    await sql.query(`UPDATE networks SET cursor_number = $2, cursor_hash = $3, cursor_at = $4 WHERE network = $1`, [
      network,
      last.number,
      last.hash,
      last.timestamp,
    ]);
    await sql.query("DELETE FROM blocks WHERE network = $1 AND number < $2", [
      network,
      Math.min(pass.finalHeight, last.number) - KEPT_BELOW_FINAL,
    ]);
    // After the cursor, whose time says whether a checkout's deadline has passed.
    await recordTransfers(
      sql,
      network,
      transfers.map((transfer) => ({
        transfer,
        blockAt: blockTimes.get(transfer.blockNumber) ?? last.timestamp,
      })),
    );
    return true;
  });
}
