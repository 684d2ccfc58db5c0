import { createExpireProcessor } from "../../workers/expire.js";
import type { Pool } from "../db/client.js";
import { transaction } from "../db/transaction.js";
import { advanceChainClocks } from "../embedded/advanceChainClocks.js";
import type { Development } from "../embedded/startEmbedded.js";
import { NOTICE_DAYS } from "../ledger/alertExpiringGrants.js";
import { readStoreTime } from "../ledger/readStoreTime.js";
import { readClockLead, setClockLead } from "../ledger/storeClock.js";
import { InvariantError } from "../lib/errors.js";
import type { Store } from "./store.js";

/** Two movers at once would each undo the other's steps. Any number will do that no other advisory lock has. */
const MOVER_LOCK = 72_707_370;

/** Stops on the way, at most: a store with more events than that between here and there does some of them together. */
const STOPS_MAX = 200;

const NOTICE = `interval '${NOTICE_DAYS} days'`;

/** The first moment after $1 at which something falls due. */
const NEXT_DUE = `SELECT min(at) AS at FROM (
  SELECT min(due_at) AS at FROM wallets WHERE due_at > $1
  UNION ALL SELECT min(expires_at) FROM holds WHERE state = 'open' AND expires_at > $1
  UNION ALL SELECT min(in_time_until) FROM checkouts WHERE status IN ('open', 'confirming') AND in_time_until > $1
  UNION ALL SELECT min(expires_at) - ${NOTICE} FROM grants WHERE live AND expires_at - ${NOTICE} > $1
  UNION ALL SELECT min(next_at) FROM allowances WHERE ended_at IS NULL AND next_at > $1) AS moments`;

async function nextDue(pool: Pool, after: Date): Promise<Date | null> {
  const { rows } = await pool.query<{ at: Date | null }>(NEXT_DUE, [after]);
  return rows[0]?.at ?? null;
}

/** Goes from one due moment to the next up to `target`, and at each does what has fallen due. */
async function walkTo(pool: Pool, target: number, leadAtStart: number, runDue: () => Promise<void>): Promise<void> {
  let lead = leadAtStart;
  const stride = (target - leadAtStart) / STOPS_MAX;
  await runDue();
  while (lead < target) {
    const now = await readStoreTime(pool);
    const due = await nextDue(pool, now);
    // Rounded up: at the stop, what is due there has to be due.
    const step = due === null ? target - lead : Math.max(due.getTime() + 1 - now.getTime(), Math.ceil(stride));
    lead = Math.min(target, lead + step);
    const next = lead;
    await transaction(pool, (sql) => setClockLead(sql, next));
    await runDue();
  }
}

/**
 * Moves the time of a development store and of both its chains. What falls due on the way happens in order, each at its
 * own moment, as it would have.
 * @returns the store's time afterwards.
 * @throws InvariantError on real chains, whose time nobody moves.
 */
export async function moveClock(
  store: Pick<Store, "crediting"> & { development: Development | null },
  seconds: number,
): Promise<Date> {
  const { development, crediting } = store;
  const { pool, chains, catalogs } = crediting;
  if (development === null) throw new InvariantError("The clock of a store on real chains cannot be moved.");
  const mover = await pool.connect();
  try {
    await mover.query("SELECT pg_advisory_lock($1)", [MOVER_LOCK]);
    const lead = await readClockLead(pool);
    await walkTo(pool, lead + seconds * 1000, lead, createExpireProcessor(pool, chains, catalogs));
    const now = await readStoreTime(pool);
    await advanceChainClocks(development, now);
    return now;
  } finally {
    await mover.query("SELECT pg_advisory_unlock($1)", [MOVER_LOCK]).catch(() => undefined);
    mover.release();
  }
}
