import type { Chain, Network } from "../src/chains/chain.js";
import type { Pool } from "../src/db/client.js";
import { listReconciliations } from "../src/deposits/listReconciliations.js";
import { reconcileNetwork } from "../src/deposits/reconcileNetwork.js";
import { UnavailableError } from "../src/lib/errors.js";
import type { Logger } from "../src/lib/log.js";
import type { Job } from "../src/queues.js";

/** Compares a network's addresses with the chain once a day, and tells operators what it found. */
export function createReconcileProcessor(pool: Pool, chains: ReadonlyMap<Network, Chain>, log: Logger) {
  return async ({ network }: Job<"reconcile">): Promise<void> => {
    const chain = chains.get(network);
    if (chain === undefined) return;
    try {
      const compared = await reconcileNetwork(pool, chains, chain);
      if (compared === 0) return;
      const [run] = await listReconciliations(pool, network, { limit: 1 });
      const facts = { network, compared, findings: run?.findings.length ?? 0 };
      if (facts.findings === 0) log.info(facts, "addresses compared with the chain");
      else
        log.error(
          facts,
          "addresses hold more than was recorded, or what is never credited; see GET /v1/reports/reconciliation/runs",
        );
    } catch (error) {
      // A node that is away is weather: the run goes on when the tick finds it unfinished.
      if (!(error instanceof UnavailableError)) throw error;
      log.warn({ network, err: error }, "comparing addresses stopped; it goes on later");
    }
  };
}
