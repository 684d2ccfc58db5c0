import { createHmac, randomBytes } from "node:crypto";
import type { Endpoint } from "./endpoint.js";

/** Chance from which a secret is made. A rotation draws a new one, so that a key that leaked once tells nothing of it. */
export function newSeed(): string {
  return randomBytes(32).toString("base64");
}

/**
 * The secret of an endpoint, as the Standard Webhooks specification writes it: 32 bytes, made of its seed and the store's
 * key. Neither of the two signs anything alone, and no table holds a secret.
 */
export function secretOf(storeKey: string, seed: string): string {
  return `whsec_${createHmac("sha256", storeKey).update(seed).digest("base64")}`;
}

/** The secrets that sign now: the endpoint's, and the one before it for as long as a rotation lets it. */
export function secretsOf(storeKey: string, { seed, previousSeed, previousUntil }: Endpoint, now: Date): string[] {
  const overlaps = previousSeed !== null && previousUntil !== null && previousUntil > now;
  return [seed, ...(overlaps ? [previousSeed] : [])].map((each) => secretOf(storeKey, each));
}
