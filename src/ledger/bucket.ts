import { CofferError } from "../lib/errors.js";
import { bucketOf } from "../lib/ids.js";

const NAMES = { wal: "wallet", hld: "hold", deb: "debit" } as const;

/** The error for an id that names nothing the caller may see. */
export function notFound(prefix: keyof typeof NAMES, id: string): CofferError {
  return new CofferError("not_found", `There is no ${NAMES[prefix]} ${id.slice(0, 40)}.`);
}

/**
 * The bucket that an id carries.
 * @throws CofferError `not_found` when the text is no such id: it can name nothing.
 */
export function requireBucket(prefix: keyof typeof NAMES, id: string): number {
  const bucket = bucketOf(prefix, id);
  if (bucket === null) throw notFound(prefix, id);
  return bucket;
}
