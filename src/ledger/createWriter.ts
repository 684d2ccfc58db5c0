import { setTimeout as delay } from "node:timers/promises";
import type { Sql } from "../db/sql.js";
import { UnavailableError } from "../lib/errors.js";
import { bucketOf } from "../lib/ids.js";
import { type Burn, burn } from "./burn.js";
import { changeHolds, type HoldChange } from "./changeHolds.js";
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

/** Items of one statement: beyond this a batch gains little and its first caller waits for its last. */
const BATCH_MAX = 500;
/**
 * Up to so many waiting calls share one statement, whatever their buckets: two statements of half the size cost the
 * database a third more. Above it the lanes share the work out.
 */
const SHARED_MAX = 200;
/** A batch of so many says that many are calling at once. */
const BUSY = 8;
/** How long such callers are waited for, in milliseconds. */
const GATHER_MS = 2;
/** Calls that may wait; more are refused, because their callers would have given up before their turn. */
const WAITING_MAX = 20_000;

type Work =
  | { kind: "debit" | "hold"; item: Burn }
  | { kind: "changeHold"; item: HoldChange }
  | { kind: "refund"; item: DebitRefund };

type Waiting = Work & {
  bucket: number;
  /** Client and key. */
  name: string;
  resolve: (reply: LedgerReply) => void;
  reject: (error: unknown) => void;
};

type Run = (batch: Waiting[]) => Promise<LedgerReply[]>;

async function answer(run: Run, batch: Waiting[]): Promise<void> {
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
    else for (const one of batch) await answer(run, [one]);
  }
}

/**
 * Calls in the order of arrival, and the statements that carry them: of one kind each, no key twice in one, and of one
 * wallet one at a time.
 */
function createQueue(run: Run, lanes: number): (work: Work, bucket: number) => Promise<LedgerReply> {
  let waiting: Waiting[] = [];
  const busy = new Set<number | "shared">();

  function takeBatch(lane: number | "shared"): Waiting[] {
    const batch: Waiting[] = [];
    const rest: Waiting[] = [];
    const keys = new Set<string>();
    let seen = 0;
    for (const one of waiting) {
      if (batch.length === BATCH_MAX) break;
      seen += 1;
      const ofLane = lane === "shared" || one.bucket % lanes === lane;
      const fits = ofLane && one.kind === (batch[0] ?? one).kind && !keys.has(one.name);
      if (fits) keys.add(one.name);
      (fits ? batch : rest).push(one);
    }
    if (seen < waiting.length) rest.push(...waiting.slice(seen));
    waiting = rest;
    return batch;
  }

  async function carry(lane: number | "shared", batch: Waiting[]): Promise<void> {
    busy.add(lane);
    await answer(run, batch);
    // Whoever was just answered is likely to call again: where many call, a moment's wait makes the next batch twice as
    // large, and a batch's fixed cost is that of ten debits. A lone caller never waits.
    if (batch.length >= BUSY && waiting.length < batch.length) await delay(GATHER_MS);
    busy.delete(lane);
    start();
  }

  function start(): void {
    if (waiting.length === 0 || busy.has("shared")) return;
    if (waiting.length <= SHARED_MAX) {
      if (busy.size === 0) void carry("shared", takeBatch("shared"));
      return;
    }
    for (let lane = 0; lane < lanes; lane += 1) {
      const batch = busy.has(lane) ? [] : takeBatch(lane);
      if (batch.length > 0) void carry(lane, batch);
    }
  }

  let starting = false;
  function begin(): void {
    starting = false;
    start();
  }

  return (work, bucket) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= WAITING_MAX) {
        reject(new UnavailableError("Too many calls are waiting for the ledger; try again with the same key."));
        return;
      }
      const { clientId, key } = work.item.caller;
      waiting.push({ ...work, bucket, name: `${clientId} ${key}`, resolve, reject });
      // All calls that arrive in one turn of the event loop are counted first: a batch request makes a thousand.
      if (!starting) setImmediate(begin);
      starting = true;
    });
}

/** Builds the writer of one process. Any number of processes may write: rows are locked, always in the same order. */
export function createWriter(pool: Sql, options: WriterOptions): LedgerWriter {
  const run: Run = (batch) => {
    const kind = batch[0]?.kind;
    // A batch is of one kind, which the compiler cannot know of a list.
    const items = <Kind extends Work["kind"]>(...kinds: Kind[]) =>
      batch.flatMap((one) =>
        kinds.includes(one.kind as Kind) ? [one.item as Extract<Work, { kind: Kind }>["item"]] : [],
      );
    if (kind === "changeHold") return changeHolds(pool, items(kind), options.graceSeconds());
    if (kind === "refund") return refundDebits(pool, items(kind), options.graceSeconds());
    return burn(pool, kind === "hold" ? "hold" : "debit", items("debit", "hold"));
  };
  const submit = createQueue(run, options.lanes ?? 2);
  return {
    debit: (item) => submit({ kind: "debit", item }, bucketOf("wal", item.walletId) ?? 0),
    hold: (item) => submit({ kind: "hold", item }, bucketOf("wal", item.walletId) ?? 0),
    changeHold: (item) => submit({ kind: "changeHold", item }, bucketOf("hld", item.holdId) ?? 0),
    refund: (item) => submit({ kind: "refund", item }, bucketOf("deb", item.debitId) ?? 0),
  };
}
