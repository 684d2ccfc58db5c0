import type { Chain, Network } from "../chains/chain.js";
import type { Pool } from "../db/client.js";
import type { Sql } from "../db/sql.js";
import { type AddressToCompare, compareAddress, type Reconciled, selectAddresses } from "./reconcileAddresses.js";

/** A process that does not come back within this time has lost its run to another. */
const LEASE_SECONDS = 300;
/** Addresses that are chosen at once, between two renewals of the lease. */
const BATCH = 25;
/** Addresses of one day, each of which costs three calls: far inside what a day's budget leaves beside the scan. */
const ADDRESSES_PER_DAY = 3_000;
/** Addresses that worked for a checkout within so many days come first: that is where payments are missed. */
const RECENT_DAYS = 3;

/** Whether a network's run of today (UTC) is not finished, and nobody works on it. */
export async function isReconciliationDue(sql: Sql, network: Network): Promise<boolean> {
  const { rowCount } = await sql.query(
    `SELECT FROM reconciliation_runs WHERE network = $1 AND day = (now() AT TIME ZONE 'UTC')::date
       AND (finished_at IS NOT NULL OR leased_until > now())`,
    [network],
  );
  return rowCount === 0;
}

type Run = { day: string; startedAt: Date; addresses: number };

/** Today's run, begun or taken over; null where another process works on it or it is finished. */
async function claimRun(sql: Sql, network: Network): Promise<Run | null> {
  const { rows } = await sql.query<Run>(
    `INSERT INTO reconciliation_runs AS run (network, day, leased_until)
     VALUES ($1, (now() AT TIME ZONE 'UTC')::date, now() + make_interval(secs => $2))
     ON CONFLICT (network, day) DO UPDATE SET leased_until = excluded.leased_until
       WHERE run.finished_at IS NULL AND run.leased_until <= now()
     RETURNING day::text, started_at AS "startedAt", addresses`,
    [network, LEASE_SECONDS],
  );
  return rows[0] ?? null;
}

/**
 * Keeps one comparison: a finding where there is anything to find, the first of a day where an address is compared again.
 * An address for which another key may sign is leased no more.
 */
async function keepComparison(sql: Sql, network: Network, day: string, compared: Reconciled): Promise<void> {
  const { address, walletId, onChain, recorded, native, tokens, otherSigners, onOtherChain } = compared;
  const [held, known, elsewhere] = [onChain.toString(), recorded.toString(), onOtherChain?.toString() ?? null];
  await sql.query(
    `WITH kept AS (
       INSERT INTO reconciliation_findings (network, day, address, wallet_id, on_chain, recorded, native, tokens, on_other_chain, other_signers)
       SELECT $1, $2, $3, $4, $5::numeric, $6::numeric, $7::numeric, $9, $10::numeric, $11::text[]
        WHERE $5::numeric > $6::numeric OR $7::numeric > 0 OR $9 <> '[]'::jsonb OR $10::numeric > 0 OR $11::text[] <> '{}'
       ON CONFLICT DO NOTHING),
     marked AS (UPDATE addresses SET reconciled_at = now(),
                  compromised_at = coalesce(compromised_at, CASE WHEN $11::text[] <> '{}' THEN now() END)
                WHERE network = $1 AND address = $3)
     UPDATE reconciliation_runs SET addresses = addresses + 1, on_chain = on_chain + $5::numeric, recorded = recorded + $6::numeric,
       leased_until = now() + make_interval(secs => $8) WHERE network = $1 AND day = $2`,
    [
      ...[network, day, address, walletId, held, known, native.toString(), LEASE_SECONDS],
      ...[JSON.stringify(tokens), elsewhere, otherSigners],
    ],
  );
}

async function selectNext(pool: Pool, network: Network, run: Run): Promise<AddressToCompare[]> {
  const recent = await selectAddresses(
    pool,
    `network = $1 AND (reconciled_at IS NULL OR reconciled_at < $2) AND address_index IN (
       SELECT address_index FROM leases WHERE network = $1 AND leased_at > store_now() - make_interval(days => $3))
     ORDER BY address_index LIMIT $4`,
    [network, run.startedAt, RECENT_DAYS, BATCH],
  );
  if (recent.length > 0) return recent;
  return selectAddresses(
    pool,
    `network = $1 AND (reconciled_at IS NULL OR reconciled_at < $2) ORDER BY reconciled_at NULLS FIRST, address_index LIMIT $3`,
    [network, run.startedAt, BATCH],
  );
}

/**
 * Compares, once a day, what the addresses of a network hold with what is recorded for them, and keeps what differs for
 * operators: USDT that was never recorded, keys that may sign beside ours, and what nobody credits: the network's own
 * coin, TRC10 tokens, and USDT that the same key's address on the other of `chains` holds. Recently leased addresses first, then those that were not looked
 * at for longest. Goes on where a process that died left off.
 * @returns how many addresses this call compared.
 * @throws ProviderError when no node answers; the run goes on later.
 */
export async function reconcileNetwork(pool: Pool, chains: ReadonlyMap<Network, Chain>, chain: Chain): Promise<number> {
  const { network } = chain;
  const run = await claimRun(pool, network);
  if (run === null) return 0;
  let compared = 0;
  try {
    while (run.addresses + compared < ADDRESSES_PER_DAY && chain.pace()?.isSlowed !== true) {
      const addresses = await selectNext(pool, network, run);
      if (addresses.length === 0) break;
      for (const each of addresses) {
        await keepComparison(pool, network, run.day, await compareAddress(pool, chains, chain, each));
        compared += 1;
      }
    }
    await pool.query("UPDATE reconciliation_runs SET finished_at = now() WHERE network = $1 AND day = $2", [
      network,
      run.day,
    ]);
  } catch (error) {
    await pool.query(
      "UPDATE reconciliation_runs SET leased_until = now() + interval '60 seconds' WHERE network = $1 AND day = $2",
      [network, run.day],
    );
    throw error;
  }
  return compared;
}
