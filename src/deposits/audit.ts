import type { Sql } from "../db/sql.js";
import { newId } from "../lib/ids.js";

/** Keeps who did what to which object, and why, in the transaction of the act. */
export async function recordAudit(
  sql: Sql,
  act: { clientId: string; action: string; objectId: string; before: unknown; after: unknown; note: string },
): Promise<void> {
  await sql.query(
    `INSERT INTO audit (id, client_id, action, object_id, before, after, note) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      newId("aud"),
      act.clientId,
      act.action,
      act.objectId,
      JSON.stringify(act.before),
      JSON.stringify(act.after),
      act.note,
    ],
  );
}

type AuditRecord = {
  id: string;
  at: Date;
  clientId: string;
  client: string | null;
  action: string;
  objectId: string;
  before: unknown;
  after: unknown;
  note: string | null;
};

/** Audit records, newest first, below the id `cursor` where given, of one object where named. */
export async function listAudit(
  sql: Sql,
  { limit, cursor, objectId }: { limit: number; cursor?: string | undefined; objectId?: string | undefined },
): Promise<AuditRecord[]> {
  const { rows } = await sql.query<AuditRecord>(
    `SELECT audit.id, audit.at, client_id AS "clientId", clients.name AS client, action, object_id AS "objectId",
            before, after, note
     FROM audit LEFT JOIN clients ON clients.id = client_id
     WHERE ($1::text IS NULL OR audit.id < $1) AND ($2::text IS NULL OR object_id = $2) ORDER BY audit.id DESC LIMIT $3`,
    [cursor ?? null, objectId ?? null, limit],
  );
  return rows;
}
