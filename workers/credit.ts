import { creditDeposit } from "../src/deposits/creditDeposit.js";
import type { Crediting } from "../src/deposits/crediting.js";
import { recordFailure } from "../src/deposits/recordFailure.js";
import { StoppedError } from "../src/lib/errors.js";
import type { Logger } from "../src/lib/log.js";
import type { Job } from "../src/queues.js";
import type { Tracing } from "../src/tracing/openTracing.js";

/** Credits one deposit; a failure is kept with the deposit, and the tick tries it again when it is due. */
export function createCreditProcessor(crediting: Crediting, log: Logger, tracing: Tracing | null) {
  return async ({ depositId }: Job<"credit">): Promise<void> => {
    try {
      const result = await creditDeposit(crediting, depositId);
      if (result.kind !== "credited") return;
      log.info({ depositId, credits: result.credits.toString() }, "deposit credited");
      await tracing?.traceDeposit(depositId);
    } catch (error) {
      // Not a failure of the deposit's: it is still due.
      if (error instanceof StoppedError) return;
      const decision = await recordFailure(crediting.pool, depositId, error);
      const message = decision?.kind === "stuck" ? "deposit stuck" : "crediting failed";
      log.error({ depositId, err: error, decision }, message);
    }
  };
}
