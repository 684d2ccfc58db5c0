import type { BlockHeader, Network, ScanPass } from "../chains/chain.js";
import type { Pool } from "../db/client.js";
import { announce } from "../db/notify.js";
import { InvariantError } from "../lib/errors.js";
import { CAN_BE_LOST } from "./rollBackTo.js";

/** A branch is read from at most this far below the oldest kept block: more is an operator's to rescan. */
const READ_BELOW_MAX = 1_000;

/** Where the store goes back to: the scan goes on above `ancestor`, deposits above `lostAbove` are no longer on the chain. */
export type WayBack = { ancestor: BlockHeader; lostAbove: number; isAccepted: boolean };

type Cursor = Pick<BlockHeader, "number" | "hash">;

/** The newest block below `below` that holds a deposit and is still part of the chain; -1 where there is none. */
async function findNewestStanding(pool: Pool, pass: ScanPass, network: Network, below: number): Promise<number> {
  const { rows } = await pool.query<{ number: number; hash: string }>(
    `SELECT DISTINCT block_number AS number, block_hash AS hash FROM deposits
      WHERE network = $1 AND block_number < $2 AND ${CAN_BE_LOST} AND stuck_reason IS DISTINCT FROM 'reorged_after_credit'
      ORDER BY 1 DESC`,
    [network, below],
  );
  // One by one: a provider may have invented a payment once, whose block says nothing of those below it.
  for (const { number, hash } of rows) {
    if ((await pass.readHeader(number)).hash === hash) return number;
  }
  return -1;
}

/** `resumed`: by an operator since it was `paused` for this; then the branch that its nodes show is the chain. */
async function readStand(pool: Pool, network: Network, cursor: Cursor): Promise<"new" | "paused" | "resumed"> {
  const { rows } = await pool.query<{ paused: boolean }>(
    "SELECT paused_at IS NOT NULL AS paused FROM networks WHERE network = $1 AND lost_cursor_hash = $2",
    [network, cursor.hash],
  );
  if (rows[0] === undefined) return "new";
  return rows[0].paused ? "paused" : "resumed";
}

async function pause(pool: Pool, network: Network, cursor: Cursor, reason: string): Promise<void> {
  const { rowCount } = await pool.query(
    `UPDATE networks SET paused_at = coalesce(paused_at, now()), pause_reason = $3, lost_cursor_hash = cursor_hash
      WHERE network = $1 AND cursor_hash = $2 AND lost_cursor_hash IS DISTINCT FROM cursor_hash`,
    [network, cursor.hash, reason],
  );
  if (rowCount !== 0) await announce(pool, [{ network }]);
}

function reasonFor(lowest: number, { ancestor, lostAbove }: WayBack): string {
  const unread =
    ancestor.number > Math.max(lostAbove, 0)
      ? ` Then rescan older blocks of the new branch, which may hold payments, too: from where it begins, above block ${Math.max(lostAbove, 0)} at any rate, to ${ancestor.number}.`
      : "";
  return (
    `A fork replaced blocks that were final: it reaches below block ${lowest}, the oldest that this store keeps. Nothing is credited here, and no block is read, ` +
    `until an operator has found out what happened and resumes the network: that takes the new branch for the chain, and reads it from block ${ancestor.number + 1} on.${unread}`
  );
}

/** @throws InvariantError where the pass sees a chain with another beginning: that is no branch of ours, and waits for ours. */
async function requireOurGenesis(pool: Pool, pass: ScanPass, network: Network): Promise<void> {
  const { rows } = await pool.query<{ genesis: string }>(
    "SELECT genesis_hash AS genesis FROM networks WHERE network = $1",
    [network],
  );
  const { hash } = await pass.readHeader(0);
  if (rows[0]?.genesis === hash) return;
  throw new InvariantError(
    `A provider of ${network} serves another chain (genesis ${hash}). Nothing is scanned until one serves this store's.`,
  );
}

/**
 * What to do where none of the kept blocks is part of the chain that the pass sees. One provider that went astray must not
 * hold back everybody's credits, so nothing is rolled back before an operator has looked: the network is paused, and what
 * ends that is the operator's word that this branch is the chain.
 * @param lowest the oldest block that the store keeps.
 * @returns where to go back to: the newest block that holds a deposit which still stands, so that none is missed.
 * @throws InvariantError while no operator has resumed the network, and where it is no branch of the store's chain.
 */
export async function followBranch(
  pool: Pool,
  pass: ScanPass,
  network: Network,
  cursor: Cursor,
  lowest: number,
): Promise<WayBack> {
  await requireOurGenesis(pool, pass, network);
  const stand = await readStand(pool, network, cursor);
  if (stand !== "paused") {
    const lostAbove = await findNewestStanding(pool, pass, network, lowest);
    const ancestor = await pass.readHeader(Math.max(lostAbove, lowest - 1 - READ_BELOW_MAX, 0));
    const back: WayBack = { ancestor, lostAbove, isAccepted: true };
    if (stand === "resumed") return back;
    await pause(pool, network, cursor, reasonFor(lowest, back));
  }
  throw new InvariantError(
    `The fork on ${network} reaches below every block that this store keeps (down to ${lowest}). ` +
      "Nothing more is scanned on it until an operator has found out what happened and resumes the network.",
  );
}
