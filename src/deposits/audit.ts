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
