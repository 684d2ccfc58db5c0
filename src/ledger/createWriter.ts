import type { Sql } from "../db/sql.js";
import { UnavailableError } from "../lib/errors.js";
import { bucketOf } from "../lib/ids.js";
import { type Burn, burn } from "./burn.js";
import { changeHolds, type HoldChange } from "./changeHolds.js";
import type { LedgerReply } from "./outcome.js";
import { type DebitRefund, refundDebits } from "./refundDebits.js";

/** Moves credits for the spend journey. Calls that arrive while a statement is in flight share the next one. */
export type LedgerWriter = {
  burn(item: Burn): Promise<LedgerReply>;
  changeHold(item: HoldChange): Promise<LedgerReply>;
  refund(item: DebitRefund): Promise<LedgerReply>;
};

export type WriterOptions = {
  /** Connections that write at once; each bucket belongs to one of them. About one a core. */
  lanes?: number;
  /** How long credits live on that return to a lot which expired meanwhile, by the catalogue in force. */
  graceSeconds: () => number;
};

/** Items of one statement: beyond this a batch gains little and its first caller waits for its last. */
const BATCH_MAX = 500;
/** Calls that may wait in one lane; more are refused, because their callers would have given up before their turn. */
const WAITING_MAX = 20_000;

type Work =
  | { kind: "burn"; item: Burn }
  | { kind: "changeHold"; item: HoldChange }
  | { kind: "refund"; item: DebitRefund };

type Waiting = Work & { resolve: (reply: LedgerReply) => void; reject: (error: unknown) => void };

type Run = (batch: Waiting[]) => Promise<LedgerReply[]>;

/** One writer connection's queue: runs one statement at a time, of one kind, in the order of arrival. */
function createLane(run: Run): (work: Work) => Promise<LedgerReply> {
  let waiting: Waiting[] = [];
  let running = false;

  function takeBatch(): Waiting[] {
    const kind = waiting[0]?.kind;
    const batch: Waiting[] = [];
    const rest: Waiting[] = [];
    for (const one of waiting) (one.kind === kind && batch.length < BATCH_MAX ? batch : rest).push(one);
    waiting = rest;
    return batch;
  }

  async function answer(batch: Waiting[]): Promise<void> {
    try {
      const replies = await run(batch);
      for (const [index, one] of batch.entries()) {
        const reply = replies[index];
        if (reply === undefined)
          one.reject(new UnavailableError("The ledger gave no answer; try again with the same key."));
        else one.resolve(reply);
      }
    } catch (error) {
      // One item may have spoiled the statement for all; keys make it safe to run each again alone.
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const one of batch) await answer([one]);
    }
  }

  async function drain(): Promise<void> {
    running = true;
    while (waiting.length > 0) await answer(takeBatch());
    running = false;
  }

  return (work) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= WAITING_MAX) {
        reject(new UnavailableError("Too many calls are waiting for the ledger; try again with the same key."));
        return;
      }
      waiting.push({ ...work, resolve, reject });
      if (!running) void drain();
    });
}

/** Builds the writer of one process. Any number of processes may write: rows are locked, always in the same order. */
export function createWriter(pool: Sql, options: WriterOptions): LedgerWriter {
  const run: Run = (batch) => {
    const burns = batch.flatMap((one) => (one.kind === "burn" ? [one.item] : []));
    if (burns.length > 0) return burn(pool, burns);
    const changes = batch.flatMap((one) => (one.kind === "changeHold" ? [one.item] : []));
    if (changes.length > 0) return changeHolds(pool, changes, options.graceSeconds());
    return refundDebits(
      pool,
      batch.flatMap((one) => (one.kind === "refund" ? [one.item] : [])),
      options.graceSeconds(),
    );
  };
  const lanes = Array.from({ length: options.lanes ?? 2 }, () => createLane(run));
  const submit = (bucket: number | null, work: Work): Promise<LedgerReply> => {
    const lane = lanes[(bucket ?? 0) % lanes.length];
    return lane === undefined ? Promise.reject(new UnavailableError("The ledger has no writer.")) : lane(work);
  };
  return {
    burn: (item) => submit(bucketOf("wal", item.walletId), { kind: "burn", item }),
    changeHold: (item) => submit(bucketOf("hld", item.holdId), { kind: "changeHold", item }),
    refund: (item) => submit(bucketOf("deb", item.debitId), { kind: "refund", item }),
  };
}
