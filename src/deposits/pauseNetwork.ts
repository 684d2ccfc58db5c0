import type { Network } from "../chains/chain.js";
import type { Pool } from "../db/client.js";
import { announce } from "../db/notify.js";
import { transaction } from "../db/transaction.js";
import { CofferError } from "../lib/errors.js";
import { recordAudit } from "./audit.js";

/**
 * Pauses a network, or resumes it: while paused it takes no new checkouts and credits nothing; watching goes on. Doing it
 * again changes nothing.
 * @throws CofferError `not_found` for a network that this store was never set up for.
 */
export async function pauseNetwork(
  pool: Pool,
  network: Network,
  request: { paused: boolean; clientId: string; note: string },
): Promise<void> {
  const { paused, clientId, note } = request;
  await transaction(pool, async (sql) => {
    const { rows } = await sql.query<{ pausedAt: Date | null }>(
      `SELECT paused_at AS "pausedAt" FROM networks WHERE network = $1 FOR UPDATE`,
      [network],
    );
    const [before] = rows;
    if (before === undefined) throw new CofferError("not_found", `This store does not watch ${network}.`);
    if ((before.pausedAt !== null) === paused) return;
    await sql.query(
      `UPDATE networks SET paused_at = CASE WHEN $2 THEN now() END, pause_reason = CASE WHEN $2 THEN $3 END WHERE network = $1`,
      [network, paused, note],
    );
    await recordAudit(sql, {
      clientId,
      action: paused ? "network.pause" : "network.resume",
      objectId: network,
      before: { paused: !paused },
      after: { paused },
      note,
    });
    await announce(sql, [{ network }]);
  });
}
