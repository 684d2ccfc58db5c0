import { isDatabaseAway } from "../db/isDatabaseAway.js";
import { errorOf, UnavailableError } from "../lib/errors.js";
import type { Burn } from "./burn.js";
import type { HoldChange } from "./changeHolds.js";
import type { Answer } from "./outcome.js";
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
export type Work = { bucket: number } & (
  | { kind: "debit" | "hold"; item: Burn }
  | { kind: "changeHold"; item: HoldChange }
  | { kind: "refund"; item: DebitRefund }
);

/** Calls that came together and are answered together. */
type Submitted = { answers: Answer[]; missing: number; resolve: (answers: Answer[]) => void };

/** A call that waits for its statement. */
type Waiting = { work: Work; submitted: Submitted; place: number };

/** Runs calls of one kind as one statement; answers in their order. */
export type Run = (batch: Work[]) => Promise<Answer[]>;

function settle({ submitted, place }: Waiting, answer: Answer): void {
  submitted.answers[place] = answer;
  submitted.missing -= 1;
  if (submitted.missing === 0) submitted.resolve(submitted.answers);
}

async function answer(run: Run, batch: Waiting[]): Promise<void> {
  try {
    const replies = await run(batch.map(({ work }) => work));
    for (const [index, one] of batch.entries()) {
      settle(one, replies[index] ?? new UnavailableError("The ledger gave no answer; try again with the same key."));
    }
  } catch (error) {
    const failure = errorOf(error);
    // One item may have spoiled the statement for all; keys make it safe to run each again alone. Where the database is
    // away that would only let every item wait for it in turn, and all that stand behind them.
    if (batch.length > 1 && !isDatabaseAway(failure)) for (const one of batch) await answer(run, [one]);
    else for (const one of batch) settle(one, failure);
  }
}

/** Where a call's key counts: in its wallet; of a hold or debit to change, whose wallet is not known yet, in its bucket. */
function placeOf({ item, bucket }: Work): string {
  return "walletId" in item ? item.walletId : String(bucket);
}

/** Whether a call may go with those whose keys are taken. If not, what follows of its place has to wait behind it. */
function takesTurn(work: Work, keys: Set<string>, deferred: Set<string>): boolean {
  const place = placeOf(work);
  if (deferred.has(place)) return false;
  const { clientId, key } = work.item.caller;
  // Neither a client's id nor a key has a space, so that no two calls read the same by chance.
  const name = `${place} ${clientId} ${key}`;
  if (keys.has(name)) {
    deferred.add(place);
    return false;
  }
  keys.add(name);
  return true;
}

/**
 * Calls in the order of arrival, and the statements that carry them: of one kind each, no key of a client and wallet twice
 * in one, and of one wallet one at a time. A call that waits for its key keeps those of its wallet behind it, in order.
 * @returns what takes calls and resolves with their answers, in their order.
 * @throws UnavailableError, from what it returns, when too many wait: then none of them was taken.
 */
export function createCallQueue(run: Run, lanes: number): (works: Work[]) => Promise<Answer[]> {
  let waiting: Waiting[] = [];
  const busy = new Set<number | "shared">();

  function takeBatch(lane: number | "shared"): Waiting[] {
    const batch: Waiting[] = [];
    const rest: Waiting[] = [];
    const keys = new Set<string>();
    const deferred = new Set<string>();
    let seen = 0;
    for (const one of waiting) {
      if (batch.length === BATCH_MAX) break;
      seen += 1;
      const { kind, bucket } = one.work;
      const ofLane = lane === "shared" || bucket % lanes === lane;
      const fits = ofLane && kind === (batch[0] ?? one).work.kind && takesTurn(one.work, keys, deferred);
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

  return async (works) => {
    if (waiting.length + works.length > WAITING_MAX) {
      throw new UnavailableError("Too many calls are waiting for the ledger; try again with the same key.");
    }
    if (works.length === 0) return [];
    // All calls that arrive in one turn of the event loop are counted before any statement starts.
    if (!starting) setImmediate(begin);
    starting = true;
    return new Promise((resolve) => {
      const submitted = { answers: [], missing: works.length, resolve };
      for (const [place, work] of works.entries()) waiting.push({ work, submitted, place });
    });
  };
}
