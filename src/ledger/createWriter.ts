import type { Sql } from "../db/sql.js";
import { bucketOf } from "../lib/ids.js";
import { type Burn, burn } from "./burn.js";
import { changeHolds, type HoldChange } from "./changeHolds.js";
import { createCallQueue, type Run, type Work } from "./createCallQueue.js";
import type { LedgerReply } from "./outcome.js";
import { type DebitRefund, refundDebits } from "./refundDebits.js";

/** Moves credits for the spend journey. Calls that arrive while a statement is in flight share the next one. */
export type LedgerWriter = {
  debit(item: Burn): Promise<LedgerReply>;
  hold(item: Burn): Promise<LedgerReply>;
  changeHold(item: HoldChange): Promise<LedgerReply>;
  refund(item: DebitRefund): Promise<LedgerReply>;
};

export type WriterOptions = {
  /** Statements that may be in flight at once when many calls wait; each then takes buckets of its own. About one a core. */
  lanes?: number;
  /** How long credits live on that return to a lot which expired meanwhile, by the catalogue in force. */
  graceSeconds: () => number;
};

/** Builds the writer of one process. Any number of processes may write: rows are locked, always in the same order. */
export function createWriter(pool: Sql, options: WriterOptions): LedgerWriter {
  const run: Run = (batch) => {
    const kind = batch[0]?.kind;
    // A batch is of one kind, which the compiler cannot know of a list.
    const items = <Kind extends Work["kind"]>() =>
      batch.map(({ item }) => item as Extract<Work, { kind: Kind }>["item"]);
    if (kind === "changeHold") return changeHolds(pool, items<"changeHold">(), options.graceSeconds());
    if (kind === "refund") return refundDebits(pool, items<"refund">(), options.graceSeconds());
    return burn(pool, kind === "hold" ? "hold" : "debit", items<"debit" | "hold">());
  };
  const submit = createCallQueue(run, options.lanes ?? 2);
  return {
    debit: (item) => submit({ kind: "debit", item }, bucketOf("wal", item.walletId) ?? 0),
    hold: (item) => submit({ kind: "hold", item }, bucketOf("wal", item.walletId) ?? 0),
    changeHold: (item) => submit({ kind: "changeHold", item }, bucketOf("hld", item.holdId) ?? 0),
    refund: (item) => submit({ kind: "refund", item }, bucketOf("deb", item.debitId) ?? 0),
  };
}
