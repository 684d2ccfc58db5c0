import { createHash } from "node:crypto";
import { recoverAddress } from "../../src/embedded/tron/address.js";
import { CONTRACT_RESULTS } from "../../src/embedded/tron/evm/contractResult.js";
import { encodeHeader, txTrieRoot } from "../../src/embedded/tron/protobuf/blockHeader.js";
import { encodeTransaction } from "../../src/embedded/tron/protobuf/transaction.js";
import { readFields } from "../../src/embedded/tron/protobuf/wire.js";
import type { Json, JsonObject } from "./tronRecording.js";

/** A block in the bytes that its hashes are made of. */
export type RawBlock = {
  id: string;
  number: number;
  header: Uint8Array;
  txTrieRoot: string;
  witness: string;
  signature: string;
  transactions: { id: string; raw: Uint8Array; whole: Uint8Array }[];
};

function sha256(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

/** What is wrong with a block: with its id, its transactions' ids, their root, or its witness' signature. */
export function verifyBlock(block: RawBlock): string[] {
  const problems: string[] = [];
  const hash = sha256(block.header);
  const id = block.number.toString(16).padStart(16, "0") + hash.toString("hex").slice(16);
  if (id !== block.id) problems.push("id");
  if (txTrieRoot(block.transactions.map(({ whole }) => whole)) !== block.txTrieRoot) problems.push("txTrieRoot");
  const wrong = block.transactions.filter(({ id: txId, raw }) => sha256(raw).toString("hex") !== txId);
  problems.push(...wrong.map(({ id: txId }) => `transaction ${txId}`));
  if (recoverAddress(hash, Buffer.from(block.signature, "hex")) !== block.witness) problems.push("witness_signature");
  return problems;
}

function bytesOf(fields: ReturnType<typeof readFields>, number: number): Uint8Array {
  const value = fields.find((field) => field.number === number)?.value;
  return value instanceof Uint8Array ? value : new Uint8Array();
}

/** Reads the protobuf message BlockExtention, whose bytes nothing has re-encoded. */
export function rawBlockOfProtobuf(bytes: Uint8Array): RawBlock {
  const fields = readFields(bytes);
  const signedHeader = readFields(bytesOf(fields, 2));
  const header = bytesOf(signedHeader, 1);
  const headerFields = readFields(header);
  const number = headerFields.find((field) => field.number === 7)?.value;
  const hex = (value: Uint8Array) => Buffer.from(value).toString("hex");
  return {
    id: hex(bytesOf(fields, 3)),
    number: Number(number),
    header,
    txTrieRoot: hex(bytesOf(headerFields, 2)),
    witness: hex(bytesOf(headerFields, 9)),
    signature: hex(bytesOf(signedHeader, 2)),
    transactions: fields
      .filter((field) => field.number === 1)
      .map(({ value }) => {
        const extention = readFields(value as Uint8Array);
        const whole = bytesOf(extention, 1);
        return { id: hex(bytesOf(extention, 2)), raw: bytesOf(readFields(whole), 1), whole };
      }),
  };
}

function rawTransaction(transaction: JsonObject) {
  const raw = Buffer.from(String(transaction.raw_data_hex), "hex");
  const signatures = (transaction.signature as string[]).map((signature) => Buffer.from(signature, "hex"));
  const [ret] = transaction.ret as { contractRet: string }[];
  const result = (CONTRACT_RESULTS as readonly string[]).indexOf(ret?.contractRet ?? "");
  const id = String(transaction.txID);
  return { id, raw, whole: encodeTransaction({ id, raw, signatures }, result) };
}

/** Reads a block as /wallet/getblockbynum answers it. */
export function rawBlockOfJson(value: Json): RawBlock {
  const block = value as JsonObject;
  const { raw_data, witness_signature } = block.block_header as { raw_data: JsonObject; witness_signature: string };
  const { number, timestamp, parentHash, witness_address, version } = raw_data;
  const root = String(raw_data.txTrieRoot);
  const header = encodeHeader({
    number: Number(number),
    timestamp: Number(timestamp),
    parentId: String(parentHash),
    txTrieRoot: root,
    witness: String(witness_address),
    version: Number(version),
  });
  return {
    id: String(block.blockID),
    number: Number(number),
    header,
    txTrieRoot: root,
    witness: String(witness_address),
    signature: witness_signature,
    transactions: ((block.transactions ?? []) as JsonObject[]).map(rawTransaction),
  };
}
