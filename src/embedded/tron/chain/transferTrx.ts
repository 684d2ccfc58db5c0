import type { TransactionContent } from "../protobuf/transaction.js";
import { readAccount, type StateAccess, writeAccount } from "../state/accounts.js";
import { contractRefusal } from "./refusal.js";
import { amountField, ownerOf, textField } from "./transactionFields.js";

/** Whether the transaction activates an account by sending it TRX. */
export function activatesAccount(state: StateAccess, { type, parameter }: TransactionContent): boolean {
  return type === "TransferContract" && readAccount(state, textField(parameter.to_address)) === undefined;
}

/**
 * Moves TRX by the rules of TransferContract, activating the recipient where it is new. `timestamp` is in ms.
 * @throws Refusal in the words of java-tron, in the order of its checks
 */
export function transferTrx(state: StateAccess, content: TransactionContent, timestamp: number): void {
  const owner = ownerOf(content);
  const to = textField(content.parameter.to_address);
  const sum = amountField(content.parameter.amount);
  if (!/^41[0-9a-f]{40}$/.test(to)) throw contractRefusal("Invalid toAddress!");
  if (owner === to) throw contractRefusal("Cannot transfer TRX to yourself.");
  const payer = readAccount(state, owner);
  if (payer === undefined) throw contractRefusal("Validate TransferContract error, no OwnerAccount.");
  if (sum <= 0n) throw contractRefusal("Amount must be greater than 0.");
  if (payer.balance < sum) throw contractRefusal("Validate TransferContract error, balance is not sufficient.");
  writeAccount(state, owner, { ...payer, balance: payer.balance - sum });
  const recipient = readAccount(state, to) ?? { balance: 0n, createTime: timestamp };
  writeAccount(state, to, { ...recipient, balance: recipient.balance + sum });
}
