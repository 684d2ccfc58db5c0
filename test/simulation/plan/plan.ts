import type { Network } from "../../../src/chains/chain.js";

/** Everything that a seed decides. Times are milliseconds of play, amounts decimal strings. */
export type Plan = {
  seed: number;
  /** Whether the queue is on Redis, whose own mishaps are then part of the plan. */
  redis: boolean;
  /** How many times longer everything takes than it was drawn. */
  stretch: number;
  settings: Settings;
  /** How long is played before everything may come to rest. */
  playMs: number;
  buyers: BuyerPlan[];
  disturbances: Disturbance[];
};

/** Environment variables of the store, by the part that differs from seed to seed. */
type Settings = {
  ethereumConfirmations: string;
  crossCheckAboveUsdt: string;
  checkoutTtlSeconds: number;
};

export type BuyerPlan = {
  name: string;
  startMs: number;
  /** Promotional credits from the shop at the start, so that services spend from the first second on. */
  giftCredits: string;
  checkouts: CheckoutPlan[];
  spending: SpendingPlan[];
};

export type CheckoutPlan = {
  /** Milliseconds after the buyer's start. */
  afterMs: number;
  network: Network;
  purchase: { packId: string } | { amountUsd: string };
  /** Whether the buyer cancels it before paying. */
  cancels: boolean;
  /** Whether the buyer names each payment's hash to the store ("I paid"). */
  claims: boolean;
  payments: PaymentPlan[];
};

export type PaymentPlan = {
  /** What the buyer waits for first: nothing, that the checkout is paid, or that its time is over. */
  waitFor: "nothing" | "paid" | "deadline";
  /** Then so much longer. */
  pauseMs: number;
  kind: PaymentKind;
  usdt: string;
};

export type PaymentKind =
  | "transfer"
  /** By a contract that pays this address twice and a stranger once: exchanges do. */
  | "batch"
  /** A transfer of nothing, as address poisoners send it. */
  | "zero"
  /** The right amount of a token that is not USDT. */
  | "other_token"
  /** Paid and taken back in one transaction that fails. */
  | "reverted"
  /** Tried by a contract that has no such money, in a transaction that succeeds. */
  | "inner_failure"
  /** Given too little energy (TRON) or gas (Ethereum). */
  | "out_of_energy";

export type SpendingPlan = {
  /** Milliseconds after the buyer's start. */
  afterMs: number;
  /** Which of the two image services asks. */
  service: 0 | 1;
  credits: string;
  /** Sends each call twice at once with one key, as impatient clients do. */
  doubled: boolean;
  /** For how long a call is tried again when no definite answer came. */
  patienceMs: number;
  what:
    | { kind: "capture"; captured: string; pauseMs: number }
    | { kind: "void"; pauseMs: number }
    | { kind: "expire" }
    | { kind: "debit" }
    | { kind: "refund"; refunded: string; pauseMs: number }
    | { kind: "batch"; debits: number };
};

export const NETWORKS = ["tron", "ethereum"] as const satisfies readonly Network[];
export const PROCESSES = ["api", "worker-1", "worker-2"] as const;
export type ProcessName = (typeof PROCESSES)[number];

export const LIES = [
  "latency",
  "reset",
  "truncate",
  "html",
  "status",
  "error",
  "suspension",
  "withhold",
  "too_large",
  "other_chain",
  "dropped_log",
  "invented_log",
] as const;
export type Lie = (typeof LIES)[number];

export type Disturbance = { atMs: number } & (
  | { kind: "kill"; process: ProcessName; downMs: number }
  | { kind: "restart"; process: ProcessName }
  | { kind: "stall"; process: ProcessName; forMs: number }
  | { kind: "fork"; network: Network; depth: number; keep: boolean }
  /** One of a network's two providers lies to the calls that chance chooses, or to all of them (1). */
  | { kind: "lie"; network: Network; provider: 0 | 1; lie: Lie; chance: number; forMs: number }
  /** Both providers of a network are gone. */
  | { kind: "outage"; network: Network; forMs: number }
  /** The token takes a fee on transfers. */
  | { kind: "fee"; network: Network; basisPoints: number; forMs: number }
  /** An operator retries whatever is stuck. */
  | { kind: "retry" }
  /** The store's clock and both chains' jump. */
  | { kind: "clock"; hours: number }
  | { kind: "flush" }
  | { kind: "kill_redis"; downMs: number }
);
