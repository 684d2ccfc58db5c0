import type { Sql } from "../db/sql.js";
import type { Fault } from "./verifyBucket.js";

/**
 * The chain goes on every minute, and every hour over all wallets. An entry that it leaves out while the bucket gains others
 * means that it stands still, or that the part over the entry was removed. In hours.
 */
const UNCOVERED_HOURS_MAX = 6;

/**
 * Computes one bucket's hash chain again from the entries. One statement, so one snapshot. A segment that differs names
 * the wallet and the entries among which something was changed, added or removed. The segments of a wallet follow each
 * other by number, or else one was removed; a checkpoint that differs names what became of its segments. Entries that no segment
 * covers may be new, but not older than the bucket's newest by hours: a store that stood still is not behind.
 */
const CHAIN_FAULTS = `
WITH hashed AS MATERIALIZED (
  SELECT s.wallet_id, s.from_version, s.to_version, s.position, s.hash, s.previous, s.before,
         sha256(s.previous || convert_to(coalesce(e.text, ''), 'UTF8')) AS computed
    FROM (SELECT s.*, coalesce(lag(s.hash) OVER w, sha256('')) AS previous, coalesce(lag(s.to_version) OVER w, 0) AS before
            FROM entry_segments s WHERE s.bucket = $1 WINDOW w AS (PARTITION BY s.wallet_id ORDER BY s.to_version)) AS s
    LEFT JOIN LATERAL (SELECT string_agg(ledger_entry_text(e), E'\\n' ORDER BY e.version) AS text FROM entries e
                        WHERE e.bucket = $1 AND e.wallet_id = s.wallet_id AND e.version > s.from_version AND e.version <= s.to_version) AS e ON true),
checkpoints AS (
  SELECT c.position, c.hash, c.entries, lag(c.hash) OVER w AS previous, lag(c.entries) OVER w AS entries_before, lag(c.position) OVER w AS before
    FROM entry_checkpoints c WHERE c.bucket = $1 WINDOW w AS (ORDER BY c.position)),
covered AS (
  SELECT position, sum(to_version - from_version) AS entries,
         string_agg(concat_ws('|', wallet_id, from_version, to_version, encode(hash, 'hex')), E'\\n' ORDER BY wallet_id, to_version) AS text
    FROM hashed GROUP BY position),
uncovered AS (
  SELECT w.id AS wallet_id, first.version, first.at, last.at AS newest_at
    FROM wallets w LEFT JOIN (SELECT wallet_id, max(to_version) AS to_version FROM hashed GROUP BY wallet_id) s ON s.wallet_id = w.id
    JOIN entries last ON last.bucket = $1 AND last.wallet_id = w.id AND last.version = w.version
    LEFT JOIN entries first ON first.bucket = $1 AND first.wallet_id = w.id AND first.version = coalesce(s.to_version, 0) + 1
   WHERE w.bucket = $1),
faults AS (
  SELECT wallet_id || ' entries ' || from_version + 1 || ' to ' || to_version AS example FROM hashed WHERE hash <> computed OR from_version <> before
  UNION ALL
  SELECT 'bucket ' || $1::smallint || ' checkpoint ' || coalesce(c.position, s.position) FROM checkpoints c FULL JOIN covered s ON s.position = c.position
   WHERE c.position IS DISTINCT FROM 0
     AND (c.position IS NULL OR c.before IS DISTINCT FROM c.position - 1 OR c.entries <> c.entries_before + coalesce(s.entries, 0)
          OR c.hash <> sha256(c.previous || convert_to(coalesce(s.text, ''), 'UTF8')))
  UNION ALL
  SELECT 'bucket ' || $1::smallint || ' checkpoint 0' WHERE NOT EXISTS (SELECT FROM checkpoints c WHERE c.position = 0 AND c.entries = 0)
  UNION ALL
  SELECT wallet_id || ' entries from ' || version || ', which no checkpoint covers' FROM uncovered
   WHERE at < least(now(), (SELECT max(newest_at) FROM uncovered)) - make_interval(hours => $2)
)
SELECT 'hash_chain' AS name, count(*) AS count, min(example COLLATE "C") AS example FROM faults HAVING count(*) > 0`;

/** Checks one bucket's hash chain; an empty list means that no entry under it was changed, added or removed, and that it is not behind. */
export async function verifyChain(sql: Sql, bucket: number): Promise<Fault[]> {
  const { rows } = await sql.query<Fault>(CHAIN_FAULTS, [bucket, UNCOVERED_HOURS_MAX]);
  return rows;
}
