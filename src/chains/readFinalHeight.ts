import type { BlockHeader } from "./chain.js";
import { ProviderError } from "./providerError.js";
import type { ProviderClient, ProviderPool } from "./rpc.js";

/**
 * A provider whose final block is further below the head than that, and as much older than now, has fallen behind; it is no
 * measure for others. The head alone would not do: it is the first one's, which may be of another chain.
 */
const LAGGING_TIMES = 3;

type FinalBlock = Pick<BlockHeader, "number" | "timestamp">;

export type FinalityFacts = {
  blockMs: number;
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
  { blockMs, finalDepthLeast, finalDepth }: FinalityFacts,
  read: (client: Client) => Promise<FinalBlock>,
): Promise<number> {
  const own = Math.min((await read(client)).number, head - finalDepthLeast);
  const second = await readSecond(pool, client, read);
  if (second === null) return own;
  const lagging = LAGGING_TIMES * finalDepth;
  const isOld = Date.now() - second.timestamp.getTime() > lagging * blockMs;
  return isOld && head - second.number > lagging ? own : Math.min(own, second.number);
}

async function readSecond<Client extends ProviderClient>(
  pool: ProviderPool<Client>,
  client: Client,
  read: (client: Client) => Promise<FinalBlock>,
): Promise<FinalBlock | null> {
  const other = pool.available().find(({ host }) => host !== client.host);
  if (other === undefined) return null;
  try {
    return await pool.guard(other, () => read(other), { makesGood: false });
  } catch (error) {
    if (error instanceof ProviderError) return null;
    throw error;
  }
}
