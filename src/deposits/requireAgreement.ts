import type { Chain } from "../chains/chain.js";
import { ChainDisagreesError } from "./checkOnChain.js";
import type { Deposit } from "./deposit.js";

/**
 * Passes when a second provider sees a large deposit in the same block. Large is what its wallet had on the way together
 * with it, so that a payment in parts is asked about like one. Where only one provider is configured there is none to ask.
 * @param above USDT base units; undefined: no deposit is large.
 * @throws ChainDisagreesError when one says otherwise; ProviderError when none can say anything now.
 */
export async function requireAgreement(chain: Chain, deposit: Deposit, above: bigint | undefined): Promise<void> {
  if (above === undefined || (deposit.pendingTotal <= above && deposit.amount <= above)) return;
  const answer = await chain.crossCheck(deposit);
  if (answer.kind === "disagrees") throw new ChainDisagreesError(`Two providers do not agree: ${answer.detail}.`);
}
