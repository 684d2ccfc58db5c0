import type { Sql } from "../../../src/db/sql.js";
import { type AuditedEntries, type Check, found } from "./finding.js";

const HASH = "md5(string_agg(e::text, '|' ORDER BY e.version))";

/** Reads the whole journal as it is now. */
export async function readEntries(sql: Sql): Promise<AuditedEntries> {
  const { rows } = await sql.query<AuditedEntries[number]>(
    `SELECT wallet_id AS "walletId", max(version)::text AS version, ${HASH} AS hash FROM entries e GROUP BY wallet_id`,
  );
  return rows;
}

/** Invariant 11: what was read of the journal during the play is still there, byte for byte. */
export const checkAppendOnly: Check = async (sql, { audited }) => {
  const findings = [];
  for (const reading of audited) {
    const { rows } = await sql.query<{ walletId: string }>(
      `SELECT seen.wallet_id AS "walletId" FROM unnest($1::text[], $2::bigint[], $3::text[]) AS seen(wallet_id, version, hash)
       WHERE seen.hash IS DISTINCT FROM (
         SELECT ${HASH} FROM entries e WHERE e.wallet_id = seen.wallet_id AND e.version <= seen.version)`,
      [reading.map(({ walletId }) => walletId), reading.map(({ version }) => version), reading.map(({ hash }) => hash)],
    );
    findings.push(...found(11, "entries that were read before have changed or are gone", rows));
  }
  return findings;
};
