import { contractAddress, type HexAddress, toBase58 } from "../address.js";
import type { Block } from "../chain/blockStore.js";
import type { PackedTransaction } from "../chain/transactionInfo.js";
import type { InternalTransaction } from "../evm/execute.js";
import type { JsonMessage } from "../protobuf/message.js";
import { rawToJson, readContent, type SignedTransaction } from "../protobuf/transaction.js";

/** Text as the node's answers carry it: hex, unless `visible` was asked. */
export function renderText(text: string, visible: boolean): string {
  return visible ? text : Buffer.from(text, "utf8").toString("hex");
}

function renderAddress(address: HexAddress, visible: boolean): string {
  return visible ? toBase58(address) : address;
}

/** A field that is left out where its number is zero, as protobuf's JSON leaves it out. */
function unlessZero(name: string, value: number): JsonMessage {
  return value === 0 ? {} : { [name]: BigInt(value) };
}

/** A transaction as it lies in the pool or a block. */
export function renderTransaction(
  transaction: SignedTransaction,
  visible: boolean,
  contractRet: string | null,
): JsonMessage {
  const signatures = transaction.signatures.map((signature) => Buffer.from(signature).toString("hex"));
  const { type, parameter } = readContent(transaction.raw);
  const deployed =
    type === "CreateSmartContract" ? contractAddress(transaction.id, String(parameter.owner_address)) : null;
  return {
    ...(contractRet === null ? {} : { ret: [{ contractRet }] }),
    ...(signatures.length === 0 ? {} : { signature: signatures }),
    txID: transaction.id,
    ...(deployed === null ? {} : { contract_address: deployed }),
    raw_data: rawToJson(transaction.raw, visible),
    raw_data_hex: Buffer.from(transaction.raw).toString("hex"),
  };
}

/** A transaction that the node built for its caller to sign. */
export function renderUnsigned(transaction: SignedTransaction, visible: boolean): JsonMessage {
  return { visible, ...renderTransaction(transaction, visible, null) };
}

/** A block; `detail` false gives its header alone. */
export function renderBlock({ id, header, signature, transactions, packed }: Block, visible: boolean, detail = true) {
  const rawData: JsonMessage = {
    ...unlessZero("number", header.number),
    txTrieRoot: header.txTrieRoot,
    witness_address: renderAddress(header.witness, visible),
    parentHash: header.parentId,
    ...(header.version === 0 ? {} : { version: header.version }),
    ...unlessZero("timestamp", header.timestamp),
  };
  const shown = transactions.map((transaction, position) =>
    renderTransaction(transaction, visible, packed[position]?.result ?? null),
  );
  return {
    blockID: id,
    block_header: { raw_data: rawData, ...(signature === null ? {} : { witness_signature: signature }) },
    ...(detail && shown.length > 0 ? { transactions: shown } : {}),
  } satisfies JsonMessage;
}

function renderInternal(call: InternalTransaction, visible: boolean): JsonMessage {
  return {
    hash: call.hash,
    caller_address: renderAddress(call.caller, visible),
    transferTo_address: renderAddress(call.to, visible),
    callValueInfo: [unlessZero("callValue", call.value)],
    note: renderText(call.note, false),
    ...(call.rejected ? { rejected: true } : {}),
  };
}

/** Logs carry addresses of 20 bytes in hex, or base58 where `visible` is asked; topics and data stay hex. */
export function renderLogs(logs: PackedTransaction["info"]["logs"], visible: boolean): JsonMessage[] {
  return logs.map(({ address, topics, data }) => ({
    address: visible ? toBase58(`41${address}`) : address,
    ...(topics.length === 0 ? {} : { topics }),
    ...(data === "" ? {} : { data }),
  }));
}

/** What became of a packed transaction. Failed ones have no `log` key. */
export function renderInfo(
  { transaction, result, info }: PackedTransaction,
  block: { number: number; timestamp: number },
  visible: boolean,
): JsonMessage {
  const { receipt } = info;
  const logs = renderLogs(info.logs, visible);
  const failed = result !== "SUCCESS";
  return {
    id: transaction.id,
    ...unlessZero("fee", info.fee),
    ...unlessZero("blockNumber", block.number),
    blockTimeStamp: BigInt(block.timestamp),
    contractResult: [info.contractResult],
    ...(info.contractAddress === undefined ? {} : { contract_address: renderAddress(info.contractAddress, visible) }),
    receipt: {
      ...unlessZero("energy_fee", receipt.energyFee),
      ...unlessZero("energy_usage_total", receipt.energyUsage),
      ...unlessZero("net_usage", receipt.netUsage),
      ...unlessZero("net_fee", receipt.netFee),
      ...(receipt.result === undefined ? {} : { result: receipt.result }),
    },
    ...(logs.length === 0 ? {} : { log: logs }),
    ...(failed ? { result: "FAILED", resMessage: renderText(info.failureMessage, visible) } : {}),
    ...(info.internal.length === 0
      ? {}
      : { internal_transactions: info.internal.map((call) => renderInternal(call, visible)) }),
  };
}
