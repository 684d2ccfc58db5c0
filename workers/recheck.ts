import type { Chain, Network } from "../src/chains/chain.js";
import type { Pool } from "../src/db/client.js";
import { recordRecheckError } from "../src/deposits/network.js";
import { BLOCKS_MAX, recheckBlocks } from "../src/deposits/recheckBlocks.js";
import { InvariantError, StoppedError } from "../src/lib/errors.js";
import type { Logger } from "../src/lib/log.js";
import type { Job, Queues } from "../src/queues.js";

/** Reads the newest final blocks again through a second provider, and has confirmed what the first one left out. */
export function createRecheckProcessor(
  pool: Pool,
  chains: ReadonlyMap<Network, Chain>,
  queues: Pick<Queues, "add">,
  log: Logger,
) {
  const running = new Set<Network>();
  return async ({ network }: Job<"recheck">): Promise<void> => {
    const chain = chains.get(network);
    // Payments come first: where calls run short, the daily comparison of addresses has to do.
    if (chain === undefined || running.has(network) || chain.pace()?.isSlowed === true) return;
    running.add(network);
    try {
      for (let read = 0; read < BLOCKS_MAX; ) {
        const result = await recheckBlocks(pool, chain);
        if (result === null) return;
        read += result.toBlock - result.fromBlock + 1;
        if (result.recorded.length === 0) continue;
        log.error({ network, ...result }, "a second provider showed payments that the first one had left out");
        await queues.add("confirm", { network });
      }
    } catch (error) {
      if (error instanceof StoppedError) return;
      if (error instanceof InvariantError) await recordRecheckError(pool, network, error);
      log[error instanceof InvariantError ? "error" : "warn"]({ network, err: error }, "rechecking blocks failed");
    } finally {
      running.delete(network);
    }
  };
}
