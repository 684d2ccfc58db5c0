import { CofferError } from "../lib/errors.js";

export const ROLES = ["store", "service", "operator"] as const;

export type Role = (typeof ROLES)[number];

/** The client that owns an API key. */
export type KeyHolder = {
  kind: "key";
  keyId: string;
  clientId: string;
  role: Role;
  /** Null: it may call as often as it likes. */
  requestsPerMinute: number | null;
  readOnly: boolean;
};

/** Who calls: a key's client, an operator in the console (by the key that logged in), or the buyer of a wallet session. */
export type Principal = KeyHolder | { kind: "session"; clientId: string; walletId: string };

/** Keeps a wallet session to its own wallet: any other does not exist for it. @throws CofferError `not_found` */
export function requireWallet(principal: Principal, walletId: string): void {
  if (principal.kind === "key" || principal.walletId === walletId) return;
  throw new CofferError("not_found", "There is no such wallet.");
}
