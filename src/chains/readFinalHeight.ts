import { ProviderError } from "./providerError.js";
import type { ProviderClient, ProviderPool } from "./rpc.js";

/** A provider whose final height is further below the head than that has fallen behind; it is no measure for others. */
const LAGGING_TIMES = 3;

type FinalityFacts = {
  /** No block is final with fewer on top of it; 0 on chains of one's own, where that is not known. */
  finalDepthLeast: number;
  /** A block with this many on top of it is final, as a rule. */
  finalDepth: number;
};

/**
 * The final height as far as it is to be believed. What one provider calls final is bounded by what the chain's own rules
 * make possible below the head, and by a second provider's word where there is one that keeps up: to have a payment
 * credited early, both would have to lie.
 * @throws ProviderError when `client` cannot say.
 */
export async function readFinalHeight<Client extends ProviderClient>(
  pool: ProviderPool<Client>,
  client: Client,
  head: number,
  { finalDepthLeast, finalDepth }: FinalityFacts,
  read: (client: Client) => Promise<number>,
): Promise<number> {
  const own = Math.min(await read(client), head - finalDepthLeast);
  const second = await readSecond(pool, client, read);
  if (second === null || head - second > LAGGING_TIMES * finalDepth) return own;
  return Math.min(own, second);
}

async function readSecond<Client extends ProviderClient>(
  pool: ProviderPool<Client>,
  client: Client,
  read: (client: Client) => Promise<number>,
): Promise<number | null> {
  const other = pool.available().find(({ host }) => host !== client.host);
  if (other === undefined) return null;
  try {
    return await pool.guard(other, () => read(other), { makesGood: false });
  } catch (error) {
    if (error instanceof ProviderError) return null;
    throw error;
  }
}
