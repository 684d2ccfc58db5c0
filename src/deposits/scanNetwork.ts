import type { BlockHeader, Chain, Network, PassOptions, ScanPass } from "../chains/chain.js";
import type { Pool } from "../db/client.js";
import { announce } from "../db/notify.js";
import { followBranch, type WayBack } from "./followBranch.js";
import { readNetwork } from "./network.js";
import { recordBlocks, startCursor } from "./recordBlocks.js";
import { recordProviders } from "./recordProviders.js";
import { rollBackTo } from "./rollBackTo.js";

/** A pass stops after this many blocks, so that a long catch-up shares the worker with the other network. */
const BLOCKS_PER_PASS_MAX = 500;
/** Final blocks are read in ranges of this many; the provider may answer with fewer. */
const FINAL_RANGE = 50;

/** `behind`: there is more to read at once. */
export type ScanResult = { scanned: number; rolledBack: number; behind: boolean };

type Cursor = Pick<BlockHeader, "number" | "hash" | "timestamp">;

/** The way back to the newest stored block that is still part of the chain that the pass sees, or to what else is known of it. */
async function findCommonAncestor(pool: Pool, pass: ScanPass, network: Network, cursor: Cursor): Promise<WayBack> {
  const from = Math.min(cursor.number, pass.head.number);
  const { rows } = await pool.query<{ number: number; hash: string }>(
    "SELECT number, hash FROM blocks WHERE network = $1 AND number <= $2 ORDER BY number DESC",
    [network, from],
  );
  for (const stored of rows) {
    const header = await pass.readHeader(stored.number);
    if (header.hash === stored.hash) return { ancestor: header, lostAbove: header.number, isAccepted: false };
  }
  return followBranch(pool, pass, network, cursor, rows.at(-1)?.number ?? from + 1);
}

async function readNext(pass: ScanPass, next: number) {
  if (next > pass.finalHeight) return [await pass.readBlock(next)];
  return pass.readFinalBlocks(next, Math.min(next + FINAL_RANGE - 1, pass.finalHeight));
}

/**
 * Keeps the heights that confirmations are counted from. A provider that is behind never lowers what is final, and none
 * raises it above what was scanned: a height that no chain has would stay for good.
 */
async function recordHeights(pool: Pool, network: string, pass: ScanPass): Promise<void> {
  await pool.query(
    `UPDATE networks SET head_number = $2, final_number = greatest(final_number, least($3, cursor_number)), checked_at = now(), last_error = NULL,
       lost_cursor_hash = NULL WHERE network = $1`,
    [network, pass.head.number, pass.finalHeight],
  );
}

/** What the store has of a network beside the cursor, for a pass to know. */
async function readBounds(pool: Pool, network: string): Promise<Pick<PassOptions, "awaitingFinal" | "oldestKept">> {
  const { rows } = await pool.query<{ awaiting: number | null; oldest: number | null }>(
    `SELECT (SELECT min(block_number) FROM deposits WHERE network = $1 AND status IN ('detected', 'confirming') AND final_at IS NULL) AS awaiting,
            (SELECT min(number) FROM blocks WHERE network = $1) AS oldest`,
    [network],
  );
  const { awaiting = null, oldest = null } = rows[0] ?? {};
  return {
    ...(awaiting === null ? {} : { awaitingFinal: awaiting }),
    ...(oldest === null ? {} : { oldestKept: oldest }),
  };
}

/**
 * Whether the newest final block is another than the one that was stored at its height. Where a pass reads up to the final
 * height only, and the cursor is beyond it, nothing else would tell of the fork before that height counts as final.
 */
async function isFinalReplaced(pool: Pool, pass: ScanPass, network: string): Promise<boolean> {
  const { rows } = await pool.query<{ hash: string }>("SELECT hash FROM blocks WHERE network = $1 AND number = $2", [
    network,
    pass.finalHeight,
  ]);
  const [stored] = rows;
  return stored !== undefined && stored.hash !== (await pass.readHeader(pass.finalHeight)).hash;
}

/**
 * Stores the blocks above the cursor, one transaction a range.
 * @returns how far it came, and whether it ended at a block that does not follow the last one stored, or because another
 * worker has moved the cursor.
 */
