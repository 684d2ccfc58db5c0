import type { Pool } from "../db/client.js";
import type { Recorder } from "../db/recorder.js";
import type { Sql } from "../db/sql.js";
import { transaction } from "../db/transaction.js";
import { CofferError } from "../lib/errors.js";
import { formatAmount } from "../lib/money.js";
import { requireBucket } from "./bucket.js";
import { catchUpWallet } from "./catchUpWallet.js";
import { lockWallet } from "./lockWallet.js";
import { readWallet } from "./readWallet.js";

/** A balance, in base units of credits, below which a wallet's store wants to be told. */
export type Alert = {
  below: bigint;
  /** Whether the next balance below it is a crossing. */
  armed: boolean;
  /** The wallet's entries up to this one have been looked at. */
  seenVersion: bigint;
  createdAt: Date;
};

const COLUMNS = `below, armed, seen_version AS "seenVersion", created_at AS "createdAt"`;

/** A wallet's alerts, the lowest first. */
export async function listAlerts(sql: Sql, walletId: string): Promise<Alert[]> {
  const { rows } = await sql.query<Alert>(
    `SELECT ${COLUMNS} FROM alerts WHERE bucket = $1 AND wallet_id = $2 ORDER BY below`,
    [requireBucket("wal", walletId), walletId],
  );
  return rows;
}

/**
 * Has the store told when the wallet's balance falls below `below`. A balance that is below it already is no crossing: it
 * has to rise first. The same alert again changes nothing.
 * @param options.graceSeconds how long credits live on that return to a lot which expired meanwhile, from holds whose time is over.
 * @throws CofferError `not_found` for the wallet.
 */
export async function addAlert(
  pool: Pool,
  walletId: string,
  below: bigint,
  { graceSeconds, record }: { graceSeconds: number; record?: Recorder<Alert> | undefined },
): Promise<{ alert: Alert; created: boolean }> {
  return transaction(pool, async (sql) => {
    await lockWallet(sql, walletId);
    // What has begun or is over counts: a balance that only waits for the workers' pass is not low.
    await catchUpWallet(sql, walletId, graceSeconds);
    const { available, version } = await readWallet(sql, walletId);
    const { rowCount } = await sql.query(
      `INSERT INTO alerts (bucket, wallet_id, below, armed, seen_version, created_at)
       SELECT $1, $2, $3, $4, $5, store_now() ON CONFLICT DO NOTHING`,
      [requireBucket("wal", walletId), walletId, below, available >= below, version],
    );
    const alert = await requireAlert(sql, walletId, below);
    const created = rowCount === 1;
    if (created) await record?.(sql, null, alert);
    return { alert, created };
  });
}

/** Ends an alert. @throws CofferError `not_found` for the wallet, and where it has no such alert. */
export async function removeAlert(
  pool: Pool,
  walletId: string,
  below: bigint,
  record?: Recorder<Alert>,
): Promise<Alert> {
  return transaction(pool, async (sql) => {
    await lockWallet(sql, walletId);
    const alert = await requireAlert(sql, walletId, below);
    await sql.query("DELETE FROM alerts WHERE bucket = $1 AND wallet_id = $2 AND below = $3", [
      requireBucket("wal", walletId),
      walletId,
      below,
    ]);
    await record?.(sql, alert, null);
    return alert;
  });
}

async function requireAlert(sql: Sql, walletId: string, below: bigint): Promise<Alert> {
  const alert = (await listAlerts(sql, walletId)).find((each) => each.below === below);
  if (alert !== undefined) return alert;
  throw new CofferError("not_found", `This wallet has no alert below ${formatAmount(below)}.`);
}
