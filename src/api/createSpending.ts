import { graceSecondsOf } from "../catalog/graceSecondsOf.js";
import type { Catalog } from "../catalog/schema.js";
import { createWriter } from "../ledger/createWriter.js";
import type { Caller } from "../ledger/outcome.js";
import { InvariantError } from "../lib/errors.js";
import type { Spender, Spending } from "../spend/spending.js";
import type { AppDependencies } from "./appDependencies.js";
import type { Principal } from "./principal.js";

/** Opens what the spend journey works with: one writer for the process, and the catalogue in force at each call. */
export function createSpending({ pool, catalogs, quoteKey }: AppDependencies): () => Promise<Spending> {
  let latest: Catalog | undefined;
  const catalog = (): Catalog => {
    if (latest === undefined) throw new InvariantError("The catalogue is asked for before any call was made.");
    return latest;
  };
  const writer = createWriter(pool, { graceSeconds: () => graceSecondsOf(catalog()) });
  const spending: Spending = { writer, pool, catalog, quoteKey };
  return async () => {
    latest = await catalogs.current();
    return spending;
  };
}

/** A service touches its own holds and debits, an operator any. */
export function spenderOf(principal: Principal, caller: Caller): Spender {
  const { clientId, key, fingerprint, requestId } = caller;
  return { clientId, key, fingerprint, requestId, ownOnly: ownerOf(principal) !== null };
}

/** The client whose holds and debits this principal may see; null for any. */
export function ownerOf(principal: Principal): string | null {
  return principal.kind === "key" && principal.role === "operator" ? null : principal.clientId;
}
