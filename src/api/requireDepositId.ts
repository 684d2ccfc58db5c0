import { CofferError } from "../lib/errors.js";
import { isId } from "../lib/ids.js";

/** @throws CofferError `not_found` for what can be no deposit's id. */
export function requireDepositId(id: string): string {
  if (isId("dep", id)) return id;
  throw new CofferError("not_found", "There is no such deposit.");
}
