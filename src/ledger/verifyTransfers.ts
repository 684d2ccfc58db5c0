import type { Sql } from "../db/sql.js";
import { BUCKETS } from "../lib/ids.js";
import type { Fault } from "./verifyBucket.js";

type Transfer = { id: string; wallet_id: string; to_wallet_id: string; credits: bigint };
/** A leg as the entries have it: credits that arrived (above zero) or left (below). */
type Leg = { reference: string | null; wallet_id: string; moved: bigint };

const LEGS = `SELECT reference, wallet_id, CASE WHEN from_account = 'transfers' THEN amount ELSE -amount END AS moved
  FROM entries WHERE bucket = $1 AND code = 'transfer'`;

const TRANSFERS = "SELECT id, wallet_id, to_wallet_id, credits FROM transfers WHERE bucket = $1";

const pairOf = (id: string, walletId: string, moved: bigint) => `${id} ${walletId} ${moved}`;

/** Reads one list of every bucket, one after the other. */
async function readAll<Row extends object>(sql: Sql, text: string): Promise<Row[]> {
  const all: Row[] = [];
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) all.push(...(await sql.query<Row>(text, [bucket])).rows);
  return all;
}

/**
 * Matches both legs of every transfer, which lie in the buckets of two wallets and so in two snapshots: transfers are
 * read before and after the legs, and a leg needs its transfer in one of them, so that writers may go on meanwhile.
 */
export async function verifyTransfers(sql: Sql): Promise<Fault[]> {
  const before = await readAll<Transfer>(sql, TRANSFERS);
  const legs = await readAll<Leg>(sql, LEGS);
  const after = await readAll<Transfer>(sql, TRANSFERS);
  const wanted = (transfers: Transfer[]) =>
    transfers.flatMap((one) => [
      pairOf(one.id, one.wallet_id, -one.credits),
      pairOf(one.id, one.to_wallet_id, one.credits),
    ]);
  const found = legs.map((leg) => pairOf(leg.reference ?? "", leg.wallet_id, leg.moved));
  const foundSet = new Set(found);
  const known = new Set(wanted(after));
  const faults = [
    ...wanted(before).filter((pair) => !foundSet.has(pair)),
    ...found.filter((pair) => !known.has(pair)),
    // Each leg once: a set would hide a second one.
    ...(foundSet.size === found.length ? [] : found.filter((pair, index) => found.indexOf(pair) !== index)),
  ];
  const [example] = faults;
  return example === undefined ? [] : [{ name: "transfers", count: BigInt(faults.length), example }];
}
