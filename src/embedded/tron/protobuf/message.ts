import { fromBase58, toBase58 } from "../address.js";
import type { FieldKind, FieldSchema, MessageSchema } from "./schema.js";
import { bytesField, readFields, toInt64, varintField } from "./wire.js";

/** A message as java-tron's JSON has it: defaults are absent, bytes are hex, 64-bit numbers are bigint. */
export type JsonMessage = { [name: string]: JsonValue | undefined };
export type JsonValue = string | boolean | number | bigint | null | JsonMessage | JsonValue[];

/** Text that is not of the form its field asks, in the words of java-tron's parser. */
export class MessageFormatError extends Error {
  override readonly name = "MessageFormatError";
}

function isMessage(value: JsonValue): value is JsonMessage {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hexToBytes(value: JsonValue): Uint8Array {
  if (typeof value !== "string" || !/^([0-9a-f]{2})*$/i.test(value)) throw new MessageFormatError("INVALID hex String");
  return Buffer.from(value, "hex");
}

/** Addresses come as base58 where `visible` is set, and as hex otherwise. */
function addressToBytes(value: JsonValue, visible: boolean): Uint8Array {
  if (!visible) return hexToBytes(value);
  const hex = typeof value === "string" ? fromBase58(value) : null;
  if (hex === null) throw new MessageFormatError("INVALID base58 String");
  return Buffer.from(hex, "hex");
}

function toInteger(value: JsonValue): bigint {
  if (typeof value === "bigint") return value;
  if (typeof value === "number" && Number.isInteger(value)) return BigInt(value);
  if (typeof value === "string" && /^-?\d+$/.test(value)) return BigInt(value);
  throw new MessageFormatError(`Couldn't parse integer: For input string: "${JSON.stringify(value)}"`);
}

function enumerate(value: JsonValue, names: readonly string[]): bigint {
  const index = typeof value === "string" ? names.findIndex((name) => name.toLowerCase() === value.toLowerCase()) : -1;
  if (index < 0) throw new MessageFormatError(`Enum type has no value named ${JSON.stringify(value)}`);
  return BigInt(index);
}

function encodeValue(kind: FieldKind, value: JsonValue, visible: boolean): bigint | Uint8Array {
  if (typeof kind === "object") {
    if ("enumeration" in kind) return enumerate(value, kind.enumeration);
    if (!isMessage(value)) throw new MessageFormatError("Expected identifier.");
    return encodeMessage(kind.message, value, visible);
  }
  switch (kind) {
    case "int64":
    case "int32":
      return toInteger(value);
    case "bool":
      return value === true ? 1n : 0n;
    case "string":
      return Buffer.from(String(value), "utf8");
    case "textBytes":
      return visible ? Buffer.from(String(value), "utf8") : hexToBytes(value);
    case "address":
      return addressToBytes(value, visible);
    case "bytes":
      return hexToBytes(value);
  }
}

function encodeField(field: FieldSchema, value: JsonValue, visible: boolean): Uint8Array[] {
  const values = field.repeated === true ? (Array.isArray(value) ? value : []) : [value];
  return values.flatMap((item) => {
    const encoded = encodeValue(field.kind, item, visible);
    if (typeof encoded === "bigint") return encoded === 0n ? [] : [varintField(field.number, encoded)];
    // Proto3 leaves empty bytes out; a message that is present but empty keeps its tag.
    const keepEmpty = typeof field.kind === "object";
    return encoded.length === 0 && !keepEmpty ? [] : [bytesField(field.number, encoded)];
  });
}

/**
 * The protobuf bytes of a message given as JSON.
 * @throws MessageFormatError when a field's text is not of its form
 */
export function encodeMessage(schema: MessageSchema, message: JsonMessage, visible: boolean): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const field of schema) {
    const value = message[field.name];
    if (value !== undefined && value !== null) parts.push(...encodeField(field, value, visible));
  }
  return Buffer.concat(parts);
}

function decodeValue(kind: FieldKind, value: bigint | Uint8Array, visible: boolean): JsonValue {
  if (typeof value === "bigint") {
    if (kind === "bool") return value !== 0n;
    if (typeof kind === "object" && "enumeration" in kind) return kind.enumeration[Number(value)] ?? Number(value);
    return kind === "int32" ? Number(toInt64(value)) : toInt64(value);
  }
  if (typeof kind === "object") return "message" in kind ? decodeMessage(kind.message, value, visible) : null;
  if (kind === "string" || (kind === "textBytes" && visible)) return Buffer.from(value).toString("utf8");
  const hex = Buffer.from(value).toString("hex");
  return kind === "address" && visible ? toBase58(hex) : hex;
}

/** The JSON form of a message's bytes, as java-tron prints it. Fields that the schema does not name are left out. */
export function decodeMessage(schema: MessageSchema, bytes: Uint8Array, visible: boolean): JsonMessage {
  const message: JsonMessage = {};
  for (const { number, value } of readFields(bytes)) {
    const field = schema.find((candidate) => candidate.number === number);
    if (field === undefined) continue;
    const decoded = decodeValue(field.kind, value, visible);
    if (field.repeated !== true) {
      message[field.name] = decoded;
      continue;
    }
    const list = message[field.name];
    if (Array.isArray(list)) list.push(decoded);
    else message[field.name] = [decoded];
  }
  return message;
}
