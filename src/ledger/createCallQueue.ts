import { UnavailableError } from "../lib/errors.js";
import type { Burn } from "./burn.js";
import type { HoldChange } from "./changeHolds.js";
import type { LedgerReply } from "./outcome.js";
import type { DebitRefund } from "./refundDebits.js";

/** Items of one statement: beyond this a batch gains little and its first caller waits for its last. */
const BATCH_MAX = 500;
/**
 * Up to so many waiting calls share one statement, whatever their buckets: two statements of half the size cost the
 * database a third more. Above it the lanes share the work out.
 */
const SHARED_MAX = 200;
/** Calls that may wait; more are refused, because their callers would have given up before their turn. */
const WAITING_MAX = 20_000;

/** One call of the spend journey. */
export type Work =
  | { kind: "debit" | "hold"; item: Burn }
  | { kind: "changeHold"; item: HoldChange }
  | { kind: "refund"; item: DebitRefund };

/** A call that waits for its statement. */
type Waiting = {
  work: Work;
  bucket: number;
  /** Client and key. */
  name: string;
  resolve: (reply: LedgerReply) => void;
  reject: (error: unknown) => void;
};

/** Runs the calls of one kind as one statement; answers in their order. */
export type Run = (batch: Work[]) => Promise<LedgerReply[]>;

async function answer(run: Run, batch: Waiting[]): Promise<void> {
  try {
    const replies = await run(batch.map(({ work }) => work));
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
export function createCallQueue(run: Run, lanes: number): (work: Work, bucket: number) => Promise<LedgerReply> {
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
      const fits = ofLane && one.work.kind === (batch[0] ?? one).work.kind && !keys.has(one.name);
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
      waiting.push({ work, bucket, name: `${clientId} ${key}`, resolve, reject });
      // All calls that arrive in one turn of the event loop are counted first: a batch request makes a thousand.
      if (!starting) setImmediate(begin);
      starting = true;
    });
}
