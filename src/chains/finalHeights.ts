import type { PassOptions } from "./chain.js";

export type FinalHeightsOptions = {
  /** Reads the final height at most so often, but for a store of reads that quiet times save up; 0: at every pass. */
  everyMs: number;
  /** Blocks on top of one after which it is final on this network, as a rule. */
  finalDepth: number;
  /** No block is final with fewer on top of it. */
  finalDepthLeast: number;
  now?: () => number;
};

export type FinalHeights<Client extends object> = {
  /** The final height of a provider whose head is `head`; asks it by `read` only where the answer is needed. */
  learn(client: Client, head: number, options: PassOptions, read: () => Promise<number>): Promise<number>;
};

/** Reads that quiet times save up: the deposits of a busy minute are then credited as soon as they are final. */
const SAVED_MOST = 40;
/** What nobody waits for is still shown to operators, and lets old blocks be forgotten. */
const SHOWN_EVERY_MS = 600_000;

type Known = { height: number; readAt: number };

/**
 * Learns final heights with few calls. A final height only grows, so that one learnt earlier is true, merely old: it is read
 * again when a deposit may have become final, or when a catch-up can go by ranges. One that is not below the head is not
 * true: the provider showed another chain then.
 */
export function createFinalHeights<Client extends object>(options: FinalHeightsOptions): FinalHeights<Client> {
  const { everyMs, finalDepth, finalDepthLeast } = options;
  const now = options.now ?? Date.now;
  const known = new WeakMap<Client, Known>();
  let saved = SAVED_MOST;
  let countedAt = now();

  /** Whether a read is left; it is used up then. */
  function spend(): boolean {
    saved = Math.min(SAVED_MOST, saved + (now() - countedAt) / everyMs);
    countedAt = now();
    if (saved < 1) return false;
    saved -= 1;
    return true;
  }

  function isNeeded({ height, readAt }: Known, head: number, { cursor, awaitingFinal }: PassOptions): boolean {
    if (cursor === undefined || now() - readAt >= SHOWN_EVERY_MS) return true;
    // Above the known final height blocks are read one by one: a long way goes by ranges.
    if (height <= cursor && head - cursor > finalDepth) return true;
    return awaitingFinal !== undefined && height < awaitingFinal && head - awaitingFinal >= finalDepth;
  }

  return {
    learn: async (client, head, wanted, read) => {
      const learnt = known.get(client);
      const last = learnt === undefined || learnt.height >= head ? undefined : learnt;
      const isWanted = wanted.finalOnly === true || (last !== undefined && isNeeded(last, head, wanted) && spend());
      if (everyMs > 0 && last !== undefined && !isWanted) return Math.min(last.height, head - finalDepthLeast);
      const height = await read();
      known.set(client, { height, readAt: now() });
      return Math.min(height, head);
    },
  };
}
