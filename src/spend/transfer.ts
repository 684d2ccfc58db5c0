import { graceSecondsOf } from "../catalog/graceSecondsOf.js";
import type { Catalog } from "../catalog/schema.js";
import type { Pool } from "../db/client.js";
import type { Caller, Outcome } from "../ledger/outcome.js";
import { type TransferFacts, type TransferRequest, transferCredits } from "../ledger/transfer.js";
import { CofferError } from "../lib/errors.js";

/**
 * Moves bought credits to another wallet where the catalogue allows it.
 * @throws CofferError `forbidden` where it does not, and what transferCredits throws.
 */
export async function transfer(
  pool: Pool,
  catalog: Catalog,
  caller: Caller,
  request: TransferRequest,
): Promise<Outcome<TransferFacts>> {
  const requireAllowed = () => {
    if (catalog.transfers.allowed) return;
    throw new CofferError("forbidden", "The catalogue does not allow credits to move between wallets.");
  };
  return transferCredits(pool, caller, request, { graceSeconds: graceSecondsOf(catalog), requireAllowed });
}
