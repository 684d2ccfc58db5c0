import { createAttempts } from "../db/attempts.js";
import type { Pool } from "../db/client.js";
import { postEvent } from "../db/outbox.js";
import type { Sql } from "../db/sql.js";
import { transaction } from "../db/transaction.js";
import { unhurried } from "../db/unhurried.js";
import { formatAmount } from "../lib/money.js";
import { type Alert, listAlerts } from "./alert.js";
import { alertCrossings, type BalanceAt } from "./alertCrossings.js";
import { listAllowances } from "./allowance.js";
import { grantPeriods } from "./grantPeriods.js";
import { lockWallet } from "./lockWallet.js";
import { readStoreTime } from "./readStoreTime.js";

/** Wallets looked at before the next are read. */
const BATCH = 200;
/** Entries of a wallet looked at in one transaction. */
const ENTRIES_AT_ONCE = 10_000;

type Seen = BalanceAt & { version: bigint; isBalance: boolean };

/**
 * The wallet's balances since an entry. Of the entries of one instant, which one call made, only the last is a balance; and
 * none is one that lacks a period of an allowance which had begun and was granted later.
 */
async function readBalances(sql: Sql, bucket: number, walletId: string, since: bigint): Promise<Seen[]> {
  const { rows } = await sql.query<Seen>(
    `WITH period AS MATERIALIZED (
       SELECT x.version, g.effective_at FROM entries x JOIN grants g ON g.bucket = x.bucket AND g.id = x.grant_ids[1]
        WHERE x.bucket = $1 AND x.wallet_id = $2 AND x.version > $3 AND x.code = 'grant' AND g.source_type = 'allowance')
     SELECT e.version, e.at, e.available_after AS available, lead(e.at) OVER (ORDER BY e.version) IS DISTINCT FROM e.at
            AND NOT EXISTS (SELECT FROM period p WHERE p.version > e.version AND p.effective_at <= e.at) AS "isBalance"
       FROM entries e WHERE e.bucket = $1 AND e.wallet_id = $2 AND e.version > $3 ORDER BY e.version LIMIT $4`,
    [bucket, walletId, since, ENTRIES_AT_ONCE],
  );
  return rows;
}

async function advance(sql: Sql, bucket: number, walletId: string, alert: Alert, entries: Seen[]): Promise<number> {
  const { below, seenVersion } = alert;
  const balances = entries.filter(({ version, isBalance }) => isBalance && version > seenVersion);
  const { crossings, armed } = alertCrossings(alert, balances);
  for (const { available, at } of crossings) {
    const facts = { walletId, below: formatAmount(below), available: formatAmount(available), at: at.toISOString() };
    await postEvent(sql, { bucket, type: "wallet.low_balance", objectId: walletId, facts });
  }
  await sql.query(
    `UPDATE alerts SET armed = $4, seen_version = greatest(seen_version, $5)
      WHERE bucket = $1 AND wallet_id = $2 AND below = $3`,
    [bucket, walletId, below, armed, entries.at(-1)?.version ?? seenVersion],
  );
  return crossings.length;
}

async function alertWallet(pool: Pool, bucket: number, walletId: string): Promise<number> {
  return transaction(pool, async (sql) => {
    await lockWallet(sql, walletId);
    const alerts = await listAlerts(sql, walletId);
    const [oldest] = alerts.map(({ seenVersion }) => seenVersion).sort((left, right) => (left < right ? -1 : 1));
    if (oldest === undefined) return 0;
    // What has begun counts, also before the pass comes to it.
    const now = await readStoreTime(sql);
    for (const allowance of await listAllowances(sql, walletId)) await grantPeriods(sql, allowance, now);
    const entries = await readBalances(sql, bucket, walletId, oldest);
    let fired = 0;
    for (const alert of alerts) fired += await advance(sql, bucket, walletId, alert, entries);
    return fired;
  });
}

type Wallet = { bucket: number; wallet_id: string };

/** Those in which something happened since the last look, a batch of them, after one that was looked at. */
const UNSEEN = `SELECT DISTINCT a.bucket, a.wallet_id FROM alerts a JOIN wallets w ON w.bucket = a.bucket AND w.id = a.wallet_id
  WHERE w.version > a.seen_version AND (a.bucket, a.wallet_id) > ($2, $3) ORDER BY a.bucket, a.wallet_id LIMIT $1`;

/**
 * Looks at what happened to wallets with alerts since the last look, and posts `wallet.low_balance` once for each
 * crossing, also for one that was over before this ran. Debits and holds do nothing for it. Safe to run at any time and
 * twice at once. One wallet that cannot be looked at keeps none of the others from it.
 * @returns how many alerts fired.
 * @throws what looking at one failed with, once all others are looked at; at once where the database is away.
 */
export async function alertLowBalances(pool: Pool): Promise<number> {
  let fired = 0;
  const attempts = createAttempts();
  let last: Wallet | undefined = { bucket: -1, wallet_id: "" };
  while (last !== undefined) {
    const after: Wallet = last;
    const { rows } = await unhurried(pool).query<Wallet>(UNSEEN, [BATCH, after.bucket, after.wallet_id]);
    for (const { bucket, wallet_id: walletId } of rows) {
      await attempts.run(async () => {
        fired += await alertWallet(pool, bucket, walletId);
      });
    }
    last = rows.at(-1);
  }
  attempts.end();
  return fired;
}