async function readOn(pool: Pool, network: Network, pass: ScanPass, from: Cursor, upTo: number) {
  let cursor = from;
  while (cursor.number < upTo && cursor.number - from.number < BLOCKS_PER_PASS_MAX) {
    const blocks = await readNext(pass, cursor.number + 1);
    const last = blocks.at(-1);
    if (last === undefined) break;
    if (blocks[0]?.parentHash !== cursor.hash) return { cursor, forked: true, overtaken: false };
    if (!(await recordBlocks(pool, network, pass, blocks))) return { cursor, forked: false, overtaken: true };
    cursor = last;
  }
  return { cursor, forked: false, overtaken: false };
}

async function scan(pool: Pool, chain: Chain, finalOnly: boolean): Promise<ScanResult> {
  const { network } = chain;
  const before = await readNetwork(pool, network);
  const pass = await chain.openPass({
    ...(before.cursorNumber === null ? {} : { cursor: before.cursorNumber }),
    ...(await readBounds(pool, network)),
    finalOnly,
  });
  const upTo = finalOnly ? pass.finalHeight : pass.head.number;
  if (before.cursorNumber === null || before.cursorHash === null || before.cursorAt === null) {
    // From the newest block that no fork can reach, so that every later fork is walked back to a block we know.
    const first = await pass.readHeader(pass.finalHeight);
    await startCursor(pool, network, pass, first);
    await recordHeights(pool, network, pass);
    return { scanned: 0, rolledBack: 0, behind: true };
  }
  const start: Cursor = { number: before.cursorNumber, hash: before.cursorHash, timestamp: before.cursorAt };
  let { cursor, forked, overtaken } = await readOn(pool, network, pass, start, upTo);
  const headReplaced =
    pass.head.number < start.number || (pass.head.number === start.number && pass.head.hash !== start.hash);
  const isFinalNew = pass.finalHeight <= start.number && pass.finalHeight > (before.finalNumber ?? -1);
  const finalReplaced = finalOnly && isFinalNew && (await isFinalReplaced(pool, pass, network));
  let rolledBack = 0;
  if (forked || headReplaced || finalReplaced) {
    const back = await findCommonAncestor(pool, pass, network, cursor);
    const { ancestor } = back;
    // A provider that is merely behind sees the same blocks, only fewer of them; one whose blocks do not link, no other.
    if (ancestor.number === pass.head.number || ancestor.number === cursor.number) {
      return { scanned: cursor.number - start.number, rolledBack: 0, behind: false };
    }
    overtaken = !(await rollBackTo(pool, network, ancestor, cursor, back));
    if (!overtaken) {
      rolledBack = cursor.number - ancestor.number;
      ({ cursor, overtaken } = await readOn(pool, network, pass, ancestor, upTo));
    }
  }
  const scanned = cursor.number - start.number + rolledBack;
  // What this pass calls final may be of another branch than the blocks that the other worker stored, which tells its own.
  if (overtaken) return { scanned, rolledBack, behind: true };
  await recordHeights(pool, network, pass);
  if (cursor.number !== start.number || pass.head.number !== before.headNumber) await announce(pool, [{ network }]);
  return { scanned, rolledBack, behind: cursor.number < upTo };
}

/**
 * Reads what is new on one network, from one provider, and stores it; a fork is first walked back to the last common
 * block. The cursor moves only in the transaction that stores the blocks and their deposits, so any number of workers
 * may scan at once and any of them may die at any point. A new block at the head costs two calls: the head, and what is
 * in it; that it follows the last one stored is in its own header. However it went, it keeps how the providers were.
 * @param options `finalOnly`: reads no further than the final height, in ranges, which costs half the calls.
 * @throws ProviderError when the provider cannot answer; nothing has moved then that was not stored.
 */
export async function scanNetwork(
  pool: Pool,
  chain: Chain,
  { finalOnly = false }: { finalOnly?: boolean } = {},
): Promise<ScanResult> {
  try {
    return await scan(pool, chain, finalOnly);
  } finally {
    await recordProviders(pool, chain);
  }
}
