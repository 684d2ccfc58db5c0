import type { Chain, Network } from "../src/chains/chain.js";
import type { Pool } from "../src/db/client.js";
import { readNetwork, recordScanError } from "../src/deposits/network.js";
import { scanNetwork } from "../src/deposits/scanNetwork.js";
import { InvariantError, StoppedError } from "../src/lib/errors.js";
import type { Logger } from "../src/lib/log.js";
import type { Job, Queues } from "../src/queues.js";
import { createScanPace, type ScanPace } from "./scanPace.js";

type Due = { isDue: boolean; finalOnly: boolean };

/**
 * Where calls are counted, whether a block can be expected; the tables tell of other processes' passes too. The time is the
 * database's, which dates those passes: one process's clock may be off.
 */
async function readDue(pool: Pool, chain: Chain, expected: ScanPace | undefined): Promise<Due> {
  const pace = chain.pace();
  if (pace === null) return { isDue: true, finalOnly: false };
  const { cursorAt, checkedAt, readAt } = await readNetwork(pool, chain.network);
  if (cursorAt === null || checkedAt === null) return { isDue: true, finalOnly: false };
  const last = { cursorAt: cursorAt.getTime(), checkedAt: checkedAt.getTime() };
  const now = readAt.getTime();
  if (pace.isSlowed) return { isDue: now - last.checkedAt >= pace.everyMs, finalOnly: true };
  return { isDue: expected?.isDue(now, last) ?? true, finalOnly: false };
}

/** What a pass came to teaches when the next one is worth its call. */
async function learn(pool: Pool, network: Network, expected: ScanPace, scanned: number): Promise<void> {
  const { cursorAt, readAt } = await readNetwork(pool, network);
  if (cursorAt !== null) expected.note(readAt.getTime(), { scanned, cursorAt: cursorAt.getTime() });
}

/** Reads new blocks of a network, then has its deposits confirmed. One scan a network at a time in this process. */
export function createScanProcessor(
  pool: Pool,
  chains: ReadonlyMap<Network, Chain>,
  queues: Pick<Queues, "add">,
  log: Logger,
) {
  const running = new Set<Network>();
  const paces = new Map<Network, ScanPace>();
  for (const { network, blockMs, pace } of chains.values())
    if (pace() !== null) paces.set(network, createScanPace(blockMs));
  const slowed = new Set<Network>();
  const noteSlowed = ({ network, providers }: Chain, isSlowed: boolean): void => {
    if (slowed.has(network) === isSlowed) return;
    if (isSlowed) slowed.add(network);
    else slowed.delete(network);
    const message = isSlowed
      ? "the day's calls run short: payments are seen later, once they are final"
      : "the day's calls suffice again: payments are seen at once";
    log.warn({ network, providers: providers() }, message);
  };
  return async ({ network }: Job<"scan">): Promise<void> => {
    const chain = chains.get(network);
    if (chain === undefined || running.has(network)) return;
    running.add(network);
    try {
      const pace = paces.get(network);
      const { isDue, finalOnly } = await readDue(pool, chain, pace);
      noteSlowed(chain, finalOnly);
      if (!isDue) return;
      const result = await scanNetwork(pool, chain, { finalOnly });
      if (pace !== undefined && !finalOnly) await learn(pool, network, pace, result.scanned);
      if (result.rolledBack > 0) log.warn({ network, blocks: result.rolledBack }, "a fork was walked back");
      if (result.scanned > 0) await queues.add("confirm", { network });
      // More blocks than one pass reads: go on at once instead of waiting for the next beat.
      if (result.behind && result.scanned > 0) await queues.add("scan", { network });
    } catch (error) {
      if (error instanceof StoppedError) return;
      // A provider that fails is weather; a state that cannot happen is for an operator.
      const level = error instanceof InvariantError ? "error" : "warn";
      log[level]({ network, err: error }, "scan failed; it is tried again at the next beat");
      await recordScanError(pool, network, error);
    } finally {
      running.delete(network);
    }
  };
}
