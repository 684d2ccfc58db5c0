import type { Pool } from "../db/client.js";
import { transaction } from "../db/transaction.js";
import { type Burn, type BurnKind, burn } from "./burn.js";
import { catchUpWallet } from "./catchUpWallet.js";
import { lockWallet } from "./lockWallet.js";
import type { LedgerReply } from "./outcome.js";

/**
 * Catches wallets up where that stood in the way of a {@link burn}, and asks again for those. That ends: each time it ends
 * holds whose time was over or grants periods that had begun, and what they bring is spent or refused.
 * @param replies what the burns were answered, in their order.
 * @param graceSeconds how long credits live on that return to a lot which expired meanwhile.
 * @returns the replies, none of them `wallet_behind`.
 */
export async function retryCaughtUp(
  pool: Pool,
  kind: BurnKind,
  burns: Burn[],
  replies: LedgerReply[],
  graceSeconds: number,
): Promise<LedgerReply[]> {
  const blocked = burns.filter((_, index) => replies[index]?.code === "wallet_behind");
  if (blocked.length === 0) return replies;
  for (const walletId of new Set(blocked.map((item) => item.walletId))) {
    await transaction(pool, async (sql) => {
      await lockWallet(sql, walletId);
      await catchUpWallet(sql, walletId, graceSeconds);
    });
  }
  const again = await retryCaughtUp(pool, kind, blocked, await burn(pool, kind, blocked), graceSeconds);
  let place = 0;
  return replies.map((reply) => (reply.code === "wallet_behind" ? (again[place++] ?? reply) : reply));
}
