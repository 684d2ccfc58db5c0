import { createHash } from "node:crypto";
import type { Sql } from "../db/sql.js";

/** The head of the hash chain: who keeps it can show later that none of those entries was changed or removed. */
export type ChainHead = {
  /** Entries that the chain covers. */
  entries: bigint;
  /** SHA-256 over the heads of all buckets, in their order; hex. */
  hash: string;
  /** When the newest checkpoint was made; null before the first. */
  at: Date | null;
};

type BucketHead = { bucket: number; position: bigint; at: Date; entries: bigint; hash: Buffer };

const HEADS = `SELECT DISTINCT ON (bucket) bucket, position, at, entries, hash FROM entry_checkpoints ORDER BY bucket, position DESC`;

/** Reads the chain's head, as of the last checkpoints. */
export async function readChainHead(sql: Sql): Promise<ChainHead> {
  const { rows } = await sql.query<BucketHead>(HEADS);
  const hash = createHash("sha256");
  for (const { bucket, position, hash: head } of rows) hash.update(`${bucket}|${position}|${head.toString("hex")}\n`);
  const made = rows.filter(({ position }) => position > 0n).map(({ at }) => at.getTime());
  return {
    entries: rows.reduce((sum, { entries }) => sum + entries, 0n),
    hash: hash.digest("hex"),
    at: made.length === 0 ? null : new Date(Math.max(...made)),
  };
}
