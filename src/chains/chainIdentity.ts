import type { Chain } from "./chain.js";
import { ProviderError } from "./providerError.js";

export type ChainIdentity = Awaited<ReturnType<Chain["readIdentity"]>>;

type Identified = { host: string; readIdentity(): Promise<ChainIdentity> };

/** An endpoint that turns into another chain is found within this time by its genesis, and at once by its block hashes. */
const RECHECK_MS = 900_000;

/**
 * Returns the check that a provider serves the same chain as all the others: `expected`, or else whatever the first one
 * that answered serves. It throws ProviderError "wrong_chain".
 */
export function createIdentityCheck(expected: ChainIdentity | undefined): (client: Identified) => Promise<void> {
  let pinned = expected;
  const checkedAt = new WeakMap<Identified, number>();

  return async (client) => {
    if (Date.now() - (checkedAt.get(client) ?? 0) < RECHECK_MS) return;
    const found = await client.readIdentity();
    pinned ??= found;
    if (found.chainId !== pinned.chainId || found.genesisHash !== pinned.genesisHash) {
      const message = `serves chain ${found.chainId} (genesis ${found.genesisHash}), not ${pinned.chainId} (${pinned.genesisHash})`;
      throw new ProviderError("wrong_chain", client.host, message);
    }
    checkedAt.set(client, Date.now());
  };
}
