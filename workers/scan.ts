import type { Chain, Network } from "../src/chains/chain.js";
import type { Pool } from "../src/db/client.js";
import { scanNetwork } from "../src/deposits/scanNetwork.js";
import type { Logger } from "../src/lib/log.js";
import type { Job, Queues } from "../src/queues.js";

/** Reads new blocks of a network, then has its deposits confirmed. One scan a network at a time in this process. */
export function createScanProcessor(pool: Pool, chains: ReadonlyMap<Network, Chain>, queues: Queues, log: Logger) {
  const running = new Set<Network>();
  return async ({ network }: Job<"scan">): Promise<void> => {
    const chain = chains.get(network);
    if (chain === undefined || running.has(network)) return;
    running.add(network);
    try {
      const result = await scanNetwork(pool, chain);
      if (result.rolledBack > 0) log.warn({ network, blocks: result.rolledBack }, "a fork was walked back");
      if (result.scanned > 0) await queues.add("confirm", { network });
      // More blocks than one pass reads: go on at once instead of waiting for the next beat.
      if (result.behind && result.scanned > 0) await queues.add("scan", { network });
    } catch (error) {
      log.warn({ network, err: error }, "scan failed; it is tried again at the next beat");
    } finally {
      running.delete(network);
    }
  };
}
