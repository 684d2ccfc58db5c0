import type { Network } from "../../../src/chains/chain.js";
import type { Sql } from "../../../src/db/sql.js";
import type { Plan } from "../plan/plan.js";
import type { Answer } from "../play/createClient.js";
import type { ChainScan } from "../scan/chainScan.js";
import type { AddressBook } from "../scan/createAddressBook.js";
import type { ProcessRecord } from "../world/keepProcess.js";
import type { LeftConnection } from "../world/leftConnections.js";

/** A broken promise: which invariant, in words, and the rows that show it. */
export type Finding = { invariant: number; what: string; rows: unknown[] };

/** Each wallet's newest entry, and what all its entries hash to up to there, at one moment. */
export type AuditedEntries = { walletId: string; version: string; hash: string }[];

/** What the store's tables are compared with, none of it from Coffer. */
export type Evidence = {
  plan: Plan;
  scans: Record<Network, ChainScan>;
  addresses: AddressBook;
  /** What the clients were told. */
  log: readonly Answer[];
  /** The journal as it was read during the play. */
  audited: readonly AuditedEntries[];
  /** Every process of the store, after all of them ended. */
  processes: readonly ProcessRecord[];
  connections: readonly LeftConnection[];
  /** What must be shown to nobody: API keys and xpubs. */
  secrets: readonly string[];
};

export type Check = (sql: Sql, evidence: Evidence) => Promise<Finding[]>;

/** One finding where there are rows, none where there are not. */
export function found(invariant: number, what: string, rows: unknown[]): Finding[] {
  return rows.length === 0 ? [] : [{ invariant, what, rows }];
}

/** A query whose every row breaks an invariant. */
export async function findRows(sql: Sql, invariant: number, what: string, text: string): Promise<Finding[]> {
  const { rows } = await sql.query<Record<string, unknown>>(text);
  return found(invariant, what, rows);
}
