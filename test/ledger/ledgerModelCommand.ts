import fc from "fast-check";
import { expect } from "vitest";
import type { Pool } from "../../src/db/client.js";
import type { Sql } from "../../src/db/sql.js";
import { requireBucket } from "../../src/ledger/bucket.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import type { Spending } from "../../src/spend/spending.js";
import type { TestDatabase } from "../support/database.js";
import { heldOf, type Paper, unitsOf } from "./ledgerModelPaper.js";

/** The ledger that is compared with the books on paper, and which lots are the same in both. */
export type Real = {
  spending: Spending;
  database: TestDatabase;
  walletIds: [string, string];
  walletId: string;
  /** In the order of the lots on paper. */
  grantIds: string[];
};

/**
 * Both wallets with all their lots, by key: a look for a lot's id alone would read the lots of every sequence before. What
 * has lapsed and is not settled yet is left out, of the lots and of the balance.
 */
const WALLETS = `
SELECT w.id, w.available - coalesce(sum(g.remaining - l.remaining), 0)::bigint AS available, w.held, w.debt, array_agg(g.id) AS grant_ids,
       array_agg(l.remaining) AS remaining
  FROM unnest($1::smallint[], $2::text[]) WITH ORDINALITY AS o(bucket, id, place)
  JOIN wallets w ON w.bucket = o.bucket AND w.id = o.id LEFT JOIN grants g ON g.bucket = w.bucket AND g.wallet_id = w.id
 CROSS JOIN LATERAL (SELECT CASE WHEN ledger_lapses_at(g.expires_at, g.grace_until, g.inactive_after_days, w.active_at) <= store_now()
                                 THEN 0 ELSE g.remaining END AS remaining) AS l
 GROUP BY o.place, w.bucket, w.id ORDER BY o.place`;

type WalletRow = {
  available: bigint;
  held: bigint;
  debt: bigint;
  grant_ids: (string | null)[];
  remaining: (string | null)[];
};

const names = new Map<string, string>();

/** A pool whose statements are planned once a connection: planning what is compared costs more than running it. */
function planOnce(pool: Pool): Sql {
  return {
    query: (text, values = []) => {
      const name = names.get(text) ?? `model ${names.size}`;
      names.set(text, name);
      return pool.query({ name, text, values });
    },
  };
}

/** Holds every lot and balance of the ledger against the books: those that are kept, and those that callers read. */
async function agree(paper: Paper, { database, walletIds, grantIds }: Real): Promise<void> {
  const sql = planOnce(database.pool);
  const [{ rows }, ...read] = await Promise.all([
    sql.query<WalletRow>(WALLETS, [walletIds.map((id) => requireBucket("wal", id)), walletIds]),
    ...walletIds.map((id) => readWallet(sql, id)),
  ]);
  const lots = rows.flatMap((row) => row.grant_ids.map((id, index) => [id, Number(row.remaining[index])] as const));
  const balances = [unitsOf(paper, 0), unitsOf(paper, 1)].map((available, wallet) => {
    if (wallet === 1) return { available: BigInt(available), held: 0n, debt: 0n };
    return { available: BigInt(available), held: BigInt(heldOf(paper)), debt: BigInt(paper.debt) };
  });
  expect({
    lots: new Map(lots.filter(([id]) => id !== null)),
    kept: rows.map(({ available, held, debt }) => ({ available, held, debt })),
    read: read.map(({ available, held, debt }) => ({ available, held, debt })),
  }).toEqual({
    lots: new Map(grantIds.map((id, index) => [id, paper.lots[index]?.units])),
    kept: balances,
    read: balances,
  });
}

type Step = (paper: Paper, real: Real) => Promise<void>;

/** One step in the ledger and on paper, after which both have to agree. */
export class Command implements fc.AsyncCommand<Paper, Real> {
  readonly text: string;
  readonly step: Step;
  constructor(text: string, step: Step) {
    this.text = text;
    this.step = step;
  }
  check = () => true;
  toString = () => this.text;
  async run(paper: Paper, real: Real): Promise<void> {
    await this.step(paper, real);
    await agree(paper, real);
  }
}

export const amounts = fc.integer({ min: 1, max: 12 });
/** Which of those that there are by then. */
export const picks = fc.nat(9);

export function pick<Item>(items: Item[], index: number): Item | undefined {
  return items.length === 0 ? undefined : items[index % items.length];
}
