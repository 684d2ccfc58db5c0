import { CofferError } from "../lib/errors.js";

export const ROLES = ["store", "service", "operator"] as const;

export type Role = (typeof ROLES)[number];

/** Who calls: the client that owns the API key, or the buyer of a wallet session. */
export type Principal =
  | { kind: "key"; keyId: string; clientId: string; role: Role }
  | { kind: "session"; clientId: string; walletId: string };

/** Keeps a wallet session to its own wallet: any other does not exist for it. @throws CofferError `not_found` */
export function requireWallet(principal: Principal, walletId: string): void {
  if (principal.kind === "key" || principal.walletId === walletId) return;
  throw new CofferError("not_found", "There is no such wallet.");
}
