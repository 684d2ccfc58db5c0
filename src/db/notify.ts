import type { Sql } from "./sql.js";

/** The channel on which processes tell each other that something changed; the payload says what to look at again. */
export const CHANGES_CHANNEL = "coffer_changes";

/** A checkout changed, or a network's heights did (and with them the confirmations of what waits on it). */
export type Change = { checkout: string } | { network: string };

/** Announces changes to every process that listens, once the transaction of `sql` commits. */
export async function announce(sql: Sql, changes: Change[]): Promise<void> {
  if (changes.length === 0) return;
  await sql.query("SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload", [
    CHANGES_CHANNEL,
    [...new Set(changes.map((change) => JSON.stringify(change)))],
  ]);
}
