import type { Chain } from "../chains/chain.js";
import { CofferError, UnavailableError } from "../lib/errors.js";
import { formatAmount } from "../lib/money.js";
import type { Deposit } from "./deposit.js";

/** The chain says otherwise than what was recorded: crediting must not go on, and trying again will not mend it. */
export class ChainDisagreesError extends CofferError {
  override readonly name = "ChainDisagreesError";

  constructor(message: string) {
    super("unavailable", message);
  }
}

export type ChainCheck = {
  name: "receipt" | "contract" | "recipient" | "amount" | "finality";
  ok: boolean;
  detail: string;
};

/**
 * Reads the transaction again and compares it with the deposit.
 * @returns one line per check, all of them made, for operators; see {@link requireOnChain} for crediting.
 * @throws ProviderError when no provider can answer now.
 */
export async function checkOnChain(chain: Chain, deposit: Deposit): Promise<ChainCheck[]> {
  const seen = await chain.readTransaction(deposit.txHash);
  if (seen.kind === "unknown") {
    return [{ name: "receipt", ok: false, detail: "No node knows this transaction now." }];
  }
  if (seen.kind === "pooled") {
    return [{ name: "receipt", ok: false, detail: "Seen, but not in a block yet." }];
  }
  if (seen.kind === "failed") {
    return [{ name: "receipt", ok: false, detail: `It failed in block ${seen.block.number} and moved nothing.` }];
  }
  const transfer = seen.transfers.find(({ logPosition }) => logPosition === deposit.logPosition);
  const sameBlock = seen.block.hash === deposit.blockHash;
  return [
    {
      name: "receipt",
      ok: sameBlock && transfer !== undefined,
      detail: sameBlock
        ? `In block ${seen.block.number}${transfer === undefined ? ", without this transfer" : ""}.`
        : `It is in block ${seen.block.number} now, not where it was recorded; the next scan will follow it.`,
    },
    { name: "contract", ok: transfer?.token === chain.usdt, detail: `Token ${transfer?.token ?? "none"}.` },
    { name: "recipient", ok: transfer?.to === deposit.to, detail: `Paid to ${transfer?.to ?? "nobody"}.` },
    {
      name: "amount",
      ok: transfer?.amount === deposit.amount,
      detail: `${formatAmount(transfer?.amount ?? 0n)} USDT on the chain, ${formatAmount(deposit.amount)} recorded.`,
    },
    {
      name: "finality",
      ok: seen.final || deposit.finalAt !== null,
      detail: seen.final ? "Final." : "Not final by the network's own rule.",
    },
  ];
}

/**
 * Passes when the chain still holds the deposit as it was recorded.
 * @throws UnavailableError when it is not (yet) to be seen there: try again. ChainDisagreesError when it is another payment.
 */
export async function requireOnChain(chain: Chain, deposit: Deposit): Promise<void> {
  const failed = (await checkOnChain(chain, deposit)).find((check) => !check.ok);
  if (failed === undefined) return;
  if (failed.name === "receipt" || failed.name === "finality") throw new UnavailableError(failed.detail);
  throw new ChainDisagreesError(failed.detail);
}
