import type { Sql } from "../db/sql.js";
import { requireBucket } from "./bucket.js";
import { badCursor, type Page, type PageRequest, toPage } from "./page.js";

type EntryType =
  | "grant"
  | "activate"
  | "debit"
  | "hold"
  | "capture"
  | "release"
  | "refund"
  | "lapse"
  | "repay"
  | "owe"
  | "reverse"
  | "transfer";

/** One movement of a wallet. Amounts are credits in base units. */
export type Entry = {
  id: string;
  at: Date;
  type: EntryType;
  from: string;
  to: string;
  /** What moved, from one account to the other. */
  amount: bigint;
  /** What that did to the spendable balance, signed: `balanceAfter` is the balance before plus this. */
  credits: bigint;
  balanceAfter: bigint;
  heldAfter: bigint;
  reference: string | null;
  /** The lots that moved, in burn order. */
  grants: { grantId: string; credits: bigint }[];
  depositId: string | null;
  holdId: string | null;
  debitId: string | null;
};

type EntryRow = {
  version: bigint;
  at: Date;
  code: EntryType;
  from_account: string;
  to_account: string;
  amount: bigint;
  available_after: bigint;
  held_after: bigint;
  grant_ids: string[];
  amounts: string[];
  reference: string | null;
  deposit_id: string | null;
  hold_id: string | null;
  debit_id: string | null;
};

/** An entry's key is its wallet and its number in it; the id says both, and sorts. */
function entryId(walletId: string, version: bigint): string {
  return `ent_${walletId.slice(4)}_${version.toString().padStart(12, "0")}`;
}

function entryFromRow(walletId: string, row: EntryRow): Entry {
  const sign = row.to_account === "available" ? 1n : row.from_account === "available" ? -1n : 0n;
  return {
    id: entryId(walletId, row.version),
    at: row.at,
    type: row.code,
    from: row.from_account,
    to: row.to_account,
    amount: row.amount,
    credits: sign * row.amount,
    balanceAfter: row.available_after,
    heldAfter: row.held_after,
    reference: row.reference,
    grants: row.grant_ids.map((grantId, index) => ({ grantId, credits: BigInt(row.amounts[index] ?? 0) })),
    depositId: row.deposit_id,
    holdId: row.hold_id,
    debitId: row.debit_id,
  };
}

const LIST = `
SELECT e.version, e.at, e.code, e.from_account, e.to_account, e.amount, e.available_after, e.held_after, e.grant_ids,
       e.amounts::text[] AS amounts, coalesce(e.reference, d.reference, h.reference) AS reference, g.deposit_id, e.hold_id, e.debit_id
  FROM entries e
  LEFT JOIN debits d ON d.bucket = e.bucket AND d.id = e.debit_id
  LEFT JOIN holds h ON h.bucket = e.bucket AND h.id = e.hold_id
  LEFT JOIN grants g ON cardinality(e.grant_ids) = 1 AND g.bucket = e.bucket AND g.id = e.grant_ids[1]
 WHERE e.bucket = $1 AND e.wallet_id = $2 AND ($3::bigint IS NULL OR e.version < $3)
 ORDER BY e.version DESC LIMIT $4`;

/**
 * A wallet's movements, newest first.
 * @throws CofferError `invalid_request` on a foreign cursor, `not_found` on a malformed wallet id.
 */
export async function listEntries(sql: Sql, walletId: string, page: PageRequest): Promise<Page<Entry>> {
  const bucket = requireBucket("wal", walletId);
  if (page.cursor !== undefined && !/^\d{1,18}$/.test(page.cursor)) throw badCursor();
  const { rows } = await sql.query<EntryRow>(LIST, [bucket, walletId, page.cursor ?? null, page.limit + 1]);
  const { data, nextCursor } = toPage(rows, page.limit, (row) => row.version.toString());
  return { data: data.map((row) => entryFromRow(walletId, row)), nextCursor };
}
