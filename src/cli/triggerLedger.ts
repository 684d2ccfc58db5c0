import { randomUUID } from "node:crypto";
import { graceSecondsOf } from "../catalog/graceSecondsOf.js";
import { transaction } from "../db/transaction.js";
import { addAlert } from "../ledger/alert.js";
import { NOTICE_DAYS } from "../ledger/alertExpiringGrants.js";
import { burn } from "../ledger/burn.js";
import { GIVEN_PRIORITY } from "../ledger/grant.js";
import type { Answer, Caller } from "../ledger/outcome.js";
import { toOutcome } from "../ledger/outcome.js";
import { postGrants } from "../ledger/postGrants.js";
import { readStoreTime } from "../ledger/readStoreTime.js";
import { readWallet } from "../ledger/readWallet.js";
import { refundDebits } from "../ledger/refundDebits.js";
import { retryCaughtUp } from "../ledger/retryCaughtUp.js";
import { InvariantError } from "../lib/errors.js";
import { moveClock } from "../start/moveClock.js";
import type { Store } from "../start/store.js";
import { requireDevelopment } from "./requireDevelopmentStore.js";
import { commandLineClient } from "./withStore.js";

/** Credits, in base units, and whose. */
export type CreditsWish = { walletId: string; credits: bigint };

const DAY_SECONDS = 86_400;
const HOLD_SECONDS = 60;
const REASON = "coffer trigger";

function newCaller(): Caller {
  const id = randomUUID();
  return { clientId: commandLineClient(), key: id, fingerprint: id, requestId: id };
}

/** The id of what a reply of the ledger about a wallet or debit made or changed. @throws the problem that it answered. */
function idOf([reply]: Answer[], ...subject: ["wal" | "deb", string]): string {
  if (reply instanceof Error) throw reply;
  if (reply === undefined) throw new InvariantError("The ledger gave no answer.");
  const outcome = toOutcome(reply, ({ id }: { id: string }) => id, ...subject);
  if (!outcome.ok) throw outcome.problem;
  return outcome.value;
}

async function move(store: Store, seconds: number): Promise<void> {
  const now = await moveClock({ ...store, development: requireDevelopment(store) }, seconds);
  console.log(`The store's clock was moved on, to ${now.toISOString()}.`);
}

/** Gives credits, which lapse where it says when. @returns the lot's id. */
export async function giveTriggered(
  { crediting: { pool } }: Store,
  { walletId, credits }: CreditsWish,
  expiresAt: Date | null = null,
): Promise<string> {
  const lot = { kind: "promotional", credits, priority: GIVEN_PRIORITY.promotional, costUsdt: 0n } as const;
  const grants = [{ ...lot, expiresAt, reason: REASON }];
  const posted = await transaction(pool, (sql) =>
    postGrants(sql, { walletId, depositId: null, checkoutId: null, grants }),
  );
  return posted[0]?.id ?? "";
}

async function readGraceSeconds({ crediting: { catalogs } }: Store): Promise<number> {
  return graceSecondsOf(await catalogs.current());
}

async function take(store: Store, wish: CreditsWish, expiresInSeconds: number | null): Promise<string> {
  const { walletId, credits } = wish;
  const kind = expiresInSeconds === null ? "debit" : "hold";
  const item = { walletId, credits, reference: REASON, details: {}, expiresInSeconds } as const;
  const burns = [{ ...item, caller: newCaller() }];
  const { pool } = store.crediting;
  const replies = await burn(pool, kind, burns);
  const caughtUp = await retryCaughtUp(pool, kind, burns, replies, await readGraceSeconds(store));
  return idOf(caughtUp, "wal", walletId);
}

/** Gives credits that lapse a day later than they are announced, and moves the clock there. @returns the lot's id. */
export async function announceTriggered(store: Store, wish: CreditsWish): Promise<string> {
  const now = await readStoreTime(store.crediting.pool);
  const expiresAt = new Date(now.getTime() + (NOTICE_DAYS + 1) * DAY_SECONDS * 1000);
  const id = await giveTriggered(store, wish, expiresAt);
  await move(store, DAY_SECONDS + 60);
  return id;
}

/** Gives credits, holds them, and moves the clock over the hold's time. @returns the hold's id. */
export async function lapseTriggered(store: Store, wish: CreditsWish): Promise<string> {
  await giveTriggered(store, wish);
  const id = await take(store, wish, HOLD_SECONDS);
  await move(store, HOLD_SECONDS + 1);
  return id;
}

/** Gives credits, spends them and refunds them. @returns the debit's id. */
export async function refundTriggered(store: Store, wish: CreditsWish): Promise<string> {
  await giveTriggered(store, wish);
  const debitId = await take(store, wish, null);
  const refund = { debitId, credits: null, owner: null, reason: REASON, caller: newCaller() };
  const refunded = await refundDebits(store.crediting.pool, [refund], await readGraceSeconds(store));
  return idOf(refunded, "deb", debitId);
}

/** Has the wallet's balance fall below a threshold. @returns the wallet's id. */
export async function lowTriggered(store: Store, { walletId, credits: below }: CreditsWish): Promise<string> {
  const { pool } = store.crediting;
  // Clearly above the threshold first, so that an alert that fired before fires again.
  await giveTriggered(store, { walletId, credits: 2n * below });
  await addAlert(pool, walletId, below, { graceSeconds: await readGraceSeconds(store) });
  const { available } = await readWallet(pool, walletId);
  await take(store, { walletId, credits: available - below + 1n }, null);
  return walletId;
}
