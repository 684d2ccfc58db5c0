import { z } from "zod";

/** Answers of the Ethereum JSON-RPC, reduced to the fields that are used. All hex is read as lower case. */

const hex = z
  .string()
  .regex(/^0x[0-9a-f]*$/i)
  .toLowerCase();
const hash = hex.length(66);
const address = hex.length(42);

/** A number as hex; refused above 2^53, where a JavaScript number would round. */
export const quantitySchema = hex.min(3).transform(Number).pipe(z.int());

export const headerSchema = z.object({
  number: quantitySchema,
  hash,
  parentHash: hash,
  timestamp: quantitySchema,
  logsBloom: hex.length(514),
});
export type EthereumHeader = z.infer<typeof headerSchema>;

export const logSchema = z.object({
  address,
  topics: z.array(hash),
  data: hex,
  blockNumber: quantitySchema,
  blockHash: hash,
  transactionHash: hash,
  logIndex: quantitySchema,
  removed: z.boolean().optional(),
});
export type EthereumLog = z.infer<typeof logSchema>;

export const receiptSchema = z.object({
  transactionHash: hash,
  blockNumber: quantitySchema,
  blockHash: hash,
  // Receipts older than Byzantium (2017) have a root instead; there is no USDT among them.
  status: z.enum(["0x0", "0x1"]),
  logs: z.array(logSchema),
});
export type EthereumReceipt = z.infer<typeof receiptSchema>;

export const transactionSchema = z.object({ hash });

export const wordSchema = hash;

/** An amount in wei, as hex. */
export const amountSchema = hex.min(3).transform(BigInt);
