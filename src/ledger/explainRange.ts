import { CofferError } from "../lib/errors.js";
import { formatAmount } from "../lib/money.js";

/** What a wallet may have in all, what is held and not yet effective included, in base units: SQL's largest bigint. */
const MAX_BALANCE = 2n ** 63n - 1n;

/** What PostgreSQL threw: in words where credits would have made a wallet's balance larger than it can be, else as it is. */
export function explainRange(error: unknown): unknown {
  if (!(error instanceof Error && "code" in error && error.code === "22003")) return error;
  const message = `would leave the wallet with more than ${formatAmount(MAX_BALANCE)} credits, the largest balance`;
  return new CofferError("invalid_request", `This ${message}.`, {
    fields: { issues: [{ path: "credits", message }] },
    cause: error,
  });
}
