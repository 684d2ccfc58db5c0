import { createExpireProcessor } from "../../workers/expire.js";
import type { Pool } from "../db/client.js";
import { transaction } from "../db/transaction.js";
import { unhurried } from "../db/unhurried.js";
import { advanceChainClocks } from "../embedded/advanceChainClocks.js";
import type { Development } from "../embedded/startEmbedded.js";
import { NOTICE_DAYS } from "../ledger/alertExpiringGrants.js";
import { readStoreTime } from "../ledger/readStoreTime.js";
import { readClockLead, setClockLead } from "../ledger/storeClock.js";
import { InvariantError } from "../lib/errors.js";
import type { Store } from "./store.js";

/** Two movers at once would each undo the other's steps. Any number will do that no other advisory lock has. */
const MOVER_LOCK = 72_707_370;

/** Stops on the way, at most. */
const STOPS_MAX = 200;
/** So many of them are at exact moments; a store in which more falls due does what comes after in equal strides, some of it together. */
const EXACT_STOPS = 100;

const NOTICE = `interval '${NOTICE_DAYS} days'`;

/** The first moment after $1 at which something falls due. */
const NEXT_DUE = `SELECT min(at) AS at FROM (
  SELECT min(due_at) AS at FROM wallets WHERE due_at > $1
  UNION ALL SELECT min(expires_at) FROM holds WHERE state = 'open' AND expires_at > $1
  UNION ALL SELECT min(in_time_until) FROM checkouts WHERE status IN ('open', 'confirming') AND in_time_until > $1
  UNION ALL SELECT min(expires_at) - ${NOTICE} FROM grants WHERE live AND expires_at - ${NOTICE} > $1
  UNION ALL SELECT min(w.active_at + make_interval(hours => 24 * g.inactive_after_days) - ${NOTICE}) FROM grants g
    JOIN wallets w ON w.bucket = g.bucket AND w.id = g.wallet_id
   WHERE g.live AND w.active_at + make_interval(hours => 24 * g.inactive_after_days) - ${NOTICE} > $1
  UNION ALL SELECT min(next_at) FROM allowances WHERE ended_at IS NULL AND next_at > $1) AS moments`;

async function nextDue(pool: Pool, after: Date): Promise<Date | null> {
  const { rows } = await pool.query<{ at: Date | null }>(NEXT_DUE, [after]);
  return rows[0]?.at ?? null;
}

/** Goes from one due moment to the next up to `target`, and at each does what has fallen due. */
async function walkTo(pool: Pool, target: number, leadAtStart: number, runDue: () => Promise<void>): Promise<void> {
  let lead = leadAtStart;
  await runDue();
  for (let stops = 0; lead < target; stops += 1) {
    const rest = target - lead;
    const stride = stops < EXACT_STOPS ? 0 : Math.ceil(rest / (STOPS_MAX - stops));
    const now = await readStoreTime(pool);
    const due = await nextDue(pool, now);
    // A millisecond later than it reads: at the stop, what is due there has to be due.
    const step = due === null ? rest : Math.max(due.getTime() + 1 - now.getTime(), stride);
    lead += Math.min(rest, step);
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
    await unhurried(mover).query("SELECT pg_advisory_lock($1)", [MOVER_LOCK]);
    const lead = await readClockLead(pool);
    // At every stop all of it: the next one may be months later.
    const runDue = createExpireProcessor(pool, chains, catalogs, { notice: 0, alert: 0 });
    await walkTo(pool, lead + seconds * 1000, lead, runDue);
    const now = await readStoreTime(pool);
    await advanceChainClocks(development, now);
    return now;
  } finally {
    await mover.query("SELECT pg_advisory_unlock($1)", [MOVER_LOCK]).catch(() => undefined);
    mover.release();
  }
}
