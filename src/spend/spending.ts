import type { Catalog } from "../catalog/schema.js";
import type { Sql } from "../db/sql.js";
import type { LedgerWriter } from "../ledger/createWriter.js";
import type { Caller } from "../ledger/outcome.js";

/** What the spend journey works with; built once by a main. */
export type Spending = {
  writer: LedgerWriter;
  /** For reads that need no batch. */
  pool: Sql;
  /** The catalogue in force. */
  catalog: () => Catalog;
  /** Secret that signs quotes; every process of a store has the same. */
  quoteKey: string;
};

/** A client that spends, and which holds and debits it may touch: its own, or any (operators). */
export type Spender = Caller & { ownOnly: boolean };

/** The client whose objects the ledger may show to this spender; null for any. */
export function ownerFor(spender: Spender): string | null {
  return spender.ownOnly ? spender.clientId : null;
}
