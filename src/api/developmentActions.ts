import type { Network } from "../chains/chain.js";

/** How a buyer is played: as asked, or in one of the ways in which payments go wrong. */
export const PAYMENT_MANNERS = ["exact", "half", "late", "twice", "wrong_token", "reorg"] as const;

export type PaymentManner = (typeof PAYMENT_MANNERS)[number];

/** A payment that was made; amounts in base units of the token. */
export type PlayedPayment = { network: Network; address: string; amount: bigint; txHashes: string[] };

/** What developers may do to development chains from a page or the command line. */
export type DevelopmentActions = {
  /** Pays a checkout from the faucet; `amount` in USDT base units in place of what the manner would pay. */
  pay(checkoutId: string, how: PaymentManner, amount?: bigint): Promise<PlayedPayment>;
  mine(network: Network, blocks: number): Promise<void>;
  /** Replaces the newest blocks; payments in them come back in later ones. */
  fork(network: Network, depth: number): Promise<void>;
};
