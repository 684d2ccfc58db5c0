import type { Chain, Network } from "../chains/chain.js";
import type { Pool } from "../db/client.js";
import { shareCallCounts } from "../deposits/shareCallCounts.js";
import type { Logger } from "../lib/log.js";

const SHARE_EVERY_MS = 10_000;

/**
 * Counts this process's calls to providers together with those of all others, every few seconds and once more at the
 * end, so that one budget a day is kept by all of them and a restart forgets nothing.
 */
export function startCallSharing(
  pool: Pool,
  chains: ReadonlyMap<Network, Chain>,
  log: Logger,
): { close(): Promise<void> } {
  let running: Promise<void> | undefined;
  const share = async () => {
    for (const chain of chains.values()) {
      // A development chain's calls are nobody's budget.
      if (chain.pace() !== null) await shareCallCounts(pool, chain);
    }
  };
  const run = (): Promise<void> => {
    running ??= share()
      .catch((error) =>
        log.warn({ err: error }, "calls to providers were not counted together; the next time tells them"),
      )
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  const timer = setInterval(run, SHARE_EVERY_MS).unref();
  void run();
  return {
    close: async () => {
      clearInterval(timer);
      await running;
      await run();
    },
  };
}
