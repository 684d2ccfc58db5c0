import type { Chain, Network } from "../chains/chain.js";
import type { Sql } from "../db/sql.js";
import { InvariantError, messageToKeep } from "../lib/errors.js";
import type { FoundProvider } from "./recordProviders.js";

/** How far a network was scanned, and its heights as last reported. `cursorAt` is the block time at the cursor. */
export type NetworkState = {
  network: Network;
  /** Of the chain that it is pinned to. */
  chainId: string;
  cursorNumber: number | null;
  cursorHash: string | null;
  cursorAt: Date | null;
  headNumber: number | null;
  finalNumber: number | null;
  checkedAt: Date | null;
  pausedAt: Date | null;
  pauseReason: string | null;
  /** Why the last pass over it failed, or null where one has gone well since. */
  lastError: string | null;
  /** How far its final blocks were read again through another provider than the first time. */
  recheckedNumber: number | null;
  /** That two providers do not show the same final blocks, or null; what a pass finds does not end it. */
  recheckError: string | null;
  /** How each provider was found by whoever asked it last, by host. */
  providers: Partial<Record<string, FoundProvider>>;
  /** When this was read, by the clock that `checkedAt` is of: a process's own may differ. */
  readAt: Date;
};

const SELECT = `SELECT network, chain_id AS "chainId", cursor_number AS "cursorNumber", cursor_hash AS "cursorHash", cursor_at AS "cursorAt",
  head_number AS "headNumber", final_number AS "finalNumber", checked_at AS "checkedAt", paused_at AS "pausedAt",
  pause_reason AS "pauseReason", last_error AS "lastError", rechecked_number AS "recheckedNumber", recheck_error AS "recheckError", providers,
  now() AS "readAt" FROM networks`;

/** Every network that this store was ever set up for. */
export async function listNetworks(sql: Sql): Promise<NetworkState[]> {
  const { rows } = await sql.query<NetworkState>(`${SELECT} ORDER BY network`);
  return rows;
}

/** @throws InvariantError when the network was never pinned: nothing may be scanned or credited on it. */
export async function readNetwork(sql: Sql, network: Network): Promise<NetworkState> {
  const { rows } = await sql.query<NetworkState>(`${SELECT} WHERE network = $1`, [network]);
  if (rows[0] === undefined) throw new InvariantError(`The network ${network} is not set up in this store.`);
  return rows[0];
}

/** Keeps why a pass failed where operators see it, until one goes well. */
export async function recordScanError(sql: Sql, network: Network, error: unknown): Promise<void> {
  await sql.query("UPDATE networks SET last_error = $2 WHERE network = $1", [network, messageToKeep(error)]);
}

/** Keeps that final blocks read again were others, until they are the same. */
export async function recordRecheckError(sql: Sql, network: Network, error: unknown): Promise<void> {
  await sql.query("UPDATE networks SET recheck_error = $2 WHERE network = $1", [network, messageToKeep(error)]);
}

/**
 * Ties the store to this very chain at first start, and refuses any other from then on: crediting payments of another
 * chain would give credits for nothing.
 * @throws InvariantError naming what differs.
 */
export async function pinNetwork(sql: Sql, chain: Chain): Promise<void> {
  const [identity, decimals] = await Promise.all([chain.readIdentity(), chain.readTokenDecimals()]);
  if (decimals !== 6) {
    throw new InvariantError(
      `The token ${chain.usdt} on ${chain.network} has ${decimals} decimals; USDT has 6. Check ${chain.network.toUpperCase()}_USDT.`,
    );
  }
  await sql.query(
    `INSERT INTO networks (network, chain_id, genesis_hash, token) VALUES ($1, $2, $3, $4) ON CONFLICT (network) DO NOTHING`,
    [chain.network, identity.chainId, identity.genesisHash, chain.usdt],
  );
  const { rows } = await sql.query<{ chain_id: string; genesis_hash: string; token: string }>(
    "SELECT chain_id, genesis_hash, token FROM networks WHERE network = $1",
    [chain.network],
  );
  const pinned = rows[0];
  const differs =
    pinned?.chain_id !== identity.chainId ||
    pinned.genesis_hash !== identity.genesisHash ||
    pinned.token !== chain.usdt;
  if (differs) {
    throw new InvariantError(
      `This store belongs to ${chain.network} chain ${pinned?.chain_id} (genesis ${pinned?.genesis_hash}, token ${pinned?.token}), ` +
        `but the provider serves chain ${identity.chainId} (genesis ${identity.genesisHash}) and the token is ${chain.usdt}. ` +
        "Point the store at its own chain, or start a new store with an empty database.",
    );
  }
}
