import { createHash, randomBytes } from "node:crypto";

/**
 * Ids are `<prefix>_<time><random><bucket>`: sortable by creation (48 bits of milliseconds in Crockford base 32, 10
 * characters), unguessable (80 random bits, 16 characters), and with the wallet's bucket as the last two characters
 * (decimal, 00–63), so that a lookup by id knows where to look. Ids of things that belong to no wallet end in random
 * characters instead.
 */
export type IdPrefix =
  | "wal"
  | "chk"
  | "dep"
  | "grt"
  | "hld"
  | "deb"
  | "trf"
  | "rfd"
  | "evt"
  | "whe"
  | "dlv"
  | "key"
  | "ses"
  | "ent"
  | "cli"
  | "aud";

export const BUCKETS = 64;

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** The last instant written: many ids are made within a millisecond. */
const written = { milliseconds: -1, text: "" };

function encodeTime(milliseconds: number): string {
  if (written.milliseconds === milliseconds) return written.text;
  let text = "";
  let rest = milliseconds;
  for (let place = 0; place < 10; place += 1) {
    text = ALPHABET.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  Object.assign(written, { milliseconds, text });
  return text;
}

/** Random bytes are fetched many at once: a call of the generator costs more than an id. */
const fetched = { bytes: randomBytes(0), used: 0 };

function encodeRandom(length: number): string {
  if (fetched.used + length > fetched.bytes.length) {
    fetched.bytes = randomBytes(4_096);
    fetched.used = 0;
  }
  let text = "";
  for (let end = fetched.used + length; fetched.used < end; fetched.used += 1) {
    text += ALPHABET.charAt((fetched.bytes[fetched.used] ?? 0) % 32);
  }
  return text;
}

/** A new id in `bucket`, for a wallet and for all that belongs to it. */
export function newBucketId(prefix: IdPrefix, bucket: number): string {
  return `${prefix}_${encodeTime(Date.now())}${encodeRandom(16)}${bucket.toString().padStart(2, "0")}`;
}

/** A new id that belongs to no bucket. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${encodeTime(Date.now())}${encodeRandom(18)}`;
}

/** The bucket of an id made by {@link newBucketId}, or null when the text is no such id. */
export function bucketOf(prefix: IdPrefix, id: string): number | null {
  const match = /^([a-z]{3})_[0-9a-hjkmnp-tv-z]{26}(\d\d)$/.exec(id);
  if (match === null || match[1] !== prefix) return null;
  const bucket = Number(match[2]);
  return bucket < BUCKETS ? bucket : null;
}

/** Whether `id` has the shape of an id with this prefix. */
export function isId(prefix: IdPrefix, id: string): boolean {
  return id.startsWith(`${prefix}_`) && /^[a-z]{3}_[0-9a-hjkmnp-tv-z]{28}$/.test(id);
}

/** The bucket of a new wallet: by its external id where it has one (so that UNIQUE (bucket, external_id) is global), else by chance. */
export function bucketForNewWallet(externalId: string | undefined): number {
  if (externalId === undefined) return randomBytes(1).readUInt8() % BUCKETS;
  return createHash("sha256").update(externalId).digest().readUInt8() % BUCKETS;
}
