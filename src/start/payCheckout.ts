import { setTimeout as delay } from "node:timers/promises";
import type { PaymentManner, PlayedPayment } from "../api/developmentActions.js";
import type { Network } from "../chains/chain.js";
import { type Checkout, readCheckout } from "../checkout/checkout.js";
import { readDeposits } from "../deposits/deposit.js";
import { listNetworks } from "../deposits/network.js";
import { reorganize } from "../embedded/control.js";
import { payOtherToken } from "../embedded/otherToken.js";
import { payOnDevelopmentChain } from "../embedded/pay.js";
import type { Development } from "../embedded/startEmbedded.js";
import { readStoreTime } from "../ledger/readStoreTime.js";
import { CofferError, UnavailableError } from "../lib/errors.js";
import { moveClock } from "./moveClock.js";
import type { Store } from "./store.js";

type DevelopmentStore = Pick<Store, "crediting"> & { development: Development };
type Target = { network: Network; address: string };
type Played = { store: DevelopmentStore; checkout: Checkout; target: Target; amount: bigint };

/** How far beyond the deadline a late payment is, in seconds. */
const LATE_BY_SECONDS = 60;
/** How long a payment is waited for until the store has seen it in a block, in milliseconds. */
const SEEN_WITHIN_MS = 30_000;
/** The payment's own block, and those that came since the head was last looked at. */
const BLOCKS_MEANWHILE = 3;
const ASK_EVERY_MS = 100;

/** What is still to be paid, base units. */
async function readRemaining({ crediting }: DevelopmentStore, { id, amountDue }: Checkout): Promise<bigint> {
  const condition = `checkout_id = $1 AND status NOT IN ('reorged', 'rejected', 'refunded')
    AND stuck_reason IS DISTINCT FROM 'unsupported_token'`;
  const deposits = await readDeposits(crediting.pool, condition, [id]);
  return deposits.reduce((rest, { amount }) => rest - amount, amountDue);
}

async function send({ store, target, amount }: Played): Promise<string> {
  const { network, address } = target;
  return (await payOnDevelopmentChain({ network, development: store.development, to: address, amount })).txHash;
}

async function sendLate(played: Played): Promise<string> {
  const { store, checkout } = played;
  const now = await readStoreTime(store.crediting.pool);
  const seconds = Math.ceil((checkout.inTimeUntil.getTime() - now.getTime()) / 1_000) + LATE_BY_SECONDS;
  if (seconds > 0) await moveClock(store, seconds);
  return send(played);
}

/** The block in which the store has seen a payment. */
async function waitUntilSeen({ crediting }: DevelopmentStore, txHash: string): Promise<number> {
  const until = performance.now() + SEEN_WITHIN_MS;
  while (performance.now() < until) {
    const [deposit] = await readDeposits(crediting.pool, "tx_hash = $1", [txHash]);
    if (deposit !== undefined) return deposit.blockNumber;
    await delay(ASK_EVERY_MS);
  }
  throw new UnavailableError(`the payment ${txHash} was not seen; are the workers running?`);
}

/** Waits until the payment is seen, then replaces its block and all above it: it comes back in a later one. */
async function sendAndFork(played: Played): Promise<string> {
  const { store, target } = played;
  const { network } = target;
  const txHash = await send(played);
  const block = await waitUntilSeen(store, txHash);
  const state = (await listNetworks(store.crediting.pool)).find((each) => each.network === network);
  const depth = Math.max(0, (state?.headNumber ?? block) - block) + BLOCKS_MEANWHILE;
  await reorganize({ network, development: store.development, depth, keepTransactions: true });
  return txHash;
}

async function carryOut(how: PaymentManner, played: Played): Promise<string[]> {
  const { store, target, amount } = played;
  switch (how) {
    case "exact":
    case "half":
      return [await send(played)];
    case "twice":
      return [await send(played), await send(played)];
    case "late":
      return [await sendLate(played)];
    case "reorg":
      return [await sendAndFork(played)];
    case "wrong_token": {
      const { network, address: to } = target;
      return [(await payOtherToken({ network, development: store.development, to, amount })).txHash];
    }
  }
}

/**
 * Plays a buyer on a development chain: pays what is left of a checkout (or `amount`, base units) in the given manner.
 * @throws CofferError `not_found`, `checkout_not_open` before a network is chosen or when nothing is left to pay;
 * UnavailableError where the chain does not take the payment.
 */
export async function payCheckout(
  store: DevelopmentStore,
  checkoutId: string,
  how: PaymentManner,
  amount?: bigint,
): Promise<PlayedPayment> {
  const checkout = await readCheckout(store.crediting.pool, checkoutId);
  const { network, address } = checkout;
  if (network === null || address === null) {
    throw new CofferError("checkout_not_open", "The checkout has no network yet; choose one first.");
  }
  const remaining = await readRemaining(store, checkout);
  const value = amount ?? (how === "half" ? remaining / 2n : remaining);
  if (value <= 0n) throw new CofferError("checkout_not_open", "Nothing is left to pay; name an amount to pay more.");
  const txHashes = await carryOut(how, { store, checkout, target: { network, address }, amount: value });
  return { network, address, amount: value, txHashes };
}
