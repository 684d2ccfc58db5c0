/**
 * The protobuf wire format, as far as TRON's messages use it: varints and length-delimited fields. Written out rather
 * than taken from a library because the bytes are what is hashed and signed, so nothing may normalise them.
 */
const VARINT = 0;
const FIXED_64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED_32 = 5;

const INT64_MASK = (1n << 64n) - 1n;

export type WireField = { number: number; value: bigint | Uint8Array };

function encodeVarint(value: bigint): number[] {
  // Negative int64 values are written as their 64-bit two's complement, ten bytes long.
  let rest = value & INT64_MASK;
  const bytes: number[] = [];
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 0x80);
  } while (rest !== 0n);
  return bytes;
}

/** One varint field. A caller that follows proto3 leaves zeros out. */
export function varintField(number: number, value: bigint): Uint8Array {
  return Uint8Array.from([...encodeVarint(BigInt((number << 3) | VARINT)), ...encodeVarint(value)]);
}

/** One length-delimited field: bytes, text or a message. */
export function bytesField(number: number, value: Uint8Array): Uint8Array {
  const head = [...encodeVarint(BigInt((number << 3) | LENGTH_DELIMITED)), ...encodeVarint(BigInt(value.length))];
  return Buffer.concat([Uint8Array.from(head), value]);
}

function readVarint(bytes: Uint8Array, start: number): { value: bigint; next: number } {
  let value = 0n;
  let next = start;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = bytes[next];
    if (byte === undefined) break;
    next += 1;
    value |= BigInt(byte & 0x7f) << shift;
    if ((byte & 0x80) === 0) return { value: value & INT64_MASK, next };
  }
  throw new RangeError("While parsing a protocol message, the input ended unexpectedly.");
}

/**
 * The fields of a message, in the order of its bytes. Varints are unsigned 64-bit; see {@link toInt64}.
 * @throws RangeError when the bytes are no message
 */
export function readFields(bytes: Uint8Array): WireField[] {
  const fields: WireField[] = [];
  let position = 0;
  while (position < bytes.length) {
    const tag = readVarint(bytes, position);
    const number = Number(tag.value >> 3n);
    const type = Number(tag.value & 7n);
    position = tag.next;
    if (type === VARINT) {
      const { value, next } = readVarint(bytes, position);
      fields.push({ number, value });
      position = next;
      continue;
    }
    let length = type === FIXED_64 ? 8 : 4;
    if (type === LENGTH_DELIMITED) {
      const size = readVarint(bytes, position);
      length = Number(size.value);
      position = size.next;
    } else if (type !== FIXED_64 && type !== FIXED_32) {
      throw new RangeError("Protocol message tag had invalid wire type.");
    }
    if (position + length > bytes.length) {
      throw new RangeError("While parsing a protocol message, the input ended unexpectedly.");
    }
    fields.push({ number, value: bytes.subarray(position, position + length) });
    position += length;
  }
  return fields;
}

/** A varint read as a signed 64-bit number. */
export function toInt64(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}
