import type { Block } from "../chain/blockStore.js";
import { ENERGY_PRICE } from "../chain/chainParameters.js";
import type { PackedTransaction } from "../chain/transactionInfo.js";
import { contractResultNumber } from "../evm/contractResult.js";
import { encodeHeader } from "../protobuf/blockHeader.js";
import type { JsonMessage, JsonValue } from "../protobuf/message.js";
import { encodeTransaction, readContent, type SignedTransaction } from "../protobuf/transaction.js";
import { bytesField } from "../protobuf/wire.js";

const ZERO_HASH = `0x${"0".repeat(64)}`;
const ZERO_ADDRESS = `0x${"0".repeat(40)}`;
const ZERO_BLOOM = `0x${"0".repeat(512)}`;
const ZERO_NONCE = `0x${"0".repeat(16)}`;

export function quantity(value: number | bigint): string {
  return `0x${value.toString(16)}`;
}

/** An address of 21 bytes as the interface shows it; null where there is none. */
function shortAddress(value: JsonValue | undefined): string | null {
  return typeof value === "string" && value.length === 42 ? `0x${value.slice(2)}` : null;
}

type Place = { block: Block; position: number };

function parties(transaction: SignedTransaction) {
  const { parameter, feeLimit } = readContent(transaction.raw);
  const value = parameter.amount ?? parameter.call_value;
  return {
    from: shortAddress(parameter.owner_address),
    to: shortAddress(parameter.to_address ?? parameter.contract_address),
    input: typeof parameter.data === "string" ? `0x${parameter.data}` : "0x",
    value: typeof value === "bigint" ? value : 0n,
    feeLimit,
  };
}

/** A transaction of a block; genesis' have no signature. */
export function renderRpcTransaction({ block, position }: Place): JsonMessage {
  const transaction = block.transactions[position];
  if (transaction === undefined) return {};
  const { from, to, input, value } = parties(transaction);
  const signature = Buffer.from(transaction.signatures[0] ?? new Uint8Array(65)).toString("hex");
  const recovery = Number.parseInt(signature.slice(128, 130), 16);
  return {
    blockHash: `0x${block.id}`,
    blockNumber: quantity(block.header.number),
    from,
    gas: quantity(block.packed[position]?.info.receipt.energyUsage ?? 0),
    gasPrice: quantity(ENERGY_PRICE),
    hash: `0x${transaction.id}`,
    input,
    nonce: ZERO_NONCE,
    r: `0x${signature.slice(0, 64)}`,
    s: `0x${signature.slice(64, 128)}`,
    to,
    transactionIndex: quantity(position),
    type: "0x0",
    v: quantity(recovery < 27 ? recovery + 27 : recovery),
    value: quantity(value),
  };
}

/** The length of the block's protobuf bytes: its transactions, and its header with the witness' signature. */
function encodedSize({ header, signature, transactions, packed }: Block): number {
  const raw = bytesField(1, encodeHeader(header));
  const signed = signature === null ? raw : Buffer.concat([raw, bytesField(2, Buffer.from(signature, "hex"))]);
  return transactions.reduce((sum, transaction, position) => {
    const result = packed[position]?.result;
    const whole = encodeTransaction(transaction, result === undefined ? undefined : contractResultNumber(result));
    return sum + bytesField(1, whole).length;
  }, bytesField(2, signed).length);
}

export function renderRpcBlock(block: Block, full: boolean): JsonMessage {
  const hashes = block.transactions.map(({ id }) => `0x${id}`);
  const size = encodedSize(block);
  const gasLimit = block.transactions.reduce((sum, transaction) => sum + parties(transaction).feeLimit, 0n);
  const gasUsed = block.packed.reduce((sum, { info }) => sum + info.receipt.energyUsage, 0);
  return {
    baseFeePerGas: "0x0",
    difficulty: "0x0",
    extraData: "0x",
    gasLimit: quantity(gasLimit),
    gasUsed: quantity(gasUsed),
    hash: `0x${block.id}`,
    logsBloom: ZERO_BLOOM,
    miner: block.signature === null ? ZERO_ADDRESS : shortAddress(block.header.witness),
    mixHash: ZERO_HASH,
    nonce: ZERO_NONCE,
    number: quantity(block.header.number),
    parentHash: `0x${block.header.parentId}`,
    receiptsRoot: ZERO_HASH,
    sha3Uncles: ZERO_HASH,
    size: quantity(size),
    stateRoot: "0x",
    timestamp: quantity(Math.floor(block.header.timestamp / 1000)),
    totalDifficulty: "0x0",
    transactions: full ? block.transactions.map((_, position) => renderRpcTransaction({ block, position })) : hashes,
    transactionsRoot: `0x${block.header.txTrieRoot}`,
    uncles: [],
  };
}

/** A log with its place in the block: `logIndex` counts through all of the block's transactions. */
export type PlacedLog = JsonMessage & { address: string; topics: string[] };

/** The logs of a block's transactions, those of failed ones being none. */
export function logsOfBlock({ id, header, packed }: Pick<Block, "id" | "header" | "packed">): PlacedLog[][] {
  let logIndex = 0;
  return packed.map(({ transaction, info }, position) =>
    info.logs.map(({ address, topics, data }) => ({
      address: `0x${address}`,
      blockHash: `0x${id}`,
      blockNumber: quantity(header.number),
      data: `0x${data}`,
      logIndex: quantity(logIndex++),
      removed: false,
      topics: topics.map((topic) => `0x${topic}`),
      transactionHash: `0x${transaction.id}`,
      transactionIndex: quantity(position),
    })),
  );
}

export function renderReceipt({ block, position }: Place): JsonMessage | null {
  const packed: PackedTransaction | undefined = block.packed[position];
  if (packed === undefined) return null;
  const { from, to } = parties(packed.transaction);
  const cumulative = block.packed.slice(0, position + 1).reduce((sum, { info }) => sum + info.receipt.energyUsage, 0);
  const created = readContent(packed.transaction.raw).type === "CreateSmartContract";
  return {
    blockHash: `0x${block.id}`,
    blockNumber: quantity(block.header.number),
    contractAddress: created ? shortAddress(packed.info.contractAddress) : null,
    cumulativeGasUsed: quantity(cumulative),
    effectiveGasPrice: quantity(ENERGY_PRICE),
    from,
    gasUsed: quantity(packed.info.receipt.energyUsage),
    logs: logsOfBlock(block)[position] ?? [],
    logsBloom: ZERO_BLOOM,
    status: packed.result === "SUCCESS" ? "0x1" : "0x0",
    to,
    transactionHash: `0x${packed.transaction.id}`,
    transactionIndex: quantity(position),
    type: "0x0",
  };
}
