import type { Chain, Network } from "../chains/chain.js";
import { readCheckout } from "../checkout/checkout.js";
import type { Pool } from "../db/client.js";
import { announce } from "../db/notify.js";
import { CofferError, UnavailableError } from "../lib/errors.js";
import { recordMissed } from "./recordMissed.js";

export type Claim = {
  /** `pooled`: in no block yet. `seen`: in a block that the scan has yet to come to. `recorded`: a deposit, now or before. */
  state: "pooled" | "seen" | "recorded";
  explanation: string;
};

const EXPLANATIONS: Record<Claim["state"], string> = {
  pooled: "Seen, not yet in a block. If it pays this address, it counts as soon as the network has put it into one.",
  seen: "Found in a new block; it appears here within a moment.",
  recorded: "Found. It is credited as soon as the network can no longer undo it.",
};

const OTHER_TOKEN =
  "Found, but it was paid in another token than USDT, which is not credited. Ask the shop to send it back.";

function notFound(why: string): CofferError {
  return new CofferError("not_found", `${why} Check that you copied the hash of the payment itself.`);
}

/**
 * Looks at a transaction that a buyer says has paid this checkout: read from the chain, recorded by the same identity as
 * a scan would, credited by the same rules. Claiming the same again changes nothing.
 * @throws CofferError `not_found` when there is no such checkout, or the transaction does not pay its address;
 * `network_disabled` where its network is not watched any more;
 * ProviderError when no node answers; UnavailableError while the day's calls to them run short.
 */
export async function claimTransaction(
  pool: Pool,
  chains: ReadonlyMap<Network, Chain>,
  checkoutId: string,
  text: string,
): Promise<Claim> {
  const { network, address } = await readCheckout(pool, checkoutId);
  if (network === null) throw notFound("This checkout has no address to be paid yet.");
  const chain = chains.get(network);
  if (chain === undefined) throw new CofferError("network_disabled", `This store no longer watches ${network}.`);
  const txHash = chain.parseTxHash(text);
  if (txHash === null) throw notFound(`This is no transaction of ${chain.network}.`);
  // The calls that are left are for finding payments, which needs no claim.
  if (chain.pace()?.isSlowed === true) {
    throw new UnavailableError(
      "No transaction can be looked up at the moment. A payment is found without that, once it is final.",
    );
  }
  const answer = (state: Claim["state"]): Claim => ({ state, explanation: EXPLANATIONS[state] });
  const found = await chain.readTransaction(txHash);
  // Whom it will pay is not to be known before it is in a block, so that this says nothing of other people's payments.
  if (found.kind === "pooled") return answer("pooled");
  if (found.kind === "unknown") throw notFound(`No node of ${chain.network} knows this transaction.`);
  if (found.kind === "failed") throw notFound("This transaction failed and moved nothing.");
  const transfers = found.transfers.filter(({ to }) => to === address);
  if (transfers.length === 0) throw notFound("This transaction does not pay this checkout's address.");
  const recorded = await recordMissed(pool, chain.network, [{ block: found.block, transfers }]);
  if (recorded.length === 0) return answer("seen");
  if (recorded.some(({ changed }) => changed)) await announce(pool, [{ network: chain.network }]);
  const isCredited = transfers.some(({ token }) => token === chain.usdt);
  return isCredited ? answer("recorded") : { state: "recorded", explanation: OTHER_TOKEN };
}
