import type { Network } from "../chains/chain.js";
import type { Pool } from "../db/client.js";
import { announce } from "../db/notify.js";
import { transaction } from "../db/transaction.js";
import { CofferError } from "../lib/errors.js";
import { recordAudit } from "./audit.js";

type Pause = { pausedAt: Date | null; reason: string | null };

const PAUSE = `paused_at AS "pausedAt", pause_reason AS reason`;

/** As the audit keeps it: since when, and why, which a deep fork found out itself. */
function stateOf({ pausedAt, reason }: Pause) {
  return { paused: pausedAt !== null, pausedAt, reason };
}

/**
 * Pauses a network, or resumes it: while paused it takes no new checkouts and credits nothing; watching goes on. Doing it
 * again changes nothing: the first reason stands, and the note of who pauses what is paused is kept in the audit.
 * @throws CofferError `not_found` for a network that this store was never set up for.
 */
export async function pauseNetwork(
  pool: Pool,
  network: Network,
  request: { paused: boolean; clientId: string; note: string },
): Promise<void> {
  const { paused, clientId, note } = request;
  await transaction(pool, async (sql) => {
    const { rows } = await sql.query<Pause>(`SELECT ${PAUSE} FROM networks WHERE network = $1 FOR UPDATE`, [network]);
    const [before] = rows;
    if (before === undefined) throw new CofferError("not_found", `This store does not watch ${network}.`);
    const isAlready = (before.pausedAt !== null) === paused;
    if (isAlready && !paused) return;
    const changed = isAlready
      ? { rows: [before] }
      : await sql.query<Pause>(
          `UPDATE networks SET paused_at = CASE WHEN $2 THEN now() END, pause_reason = CASE WHEN $2 THEN $3 END
            WHERE network = $1 RETURNING ${PAUSE}`,
          [network, paused, note],
        );
    const action = paused ? "network.pause" : "network.resume";
    const states = { before: stateOf(before), after: stateOf(changed.rows[0] ?? before) };
    await recordAudit(sql, { clientId, action, objectId: network, ...states, note });
    if (!isAlready) await announce(sql, [{ network }]);
  });
}
