import type { Chain } from "../chains/chain.js";
import type { Pool } from "../db/client.js";
import { CofferError } from "../lib/errors.js";
import { recordAudit } from "./audit.js";
import type { Decider } from "./decideDeposit.js";
import { readNetwork } from "./network.js";
import { readBlocksAgain } from "./readBlocksAgain.js";
import type { RecordedDeposit } from "./recordTransfers.js";

/** The most blocks of one call: the operator waits, and each block costs a provider call or two. */
const BLOCKS_MAX = 500;

export type RescanResult = {
  fromBlock: number;
  toBlock: number;
  /** Transfers to our addresses in these blocks. */
  found: number;
  /** Ids of the deposits that were missing and are recorded now. */
  recorded: string[];
};

/**
 * Reads blocks again that were scanned before, and records what is missing of them by the same unique identity, so that
 * nothing is credited twice. The cursor does not move.
 * @throws CofferError `invalid_request` for a range that is empty, too long or above the cursor; ProviderError when no
 * node answers, and then nothing was recorded.
 */
export async function rescanBlocks(
  pool: Pool,
  chain: Chain,
  range: { fromBlock: number; toBlock: number },
  { clientId, note }: Decider,
): Promise<RescanResult> {
  const { fromBlock, toBlock } = range;
  const { network } = chain;
  const { cursorNumber } = await readNetwork(pool, network);
  const isLong = toBlock - fromBlock >= BLOCKS_MAX;
  if (fromBlock > toBlock || isLong || cursorNumber === null || toBlock > cursorNumber) {
    const message = `A rescan reads up to ${BLOCKS_MAX} blocks, from fromBlock to toBlock, none above the newest scanned one (${cursorNumber ?? "none yet"}).`;
    throw new CofferError("invalid_request", message, { fields: { issues: [{ path: "toBlock", message }] } });
  }
  const pass = await chain.openPass();
  const resultOf = (done: RecordedDeposit[]): RescanResult => {
    const recorded = done.filter(({ isNew }) => isNew).map(({ depositId }) => depositId);
    return { fromBlock, toBlock, found: done.length, recorded };
  };
  const act = { clientId, action: "network.rescan", objectId: network, note };
  const { recorded } = await readBlocksAgain(pool, network, pass, range, (sql, before, done) =>
    recordAudit(sql, { ...act, before, after: resultOf(done ?? []) }),
  );
  return resultOf(recorded);
}
