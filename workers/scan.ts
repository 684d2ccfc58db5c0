import type { Chain, Network } from "../src/chains/chain.js";
import type { Pool } from "../src/db/client.js";
import { readNetwork, recordScanError } from "../src/deposits/network.js";
import { scanNetwork } from "../src/deposits/scanNetwork.js";
import { InvariantError } from "../src/lib/errors.js";
import type { Logger } from "../src/lib/log.js";
import type { Job, Queues } from "../src/queues.js";
import { createScanPace, type ScanPace } from "./scanPace.js";

/** Where calls are counted, whether a block can be expected; the tables tell of other processes' passes too. */
async function isDue(pool: Pool, network: Network, pace: ScanPace | undefined): Promise<boolean> {
  if (pace === undefined) return true;
  const { cursorAt, checkedAt } = await readNetwork(pool, network);
  if (cursorAt === null || checkedAt === null) return true;
  return pace.isDue(Date.now(), { cursorAt: cursorAt.getTime(), checkedAt: checkedAt.getTime() });
}

/** Reads new blocks of a network, then has its deposits confirmed. One scan a network at a time in this process. */
export function createScanProcessor(pool: Pool, chains: ReadonlyMap<Network, Chain>, queues: Queues, log: Logger) {
  const running = new Set<Network>();
  const paces = new Map<Network, ScanPace>();
  for (const { network, paceMs } of chains.values()) if (paceMs !== null) paces.set(network, createScanPace(paceMs));
  return async ({ network }: Job<"scan">): Promise<void> => {
    const chain = chains.get(network);
    if (chain === undefined || running.has(network)) return;
    running.add(network);
    try {
      const pace = paces.get(network);
      if (!(await isDue(pool, network, pace))) return;
      const result = await scanNetwork(pool, chain);
      pace?.note(Date.now(), { scanned: result.scanned, cursorAt: result.cursorAt.getTime() });
      if (result.rolledBack > 0) log.warn({ network, blocks: result.rolledBack }, "a fork was walked back");
      if (result.scanned > 0) await queues.add("confirm", { network });
      // More blocks than one pass reads: go on at once instead of waiting for the next beat.
      if (result.behind && result.scanned > 0) await queues.add("scan", { network });
    } catch (error) {
      // A provider that fails is weather; a state that cannot happen is for an operator.
      const level = error instanceof InvariantError ? "error" : "warn";
      log[level]({ network, err: error }, "scan failed; it is tried again at the next beat");
      await recordScanError(pool, network, error);
    } finally {
      running.delete(network);
    }
  };
}
