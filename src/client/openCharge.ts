import type { Api } from "./api.js";
import { CofferError } from "./cofferError.js";
import { captureHold, extendHold, holdCredits, readHold, type Settlement, voidHold } from "./holdCredits.js";
import type { Hold, NewHold } from "./schema.js";

export type ChargeOptions = Omit<NewHold, "expiresInSeconds"> & {
  /** Your own name for this one piece of work, such as your job's id: it is charged once, however often it is tried. */
  idempotencyKey?: string;
  /** The hold is renewed at half of this; after a crash its credits are free again when it is over. 120 when left out. */
  holdSeconds?: number;
  /** Ends the work, and gives its credits back. */
  signal?: AbortSignal;
};

/** Credits that are held for work under way. It ends once: by a capture or a release. */
export type OpenCharge = {
  hold: Hold;
  /** Aborted by the caller's signal, and when the hold is lost: nothing would be paid any more. */
  signal: AbortSignal;
  capture(settlement: Settlement): Promise<Hold>;
  /** Whether the hold was captured after all, asked when a capture got no answer. False where it is not learned in 5 s. */
  wasCaptured(): Promise<boolean>;
  /** Gives the credits back; where Coffer cannot be reached, the hold's end does it. Never throws. */
  release(reason: string): Promise<void>;
};

/** How long it is asked what became of a capture, in milliseconds: whoever waits has waited for the capture already. */
const LOOKS_FOR_MS = 5_000;

/** Renews the hold at half of its time, until stopped. `lose` is called when it has ended, or cannot be renewed in time. */
function keepOpen(api: Api, hold: Hold, seconds: number, lose: (error: unknown) => void): () => void {
  let endsAt = Date.now() + seconds * 1_000;
  let timer: NodeJS.Timeout;
  const renew = async () => {
    const askedAt = Date.now();
    try {
      await extendHold(api, hold.id, seconds);
      endsAt = askedAt + seconds * 1_000;
    } catch (error) {
      const isRefused = error instanceof CofferError && error.code !== "rate_limited" && error.code !== "unavailable";
      // A hold that has reached its 24 hours still lasts until its end.
      const mayGoOn = !isRefused || error.code === "invalid_request";
      if (!mayGoOn || Date.now() >= endsAt) return lose(error);
    }
    plan();
  };
  const plan = () => {
    timer = setTimeout(renew, Math.max((endsAt - Date.now()) / 2, 1_000));
  };
  plan();
  return () => clearTimeout(timer);
}

/**
 * Holds credits for work that begins now.
 * @throws CofferError, CofferUnreachableError; then the work must not begin.
 */
export async function openCharge(api: Api, options: ChargeOptions): Promise<OpenCharge> {
  const { idempotencyKey = crypto.randomUUID(), holdSeconds = 120, signal: asked, ...what } = options;
  asked?.throwIfAborted();
  const hold = await holdCredits(api, { ...what, expiresInSeconds: holdSeconds }, idempotencyKey);
  const lost = new AbortController();
  const isPaid = hold.state === "captured";
  const stop = isPaid ? () => {} : keepOpen(api, hold, holdSeconds, (error) => lost.abort(error));
  let isReleased = false;
  return {
    hold,
    signal: asked === undefined ? lost.signal : AbortSignal.any([asked, lost.signal]),
    capture: async (settlement) => {
      if (isReleased) throw new Error("The credits of this work were given back already.");
      stop();
      return isPaid ? hold : captureHold(api, hold.id, settlement);
    },
    wasCaptured: () =>
      readHold(api, hold.id, AbortSignal.timeout(LOOKS_FOR_MS)).then(
        ({ state }) => state === "captured",
        () => false,
      ),
    release: async (reason) => {
      stop();
      if (isReleased || isPaid) return;
      isReleased = true;
      try {
        await voidHold(api, hold.id, reason);
      } catch (error) {
        if (error instanceof CofferError && error.code === "hold_not_open") return;
        process.emitWarning(
          `Hold ${hold.id} could not be voided and ends by itself: ${String(error)}`,
          "CofferWarning",
        );
      }
    },
  };
}
