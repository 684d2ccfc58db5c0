import type { Sql } from "../db/sql.js";
import { EnvError } from "../lib/env.js";
import type { Logger } from "../lib/log.js";

/** What each setting must not be: with it, PostgreSQL acknowledges what a crash of the machine then takes back. */
const UNSAFE = { fsync: "off", full_page_writes: "off", synchronous_commit: "off" } as const;

/**
 * Looks whether PostgreSQL keeps what it acknowledges.
 * @throws EnvError where money is real and it does not; elsewhere it is a warning.
 */
export async function requireDurableDatabase(
  sql: Sql,
  { isReal, log }: { isReal: boolean; log: Logger },
): Promise<void> {
  const { rows } = await sql.query<{ name: string; setting: string }>(
    "SELECT name, current_setting(name) AS setting FROM unnest($1::text[]) AS name",
    [Object.keys(UNSAFE)],
  );
  const found = rows.filter(({ name, setting }) => UNSAFE[name as keyof typeof UNSAFE] === setting);
  if (found.length === 0) return;
  const names = found.map(({ name }) => `${name} = off`).join(", ");
  const sentence = `DATABASE_URL: this PostgreSQL runs with ${names} and may lose what it has acknowledged; set it to on.`;
  if (isReal) throw new EnvError(sentence);
  log.warn(sentence);
}
