import { createHash, randomBytes } from "node:crypto";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 160 bits in base 62. */
const RANDOM_LENGTH = 27;
/** 32 bits in base 62. */
const CHECKSUM_LENGTH = 6;

function toBase62(value: bigint, length: number): string {
  let text = "";
  for (let rest = value; text.length < length; rest /= 62n) text = DIGITS.charAt(Number(rest % 62n)) + text;
  return text;
}

function checksumOf(text: string): string {
  return toBase62(BigInt(createHash("sha256").update(text).digest().readUInt32BE()), CHECKSUM_LENGTH);
}

/** A new secret that begins with `prefix`: 160 random bits and a checksum, so that a mistyped one is known as such. */
export function newSecretToken(prefix: string): string {
  const random = toBase62(BigInt(`0x${randomBytes(20).toString("hex")}`), RANDOM_LENGTH);
  const text = prefix + random;
  return text + checksumOf(text);
}

/** Whether the text can be a secret with this prefix at all: its shape and checksum are right. */
export function isSecretToken(text: string, prefix: string): boolean {
  const rest = text.slice(prefix.length);
  if (!text.startsWith(prefix) || !/^[0-9A-Za-z]{33}$/.test(rest)) return false;
  return checksumOf(text.slice(0, -CHECKSUM_LENGTH)) === text.slice(-CHECKSUM_LENGTH);
}

/**
 * What is stored of a secret. It is looked up by this hash: whoever guesses cannot steer the bytes that are compared, so
 * the time of a lookup tells nothing, and with 160 random bits a slow hash would protect nothing.
 */
export function hashOfSecret(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
