import type { Chain, ProviderState } from "../chains/chain.js";
import type { Sql } from "../db/sql.js";
import { messageToKeep } from "../lib/errors.js";

/** How a provider was found by whoever asked it last; `askedAt` in ms since 1970, by the database's clock. */
export type FoundProvider = Pick<ProviderState, "ok" | "head" | "lastError"> & { askedAt: number };

/** With how long ago it was asked, in ms, for `askedAt`: clocks of several processes differ. */
function foundBy(
  states: ProviderState[],
  now: number,
): Record<string, Omit<FoundProvider, "askedAt"> & { age: number }> {
  const found: ReturnType<typeof foundBy> = {};
  for (const { host, ok, head, lastError, askedAt } of states) {
    if (askedAt === null) continue;
    found[host] = { ok, head, lastError: lastError === null ? null : messageToKeep(lastError), age: now - askedAt };
  }
  return found;
}

/**
 * Keeps how this process found the providers that it asked, for processes that ask none. Of what several processes found, the
 * latest is kept.
 */
export async function recordProviders(sql: Sql, { network, providers }: Chain): Promise<void> {
  await sql.query(
    `UPDATE networks SET providers = (
       SELECT coalesce(jsonb_object_agg(host, found ORDER BY (found ->> 'askedAt')::bigint, is_new), '{}')
         FROM (SELECT key, value, false FROM jsonb_each(providers)
               UNION ALL SELECT key, value - 'age' || jsonb_build_object('askedAt',
                 (extract(epoch FROM clock_timestamp()) * 1000)::bigint - (value ->> 'age')::bigint), true FROM jsonb_each($2)) AS all_found (host, found, is_new))
     WHERE network = $1`,
    [network, JSON.stringify(foundBy(providers(), Date.now()))],
  );
}
