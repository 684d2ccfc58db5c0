import type { BlockHeader, PassOptions } from "./chain.js";
import { ProviderError } from "./providerError.js";

/**
 * Refuses a provider that is so far behind that it has none of the blocks which the store keeps: what it shows could not
 * be told from a fork below all of them.
 * @throws ProviderError "behind".
 */
export function requireHead(host: string, head: BlockHeader, { oldestKept }: PassOptions): void {
  if (oldestKept === undefined || head.number >= oldestKept) return;
  throw new ProviderError(
    "behind",
    host,
    `its newest block is ${head.number}; the oldest that this store keeps is ${oldestKept}`,
  );
}
