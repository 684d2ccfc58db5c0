import type { HexAddress } from "../address.js";
import type { JsonValue } from "../protobuf/message.js";
import type { TransactionContent } from "../protobuf/transaction.js";

/** A field that holds hex or text; empty where it is absent. */
export function textField(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

/** A field that holds an amount; zero where it is absent. */
export function amountField(value: JsonValue | undefined): bigint {
  return typeof value === "bigint" ? value : 0n;
}

/** Who pays for the transaction. */
export function ownerOf({ parameter }: TransactionContent): HexAddress {
  return textField(parameter.owner_address);
}
