import type { Pool } from "../db/client.js";
import { isDatabaseAway } from "../db/isDatabaseAway.js";
import { transaction } from "../db/transaction.js";
import { errorOf } from "../lib/errors.js";
import { type Burn, type BurnKind, burn } from "./burn.js";
import { catchUpWallet } from "./catchUpWallet.js";
import { lockWallet } from "./lockWallet.js";
import type { Answer } from "./outcome.js";

/** Catches these wallets up, each in a transaction of its own. @returns why one could not be, by wallet. */
async function catchUp(pool: Pool, walletIds: Set<string>, graceSeconds: number): Promise<Map<string, Error>> {
  const failures = new Map<string, Error>();
  for (const walletId of walletIds) {
    const caughtUp = transaction(pool, async (sql) => {
      await lockWallet(sql, walletId);
      await catchUpWallet(sql, walletId, graceSeconds);
    });
    await caughtUp.catch((error: unknown) => failures.set(walletId, errorOf(error)));
  }
  return failures;
}

/**
 * Asks again. What shared the first statement has happened by now, so that an error must not reach it: where the statement
 * fails, each is asked alone and only those fail that spoil it.
 */
async function burnAgain(pool: Pool, kind: BurnKind, burns: Burn[]): Promise<Answer[]> {
  if (burns.length === 0) return [];
  try {
    return await burn(pool, kind, burns);
  } catch (error) {
    const failure = errorOf(error);
    if (burns.length === 1 || isDatabaseAway(failure)) return burns.map(() => failure);
    const answers: Answer[] = [];
    for (const one of burns) answers.push(...(await burnAgain(pool, kind, [one])));
    return answers;
  }
}

const isBehind = (answer: Answer | undefined): boolean =>
  answer !== undefined && !(answer instanceof Error) && answer.code === "wallet_behind";

/**
 * Catches wallets up where that stood in the way of a {@link burn}, and asks again for those. That ends: each time it ends
 * holds whose time was over or grants periods that had begun, and what they bring is spent or refused.
 * @param replies what the burns were answered, in their order.
 * @param graceSeconds how long credits live on that return to a lot which expired meanwhile.
 * @returns the answers, none of them `wallet_behind`; an error where a wallet could not be caught up, of its calls alone, and of
 * a call that could not be made then, such as one whose quote has ended meanwhile.
 */
export async function retryCaughtUp(
  pool: Pool,
  kind: BurnKind,
  burns: Burn[],
  replies: Answer[],
  graceSeconds: number,
): Promise<Answer[]> {
  const blocked = burns.filter((_, index) => isBehind(replies[index]));
  if (blocked.length === 0) return replies;
  const failures = await catchUp(pool, new Set(blocked.map(({ walletId }) => walletId)), graceSeconds);
  const ready = blocked.filter(({ walletId }) => !failures.has(walletId));
  const asked = await burnAgain(pool, kind, ready);
  const again = (await retryCaughtUp(pool, kind, ready, asked, graceSeconds)).values();
  return replies.map((reply, index) => {
    if (!isBehind(reply)) return reply;
    return failures.get(burns[index]?.walletId ?? "") ?? again.next().value ?? reply;
  });
}
