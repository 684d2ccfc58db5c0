import type { Chain } from "../chains/chain.js";
import type { Pool } from "../db/client.js";

/**
 * Adds the calls of this process to the day's counts of each provider, and learns what other processes have asked, so
 * that all keep one budget and a restart forgets nothing. Call it one at a time.
 */
export async function shareCallCounts(pool: Pool, chain: Chain): Promise<void> {
  await chain.shareCalls(async ({ host, day, calls }) => {
    const { rows } = await pool.query<{ calls: number }>(
      `INSERT INTO provider_calls (network, host, day, calls) VALUES ($1, $2, $3, $4)
       ON CONFLICT (network, host, day) DO UPDATE SET calls = provider_calls.calls + excluded.calls RETURNING calls`,
      [chain.network, host, day, calls],
    );
    return rows[0]?.calls ?? calls;
  });
}
