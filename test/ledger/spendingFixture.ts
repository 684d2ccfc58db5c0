import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { loadCatalog } from "../../src/catalog/load.js";
import type { Pool } from "../../src/db/client.js";
import type { Sql } from "../../src/db/sql.js";
import { createWallet } from "../../src/ledger/createWallet.js";
import { createWriter } from "../../src/ledger/createWriter.js";
import type { Outcome } from "../../src/ledger/outcome.js";
import { type NewGrant, postGrants } from "../../src/ledger/postGrants.js";
import type { Spender, Spending } from "../../src/spend/spending.js";

export const CREDIT = 1_000_000n;
export const DAY = 86_400_000;
export const GRACE_SECONDS = 86_400;

const catalog = loadCatalog(readFileSync(new URL("../../catalogs/default.yaml", import.meta.url), "utf8"));

/** The spend journey on a database, as a main would build it. */
export function createSpending(pool: Pool): Spending {
  return {
    writer: createWriter(pool, { lanes: 2, graceSeconds: () => GRACE_SECONDS }),
    pool,
    catalog: () => catalog,
    quoteKey: "a key for tests",
  };
}

/** A caller with a key of its own; repeated calls say their key, and differ by fingerprint when their body does. */
export function spender(key: string = randomUUID(), more: Partial<Spender> = {}): Spender {
  return { clientId: "cli_tests", key, fingerprint: `body of ${key}`, requestId: randomUUID(), ownOnly: true, ...more };
}

export function lot(credits: bigint, more: Partial<NewGrant> = {}): NewGrant {
  return { kind: "purchased", credits, priority: 50, expiresAt: null, costUsdt: 0n, ...more };
}

/** A new wallet with these lots; their ids are in the order given. */
export async function openWallet(sql: Sql, lots: NewGrant[]): Promise<{ walletId: string; grantIds: string[] }> {
  const { wallet } = await createWallet(sql, {});
  const grants = await postGrants(sql, { walletId: wallet.id, depositId: null, checkoutId: null, grants: lots });
  return { walletId: wallet.id, grantIds: grants.map((grant) => grant.id) };
}

/** As if the hold had been opened longer ago than it lasts; nothing ends it. */
export async function endTime(sql: Sql, holdId: string): Promise<void> {
  await sql.query("UPDATE holds SET expires_at = now() - interval '1 second' WHERE id = $1", [holdId]);
}

/** The value of an outcome that has to be a success. */
export function resultOf<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw outcome.problem;
  return outcome.value;
}

/** What an outcome says, in one word: `ok`, or the problem's code. */
export function wordOf(outcome: Outcome<unknown>): string {
  return outcome.ok ? "ok" : outcome.problem.code;
}
