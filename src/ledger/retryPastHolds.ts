import type { Sql } from "../db/sql.js";
import { type Burn, type BurnKind, burn } from "./burn.js";
import { expireWalletHolds } from "./expireHolds.js";
import type { LedgerReply } from "./outcome.js";

/**
 * Ends holds whose time is over where they stood in the way of a {@link burn}, and asks again for what they did. That ends:
 * each time it takes a hold whose time was over, and what they give back is spent or refused.
 * @param pool every statement is a transaction of its own.
 * @param replies what the burns were answered, in their order.
 * @param graceSeconds how long credits live on that return to a lot which expired meanwhile.
 * @returns the replies, none of them `holds_overdue`.
 */
export async function retryPastHolds(
  pool: Sql,
  kind: BurnKind,
  burns: Burn[],
  replies: LedgerReply[],
  graceSeconds: number,
): Promise<LedgerReply[]> {
  const blocked = burns.filter((_, index) => replies[index]?.code === "holds_overdue");
  if (blocked.length === 0) return replies;
  for (const walletId of new Set(blocked.map((item) => item.walletId))) {
    await expireWalletHolds(pool, walletId, graceSeconds);
  }
  const again = await retryPastHolds(pool, kind, blocked, await burn(pool, kind, blocked), graceSeconds);
  let place = 0;
  return replies.map((reply) => (reply.code === "holds_overdue" ? (again[place++] ?? reply) : reply));
}
