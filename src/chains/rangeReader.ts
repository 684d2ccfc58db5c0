import { ProviderError } from "./providerError.js";

type FinalRange = { from: number; to: number; finalHeight: number };

export type RangeReader = <T>(range: FinalRange, read: (from: number, to: number) => Promise<T>) => Promise<T>;

/**
 * Returns a reader that asks for at most `most` blocks from the start of a range, for half as many whenever a provider
 * says that it was too much, and for slowly more again after each success. It may therefore read less than it was
 * asked for, never more and never other blocks than the first ones.
 * @throws RangeError for a range that is empty or reaches above the final height; ProviderError "too_large" when even one block is too much.
 */
export function createRangeReader(most: number): RangeReader {
  let span = most;
  return async ({ from, to, finalHeight }, read) => {
    if (!(from <= to && to <= finalHeight)) {
      throw new RangeError(`blocks ${from} to ${to} are no range below the final height ${finalHeight}`);
    }
    for (;;) {
      const last = Math.min(to, from + span - 1);
      try {
        const result = await read(from, last);
        if (last - from + 1 === span) span = Math.min(most, span + Math.ceil(span / 10));
        return result;
      } catch (error) {
        const asked = last - from + 1;
        if (!(error instanceof ProviderError) || error.failure !== "too_large" || asked === 1) throw error;
        span = Math.ceil(asked / 2);
      }
    }
  };
}
