import { StoppedError } from "../lib/errors.js";
import { formatAmount } from "../lib/money.js";
import { creditDeposit } from "./creditDeposit.js";
import type { Crediting } from "./crediting.js";
import { type Deposit, readDeposit } from "./deposit.js";
import { explain } from "./explain.js";
import { recordFailure } from "./recordFailure.js";

/** What an operator's decision led to at once; `explanation` says it in a sentence, credits are in base units. */
export type CreditedNow = { outcome: "credited" | "waiting"; explanation: string; credits: bigint };

/**
 * Credits a deposit that was just made due. A failure is kept with the deposit, as when the workers meet it.
 * @throws StoppedError while this process ends: the deposit stays due.
 */
export async function creditNow(crediting: Crediting, deposit: Deposit): Promise<CreditedNow> {
  try {
    const result = await creditDeposit(crediting, deposit.id);
    if (result.kind === "credited") {
      return {
        outcome: "credited",
        explanation: `Credited: ${formatAmount(result.credits)} credits.`,
        credits: result.credits,
      };
    }
    if (result.kind === "stuck") {
      return { outcome: "waiting", explanation: explain(await readDeposit(crediting.pool, deposit.id)), credits: 0n };
    }
    return {
      outcome: "waiting",
      explanation: "It is due again and will be credited by the workers when it can be.",
      credits: 0n,
    };
  } catch (error) {
    if (error instanceof StoppedError) throw error;
    const decision = await recordFailure(crediting.pool, deposit.id, error);
    const now = await readDeposit(crediting.pool, deposit.id);
    const explanation =
      decision?.kind === "again" ? `Crediting failed again and will be tried again: ${now.lastError}` : explain(now);
    return { outcome: "waiting", explanation, credits: 0n };
  }
}
