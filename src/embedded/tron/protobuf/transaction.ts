import { createHash } from "node:crypto";
import { decodeMessage, encodeMessage, type JsonMessage, type JsonValue, MessageFormatError } from "./message.js";
import { CONTRACT_TYPES, type ContractType, TRANSACTION_RAW } from "./schema.js";
import { bytesField, readFields, toInt64, varintField } from "./wire.js";

/** A signed transaction: its raw bytes are what the id hashes and what the owner signed. */
export type SignedTransaction = { id: string; raw: Uint8Array; signatures: Uint8Array[] };

/** What a transaction asks for, read from its raw bytes. Amounts are in sun, times in ms. */
export type TransactionContent = {
  /** Null where the contract is of a type that this node does not execute. */
  type: ContractType | null;
  /** The contract's own fields, addresses in hex. */
  parameter: JsonMessage;
  refBlockBytes: string;
  refBlockHash: string;
  expiration: bigint;
  timestamp: bigint;
  feeLimit: bigint;
  memo: Uint8Array;
};

const CONTRACT_FIELD = 11;
const TYPE_URL_PREFIX = "type.googleapis.com/protocol.";
/** The contract and what follows it in Transaction.raw: fields 12, 14 and 18. */
const FIRST_FIELD_AFTER_CONTRACT = 12;

function isContractType(name: unknown): name is ContractType {
  return typeof name === "string" && Object.hasOwn(CONTRACT_TYPES, name);
}

function asMessage(value: JsonValue | undefined): JsonMessage {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

/** Like java-tron, leaves a contract of an unknown type out: the transaction then has none, and is refused for it. */
function encodeContract(contract: JsonMessage, visible: boolean): Uint8Array | null {
  const type = contract.type;
  if (!isContractType(type)) return null;
  const { number, schema } = CONTRACT_TYPES[type];
  const value = encodeMessage(schema, asMessage(asMessage(contract.parameter).value), visible);
  const any = Buffer.concat([bytesField(1, Buffer.from(TYPE_URL_PREFIX + type)), bytesField(2, value)]);
  const permission = contract.Permission_id;
  return Buffer.concat([
    varintField(1, BigInt(number)),
    bytesField(2, any),
    permission === undefined
      ? new Uint8Array()
      : encodeMessage([{ number: 5, name: "id", kind: "int32" }], { id: permission }, false),
  ]);
}

/**
 * The bytes of Transaction.raw from its JSON.
 * @throws MessageFormatError when a field's text is not of its form
 */
export function encodeRaw(rawData: JsonMessage, visible: boolean): Uint8Array {
  const contracts = rawData.contract;
  if (!Array.isArray(contracts)) throw new MessageFormatError("Expected identifier.");
  const encoded = contracts.flatMap((contract) => {
    const bytes = encodeContract(asMessage(contract), visible);
    return bytes === null ? [] : [bytesField(CONTRACT_FIELD, bytes)];
  });
  const before = TRANSACTION_RAW.filter(({ number }) => number < FIRST_FIELD_AFTER_CONTRACT);
  const after = TRANSACTION_RAW.filter(({ number }) => number >= FIRST_FIELD_AFTER_CONTRACT);
  return Buffer.concat([encodeMessage(before, rawData, visible), ...encoded, encodeMessage(after, rawData, visible)]);
}

/** The id of a transaction: the hash of its raw bytes. */
export function transactionId(raw: Uint8Array): string {
  return createHash("sha256").update(raw).digest("hex");
}

type DecodedContract = { typeNumber: number; typeUrl: string; value: Uint8Array; permissionId: bigint };

function decodeContract(bytes: Uint8Array): DecodedContract {
  const contract: DecodedContract = { typeNumber: 0, typeUrl: "", value: new Uint8Array(), permissionId: 0n };
  for (const { number, value } of readFields(bytes)) {
    if (number === 1 && typeof value === "bigint") contract.typeNumber = Number(value);
    if (number === 5 && typeof value === "bigint") contract.permissionId = toInt64(value);
    if (number !== 2 || typeof value === "bigint") continue;
    for (const inner of readFields(value)) {
      if (typeof inner.value === "bigint") continue;
      if (inner.number === 1) contract.typeUrl = Buffer.from(inner.value).toString("utf8");
      if (inner.number === 2) contract.value = inner.value;
    }
  }
  return contract;
}

function contractsOf(raw: Uint8Array): DecodedContract[] {
  return readFields(raw)
    .filter(({ number }) => number === CONTRACT_FIELD)
    .map(({ value }) => decodeContract(typeof value === "bigint" ? new Uint8Array() : value));
}

function typeOf(contract: DecodedContract): ContractType | null {
  const name = contract.typeUrl.slice(TYPE_URL_PREFIX.length);
  return isContractType(name) && CONTRACT_TYPES[name].number === contract.typeNumber ? name : null;
}

function hexOf(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

function integerOf(value: JsonValue | undefined): bigint {
  return typeof value === "bigint" ? value : 0n;
}

/** Reads what a transaction asks for. */
export function readContent(raw: Uint8Array): TransactionContent {
  const fields = decodeMessage(TRANSACTION_RAW, raw, false);
  const [contract] = contractsOf(raw);
  const type = contract === undefined ? null : typeOf(contract);
  return {
    type,
    parameter:
      contract === undefined || type === null ? {} : decodeMessage(CONTRACT_TYPES[type].schema, contract.value, false),
    refBlockBytes: hexOf(fields.ref_block_bytes),
    refBlockHash: hexOf(fields.ref_block_hash),
    expiration: integerOf(fields.expiration),
    timestamp: integerOf(fields.timestamp),
    feeLimit: integerOf(fields.fee_limit),
    memo: Buffer.from(hexOf(fields.data), "hex"),
  };
}

/** Transaction.raw as java-tron prints it, the contract first. `decodeParameter` false leaves the parameter's bytes as hex. */
export function rawToJson(raw: Uint8Array, visible: boolean, decodeParameter = true): JsonMessage {
  const contract = contractsOf(raw).map((item): JsonMessage => {
    const type = typeOf(item);
    const value =
      decodeParameter && type !== null
        ? decodeMessage(CONTRACT_TYPES[type].schema, item.value, visible)
        : Buffer.from(item.value).toString("hex");
    return {
      parameter: { value, type_url: item.typeUrl },
      type: type ?? "UnknownContract",
      ...(item.permissionId === 0n ? {} : { Permission_id: Number(item.permissionId) }),
    };
  });
  return { contract, ...decodeMessage(TRANSACTION_RAW, raw, visible) };
}

/** The whole Transaction message; with `contractRet` as a block holds it, without as it was broadcast. */
export function encodeTransaction(transaction: SignedTransaction, contractRet?: number): Uint8Array {
  return Buffer.concat([
    bytesField(1, transaction.raw),
    ...transaction.signatures.map((signature) => bytesField(2, signature)),
    // Result.contractRet has number 3; its value is never the default one once a transaction is in a block.
    contractRet === undefined ? new Uint8Array() : bytesField(5, varintField(3, BigInt(contractRet))),
  ]);
}

/**
 * Reads a whole Transaction message, its result aside.
 * @throws RangeError when the bytes are no message
 */
export function decodeTransaction(bytes: Uint8Array): SignedTransaction {
  let raw: Uint8Array = new Uint8Array();
  const signatures: Uint8Array[] = [];
  for (const { number, value } of readFields(bytes)) {
    if (typeof value === "bigint") continue;
    if (number === 1) raw = value;
    if (number === 2) signatures.push(value);
  }
  return { id: transactionId(raw), raw, signatures };
}
