import type { Chain, Network } from "../chains/chain.js";
import type { Pool } from "../db/client.js";
import { InvariantError } from "../lib/errors.js";
import { readNetwork } from "./network.js";
import { readBlocksAgain } from "./readBlocksAgain.js";

/** Final blocks read again in one job; what a long catch-up read before is left to the daily comparison of addresses. */
export const BLOCKS_MAX = 100;

type RecheckResult = { fromBlock: number; toBlock: number; provider: string; recorded: string[] };

type Stretch = { fromBlock: number; toBlock: number; provider: string | null };

/** The next final blocks that were not read twice, as far as the same provider showed them. */
async function findStretch(pool: Pool, network: Network): Promise<Stretch | null> {
  const { cursorNumber, finalNumber, recheckedNumber } = await readNetwork(pool, network);
  const newest = Math.min(cursorNumber ?? -1, finalNumber ?? -1);
  const from = Math.max((recheckedNumber ?? -1) + 1, newest - BLOCKS_MAX + 1);
  const { rows } = await pool.query<{ number: number; provider: string | null }>(
    "SELECT number, provider FROM blocks WHERE network = $1 AND number BETWEEN $2 AND $3 ORDER BY number",
    [network, from, newest],
  );
  const [first] = rows;
  if (first === undefined) return null;
  const next = rows.findIndex(({ provider }) => provider !== first.provider);
  const last = rows[next === -1 ? rows.length - 1 : next - 1] ?? first;
  return { fromBlock: first.number, toBlock: last.number, provider: first.provider };
}

/** @throws InvariantError when a block that both call final is not the same. */
async function requireSame(pool: Pool, network: Network, host: string, blocks: { number: number; hash: string }[]) {
  const { rows } = await pool.query<{ number: number }>(
    `SELECT blocks.number FROM blocks JOIN unnest($2::integer[], $3::text[]) AS seen (number, hash) ON seen.number = blocks.number
     WHERE network = $1 AND blocks.hash <> seen.hash ORDER BY 1 LIMIT 1`,
    [network, blocks.map(({ number }) => number), blocks.map(({ hash }) => hash)],
  );
  if (rows[0] === undefined) return;
  throw new InvariantError(
    `${host} has another final block ${rows[0].number} on ${network} than the one that was scanned: one of two providers lies, or serves another chain. Pause the network and find out which.`,
  );
}

/**
 * Reads the newest final blocks again, through another provider than the first time, and records what the first one
 * left out; by the same identity, so that nothing is credited twice. Each block is read again once. One call goes as far as
 * the first ones that another provider showed: call it again until it returns null.
 * @returns what was read and found; null where nothing is new, or there is no second provider.
 * @throws ProviderError when the second provider cannot answer now; InvariantError when its final blocks are others.
 */
export async function recheckBlocks(pool: Pool, chain: Chain): Promise<RecheckResult | null> {
  const { network } = chain;
  const stretch = await findStretch(pool, network);
  if (stretch === null) return null;
  const { fromBlock, toBlock, provider } = stretch;
  const except = provider ?? chain.providers()[0]?.host ?? "";
  if (!chain.providers().some(({ host }) => host !== except)) return null;
  const pass = await chain.openPass({ except, finalOnly: true });
  const { blocks, recorded } = await readBlocksAgain(pool, network, pass, { fromBlock, toBlock });
  await requireSame(pool, network, pass.provider, blocks);
  await pool.query(
    "UPDATE networks SET rechecked_number = greatest(rechecked_number, $2), recheck_error = NULL WHERE network = $1",
    [network, toBlock],
  );
  const found = recorded.filter(({ isNew }) => isNew).map(({ depositId }) => depositId);
  return { fromBlock, toBlock, provider: pass.provider, recorded: found };
}
