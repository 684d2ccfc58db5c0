import type { Sql } from "../db/sql.js";
import { BUCKETS } from "../lib/ids.js";
import { CHECKS, type Fault, verifyBucket } from "./verifyBucket.js";
import { verifyChain } from "./verifyChain.js";
import { verifyDeposits } from "./verifyDeposits.js";
import { verifyTransfers } from "./verifyTransfers.js";

export type Verification = { ok: boolean; checks: { name: string; ok: boolean; detail: string }[] };

function detailOf(promise: string, faults: Fault[]): string {
  const [first] = faults;
  if (first === undefined) return promise;
  const count = faults.reduce((sum, fault) => sum + fault.count, 0n);
  return `broken ${count} times, such as by ${first.example}: ${promise}`;
}

/**
 * Recomputes every balance, lot, hold, debit and key from the entries, bucket by bucket, and says which checks hold.
 * Reads only; writers may go on meanwhile.
 * @param atOnce buckets read at the same time, each on a connection of its own; `sql` must be a pool that has as many.
 */
export async function verifyLedger(sql: Sql, atOnce = 1): Promise<Verification> {
  const faults: Fault[] = [];
  const buckets = Array.from({ length: BUCKETS }, (_, bucket) => bucket).values();
  const work = async () => {
    for (const bucket of buckets) {
      faults.push(...(await verifyBucket(sql, bucket)), ...(await verifyChain(sql, bucket)));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  faults.push(...(await verifyTransfers(sql)), ...(await verifyDeposits(sql)));
  const checks = Object.entries(CHECKS).map(([name, promise]) => {
    const found = faults.filter((fault) => fault.name === name);
    return { name, ok: found.length === 0, detail: detailOf(promise, found) };
  });
  return { ok: faults.length === 0, checks };
}
