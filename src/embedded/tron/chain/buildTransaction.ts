import type { JsonMessage } from "../protobuf/message.js";
import type { ContractType } from "../protobuf/schema.js";
import { encodeRaw, type SignedTransaction, transactionId } from "../protobuf/transaction.js";
import { DEFAULT_EXPIRATION_MS } from "./chainParameters.js";

/** What a transaction refers to and when it was made: `referenceId` is a block's id, times are in ms. */
export type TransactionFrame = { referenceId: string; headTime: number; timestamp: number; feeLimit?: number };

/** Builds an unsigned transaction with one contract, as a node and tronweb build it. Addresses in `value` are hex. */
export function buildTransaction(type: ContractType, value: JsonMessage, frame: TransactionFrame): SignedTransaction {
  const raw = encodeRaw(
    {
      contract: [{ type, parameter: { value } }],
      ref_block_bytes: frame.referenceId.slice(12, 16),
      ref_block_hash: frame.referenceId.slice(16, 32),
      expiration: frame.headTime + DEFAULT_EXPIRATION_MS,
      timestamp: frame.timestamp,
      fee_limit: frame.feeLimit ?? 0,
    },
    false,
  );
  return { id: transactionId(raw), raw, signatures: [] };
}
