import { arrayLiteral } from "../db/arrayLiteral.js";
import type { Sql } from "../db/sql.js";
import { bucketOf, newBucketId } from "../lib/ids.js";
import type { DebitFacts } from "./debit.js";
import type { HoldFacts } from "./hold.js";
import { jsonUnlessEmpty } from "./jsonUnlessEmpty.js";
import { type Answered, type Caller, type LedgerReply, repliesOf } from "./outcome.js";
import { explainLate, firstEnd } from "./priceEnd.js";

/** Credits to take from a wallet: burned by a debit, pinned by a hold. */
export type Burn = {
  walletId: string;
  /** Base units. */
  credits: bigint;
  reference: string | null;
  /** Facts that the ledger keeps with the debit or hold and never reads: JSON; price lines under `lines`. */
  details: Record<string, unknown>;
  /** Of a hold, seconds; null of a debit. */
  expiresInSeconds: number | null;
  /** The member of the wallet's team whose cap it counts against. */
  memberId?: string | null | undefined;
  /** When the price ends that was promised for it: then it must not happen any more. */
  pricedUntil?: Date | null;
  caller: Caller;
};

export type BurnKind = "debit" | "hold";

/** One row for the whole call; see ledger_burn. */
type BurnRow = {
  made_at: string;
  made_available: string[];
  made_grants: (string | null)[];
  made_amounts: (string | null)[];
  others: Answered[];
};

/** A bucket that no wallet has: with it a malformed id finds nothing. */
const NO_BUCKET = -1;

const ANSWER = `made_at, to_json(made_available::text[]) AS made_available, to_json(made_grants) AS made_grants,
  to_json(made_amounts) AS made_amounts, others`;
const FROM = "FROM ledger_burn($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
const CALL = `SELECT ${ANSWER} ${FROM}`;
/**
 * The same for prices that end: what it made is undone if one has ended when it has the wallets' locks. So whoever had a
 * lock after that moment and saw no answer under a key knows that there will be none.
 */
const CALL_BEFORE = `SELECT ${ANSWER},
  CASE WHEN jsonb_array_length(others) < cardinality($4::text[]) THEN store_require_before($14) END ${FROM}`;

type Item = { burn: Burn; bucket: number; walletId: string; id: string; position: number };

/** By bucket and wallet, as the function wants them; items of one wallet stay in the order given. */
function sortItems(kind: BurnKind, burns: Burn[]): Item[] {
  const prefix = kind === "hold" ? "hld" : "deb";
  const items = burns.map((burn, position) => {
    const bucket = bucketOf("wal", burn.walletId);
    if (bucket === null) return { burn, bucket: NO_BUCKET, walletId: "", id: "", position };
    return { burn, bucket, walletId: burn.walletId, id: newBucketId(prefix, bucket), position };
  });
  // Ids are ASCII, so that JavaScript's order is the database's.
  return items.sort((a, b) => a.bucket - b.bucket || (a.walletId < b.walletId ? -1 : Number(a.walletId > b.walletId)));
}

/** The elements of an array literal of ids or numbers, which need no quotes. */
const elementsOf = (literal: string): string[] => literal.slice(1, -1).split(",");

/** The facts of a debit or hold just made, equal to what the function tells of it when its key is repeated. */
function factsOf(kind: BurnKind, item: Item, row: BurnRow, index: number): DebitFacts | HoldFacts {
  const { walletId, credits, reference, details, expiresInSeconds } = item.burn;
  if (kind === "debit") {
    return {
      id: item.id,
      walletId,
      credits: credits.toString(),
      refunded: "0",
      reference,
      availableAfter: row.made_available[index] ?? "",
      grantIds: elementsOf(row.made_grants[index] ?? ""),
      amounts: elementsOf(row.made_amounts[index] ?? ""),
      createdAt: row.made_at,
    };
  }
  return {
    id: item.id,
    walletId,
    state: "open",
    credits: credits.toString(),
    captured: "0",
    reference,
    createdAt: row.made_at,
    expiresAt: new Date(Date.parse(row.made_at) + (expiresInSeconds ?? 0) * 1_000).toISOString(),
    lines: (details.lines ?? null) as HoldFacts["lines"],
    debitId: null,
  };
}

function madeReply(kind: BurnKind, item: Item, row: BurnRow, index: number): LedgerReply {
  const { requestId } = item.burn.caller;
  return { status: 201, code: null, answer: factsOf(kind, item, row, index), requestId, replayed: false };
}

/** The replies in the order in which the items were given, not in that of the call. */
function toReplies(kind: BurnKind, items: Item[], row: BurnRow): LedgerReply[] {
  const others = repliesOf(
    items.map((item) => item.burn),
    row.others,
  );
  const replies: LedgerReply[] = [];
  for (const [index, item] of items.entries()) {
    replies[item.position] = others[index] ?? madeReply(kind, item, row, index);
  }
  return replies;
}

/** `values`, or null where there is none of any item: the function then has nothing to read. */
function unlessAllNull(values: (string | number | null)[]): string | null {
  return values.every((value) => value === null) ? null : arrayLiteral(values);
}

/**
 * Debits, or holds, each with its own answer, in the order given. One statement, so one transaction. No two items of one
 * wallet may have the same client and key: the second would find a key that is being made. What is refused while
 * its wallet is behind its time is answered `wallet_behind`, and nothing is stored of it: see `retryCaughtUp`.
 * @throws CofferError `invalid_request` when an item's price has ended: then none of them happened.
 */
export async function burn(sql: Sql, kind: BurnKind, given: Burn[]): Promise<LedgerReply[]> {
  const items = sortItems(kind, given);
  const burns = items.map((item) => item.burn);
  const until = firstEnd(burns.map(({ pricedUntil }) => pricedUntil));
  const values = [
    kind,
    arrayLiteral(items.map((item) => item.bucket)),
    arrayLiteral(items.map((item) => item.walletId)),
    arrayLiteral(items.map((item) => item.id)),
    arrayLiteral(burns.map((item) => item.credits)),
    arrayLiteral(burns.map((item) => item.caller.clientId)),
    arrayLiteral(burns.map((item) => item.caller.key)),
    arrayLiteral(burns.map((item) => item.caller.fingerprint)),
    arrayLiteral(burns.map((item) => item.caller.requestId)),
    arrayLiteral(burns.map((item) => item.reference)),
    unlessAllNull(burns.map(({ details }) => jsonUnlessEmpty(details))),
    unlessAllNull(burns.map((item) => item.expiresInSeconds)),
    unlessAllNull(burns.map((item) => item.memberId ?? null)),
  ];
  const asked = until === null ? sql.query<BurnRow>(CALL, values) : sql.query<BurnRow>(CALL_BEFORE, [...values, until]);
  const [row] = (await asked.catch(explainLate)).rows;
  return row === undefined ? [] : toReplies(kind, items, row);
}
