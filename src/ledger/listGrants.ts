import type { Sql } from "../db/sql.js";
import { bucketOf } from "../lib/ids.js";
import { requireBucket } from "./bucket.js";
import { type Grant, type GrantRow, grantFromRow } from "./grant.js";
import { badCursor, type Page, type PageRequest, toPage } from "./page.js";

/**
 * A wallet's lots, newest first, exhausted and expired ones too.
 * @throws CofferError `invalid_request` on a foreign cursor, `not_found` on a malformed wallet id.
 */
export async function listGrants(sql: Sql, walletId: string, page: PageRequest): Promise<Page<Grant>> {
  const bucket = requireBucket("wal", walletId);
  if (page.cursor !== undefined && bucketOf("grt", page.cursor) === null) throw badCursor();
  const { rows } = await sql.query<GrantRow>(
    `SELECT * FROM grants WHERE bucket = $1 AND wallet_id = $2 AND ($3::text IS NULL OR id < $3 COLLATE "C")
      ORDER BY id DESC LIMIT $4`,
    [bucket, walletId, page.cursor ?? null, page.limit + 1],
  );
  return toPage(rows.map(grantFromRow), page.limit, (grant) => grant.id);
}
