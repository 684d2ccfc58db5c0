import type { Pool } from "../db/client.js";
import { InvariantError } from "../lib/errors.js";
import { bucketOf } from "../lib/ids.js";
import { type Burn, burn } from "./burn.js";
import { changeHolds, type HoldChange } from "./changeHolds.js";
import { createCallQueue, type Run, type Work } from "./createCallQueue.js";
import type { Answer, LedgerReply } from "./outcome.js";
import { type DebitRefund, refundDebits } from "./refundDebits.js";
import { retryCaughtUp } from "./retryCaughtUp.js";

/** Moves credits for the spend journey. Calls that arrive while a statement is in flight share the next one. */
export type LedgerWriter = {
  debit(item: Burn): Promise<LedgerReply>;
  /** Many at once, each answered for itself, in their order. */
  debits(items: Burn[]): Promise<Answer[]>;
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
export function createWriter(pool: Pool, options: WriterOptions): LedgerWriter {
  const run: Run = async (batch) => {
    const kind = batch[0]?.kind;
    // A batch is of one kind, which the compiler cannot know of a list.
    const items = <Kind extends Work["kind"]>() =>
      batch.map(({ item }) => item as Extract<Work, { kind: Kind }>["item"]);
    if (kind === "changeHold") return changeHolds(pool, items<"changeHold">(), options.graceSeconds());
    if (kind === "refund") return refundDebits(pool, items<"refund">(), options.graceSeconds());
    const burnKind = kind === "hold" ? "hold" : "debit";
    const burns = items<"debit" | "hold">();
    return retryCaughtUp(pool, burnKind, burns, await burn(pool, burnKind, burns), options.graceSeconds());
  };
  const submit = createCallQueue(run, options.lanes ?? 2);
  const submitOne = async (work: Work): Promise<LedgerReply> => {
    const [answer] = await submit([work]);
    if (answer === undefined) throw new InvariantError("A call of the ledger was not answered.");
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const burnWork = (kind: "debit" | "hold", item: Burn): Work => {
    return { kind, item, bucket: bucketOf("wal", item.walletId) ?? 0 };
  };
  return {
    debit: (item) => submitOne(burnWork("debit", item)),
    debits: (items) => submit(items.map((item) => burnWork("debit", item))),
    hold: (item) => submitOne(burnWork("hold", item)),
    changeHold: (item) => submitOne({ kind: "changeHold", item, bucket: bucketOf("hld", item.holdId) ?? 0 }),
    refund: (item) => submitOne({ kind: "refund", item, bucket: bucketOf("deb", item.debitId) ?? 0 }),
  };
}
