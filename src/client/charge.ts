import type { Api } from "./api.js";
import type { Settlement } from "./holdCredits.js";
import { type ChargeOptions, openCharge } from "./openCharge.js";
import type { Hold } from "./schema.js";

/** What `generate` answers: the result, and what is to be recorded of it. */
export type Generated<Result> = Settlement & { result: Result };

export type Generate<Result> = (work: { signal: AbortSignal; hold: Hold }) => Promise<Generated<Result>>;

export type Charged<Result> = { result: Result; hold: Hold };

/** Settles as `work` does, or at once when the signal is aborted, whether `work` listens to it or not. */
async function orAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** See {@link CofferClient.charge}. */
export async function charge<Result>(
  api: Api,
  options: ChargeOptions,
  generate: Generate<Result>,
): Promise<Charged<Result>> {
  const open = await openCharge(api, options);
  const { hold, signal } = open;
  try {
    const { result, ...settlement } = await orAborted(generate({ signal, hold }), signal);
    // Where it stays unknown whether the capture arrived, the result is kept back: trying again with the same
    // idempotencyKey finds out, and is charged once.
    return { result, hold: await open.capture(settlement) };
  } catch (error) {
    await open.release(error instanceof Error ? error.message : String(error));
    throw error;
  }
}
