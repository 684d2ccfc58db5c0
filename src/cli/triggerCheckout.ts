import type { Network } from "../chains/chain.js";
import { type Checkout, readCheckout } from "../checkout/checkout.js";
import { openCheckout } from "../checkout/openCheckout.js";
import { transaction } from "../db/transaction.js";
import { blockSender } from "../deposits/blockSender.js";
import { type Deposit, readDeposits } from "../deposits/deposit.js";
import { readNetwork } from "../deposits/network.js";
import { reorganize } from "../embedded/control.js";
import { payOnDevelopmentChain } from "../embedded/pay.js";
import { readRegion } from "../ledger/readRegion.js";
import { moveClock } from "../start/moveClock.js";
import type { Store } from "../start/store.js";
import { poll } from "./poll.js";
import { requireDevelopment } from "./requireDevelopmentStore.js";
import { commandLineClient } from "./withStore.js";

/** What a checkout is brought about with; `amount` in USDT base units. */
export type CheckoutWish = { walletId: string; amount: bigint; network: Network };

/** @returns the new checkout. */
export async function openTriggered(store: Store, wish: CheckoutWish): Promise<Checkout> {
  const { pool, catalogs, chains } = store.crediting;
  const [catalog, region] = [await catalogs.current(), await readRegion(pool, wish.walletId)];
  const id = await transaction(pool, (sql) =>
    openCheckout(sql, catalog, chains, {
      clientId: commandLineClient(),
      ...{ walletId: wish.walletId, region, network: wish.network },
      purchase: { amountUsd: wish.amount },
      ...{ promoCode: null, returnUrl: null, metadata: { openedBy: "coffer trigger" } },
      ttlSeconds: store.env.checkoutTtlSeconds,
    }),
  );
  return readCheckout(pool, id);
}

/** Opens a checkout and pays it on its chain. @returns the checkout. */
export async function payTriggered(store: Store, wish: CheckoutWish): Promise<Checkout> {
  const checkout = await openTriggered(store, wish);
  const { network, amountDue: amount } = checkout;
  await payOnDevelopmentChain({
    network: network ?? wish.network,
    development: requireDevelopment(store),
    to: checkout.address ?? "",
    amount,
  });
  return checkout;
}

/** Opens a checkout, pays it, and waits until a worker has seen the payment. @returns the deposit. */
export async function depositTriggered(store: Store, wish: CheckoutWish): Promise<Deposit> {
  const { id } = await payTriggered(store, wish);
  const read = async () => (await readDeposits(store.crediting.pool, "checkout_id = $1", [id]))[0] ?? null;
  return poll("the payment to be seen", read);
}

/** Moves the store's clock over a new checkout's whole time. @returns the checkout. */
export async function expireTriggered(store: Store, wish: CheckoutWish): Promise<Checkout> {
  const checkout = await openTriggered(store, wish);
  const seconds = Math.ceil((checkout.inTimeUntil.getTime() - checkout.createdAt.getTime()) / 1000) + 1;
  const now = await moveClock({ ...store, development: requireDevelopment(store) }, seconds);
  console.log(`The store's clock was moved on, to ${now.toISOString()}.`);
  return checkout;
}

/** Pays a checkout and blocks its sender until the payment is stuck for it. @returns the deposit. */
export async function stickTriggered(store: Store, wish: CheckoutWish): Promise<Deposit> {
  const { pool } = store.crediting;
  const deposit = await depositTriggered(store, wish);
  const by = { clientId: commandLineClient(), note: "coffer trigger deposit.stuck" };
  const sender = { network: deposit.network, address: deposit.from };
  await blockSender(pool, { ...sender, blocked: true }, by);
  try {
    await poll("the deposit to be stuck", async () => {
      const [now] = await readDeposits(pool, "id = $1 AND status IN ('stuck', 'credited')", [deposit.id]);
      return now ?? null;
    });
  } finally {
    await blockSender(pool, { ...sender, blocked: false }, by);
  }
  return deposit;
}

/** Pays a checkout and has a fork take the payment away for good. @returns the deposit. */
export async function reorganizeTriggered(store: Store, wish: CheckoutWish): Promise<Deposit> {
  const deposit = await depositTriggered(store, wish);
  const { headNumber } = await readNetwork(store.crediting.pool, deposit.network);
  // One more than there are down to the payment: a block may have come meanwhile.
  const depth = (headNumber ?? deposit.blockNumber) - deposit.blockNumber + 2;
  const development = requireDevelopment(store);
  await reorganize({ network: deposit.network, development, depth, keepTransactions: false });
  return deposit;
}
