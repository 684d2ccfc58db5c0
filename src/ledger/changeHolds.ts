import { arrayLiteral } from "../db/arrayLiteral.js";
import type { Sql } from "../db/sql.js";
import { bucketOf, newBucketId } from "../lib/ids.js";
import { jsonUnlessEmpty } from "./jsonUnlessEmpty.js";
import { type Answered, type Caller, type LedgerReply, repliesOf } from "./outcome.js";

/** What is to become of a hold. */
export type HoldChange = {
  action: "capture" | "void" | "extend";
  holdId: string;
  /** To capture, in base units; null captures all that is held. */
  credits: bigint | null;
  /** Of an extension, from now. */
  expiresInSeconds: number | null;
  /** The client whose holds may be touched; null for any. */
  owner: string | null;
  /** Facts to add to the hold's, and to the debit that a capture makes: JSON. */
  details: Record<string, unknown>;
  caller: Caller;
};

/** No hold lasts longer than this from its start. */
const LONGEST_HOLD_SECONDS = 86_400;

const CALL = "SELECT ledger_change_holds($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) AS answers";

/**
 * Captures, voids and extends holds, each with its own answer, answers in the order given. One statement, so one transaction.
 * No two items of one wallet may have the same client and key.
 * @param graceSeconds how long credits live on that return to a lot which expired meanwhile.
 */
export async function changeHolds(sql: Sql, changes: HoldChange[], graceSeconds: number): Promise<LedgerReply[]> {
  const buckets = changes.map((item) => bucketOf("hld", item.holdId) ?? -1);
  const { rows } = await sql.query<{ answers: Answered[] }>(CALL, [
    arrayLiteral(buckets),
    arrayLiteral(changes.map((item) => item.holdId)),
    arrayLiteral(changes.map((item) => item.action)),
    arrayLiteral(changes.map((item) => item.credits)),
    arrayLiteral(changes.map((item) => item.expiresInSeconds)),
    arrayLiteral(changes.map((item) => item.owner)),
    arrayLiteral(changes.map((_, index) => newBucketId("deb", Math.max(0, buckets[index] ?? 0)))),
    arrayLiteral(changes.map(({ details }) => jsonUnlessEmpty(details))),
    arrayLiteral(changes.map((item) => item.caller.clientId)),
    arrayLiteral(changes.map((item) => item.caller.key)),
    arrayLiteral(changes.map((item) => item.caller.fingerprint)),
    arrayLiteral(changes.map((item) => item.caller.requestId)),
    graceSeconds,
    LONGEST_HOLD_SECONDS,
  ]);
  return repliesOf(changes, rows[0]?.answers ?? []);
}
