import { hash } from "node:crypto";

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/** The most digits whose value still fits a JavaScript number. */
const CHUNK_DIGITS = 9;
const CHUNK = 58n ** BigInt(CHUNK_DIGITS);

/**
 * The base58check form of bytes that do not start with zero, such as TRON's, which start with 41. A busy block holds
 * 600 addresses, and tronweb's own takes as long for them as everything else that is done with the block.
 * @param payload Hex digits.
 */
export function encodeBase58Check(payload: string): string {
  const once = hash("sha256", Buffer.from(payload, "hex"), "buffer");
  const checksum = hash("sha256", once, "hex").slice(0, 8);
  let rest = BigInt(`0x${payload}${checksum}`);
  let text = "";
  while (rest > 0n) {
    let chunk = Number(rest % CHUNK);
    rest /= CHUNK;
    for (let digit = 0; digit < CHUNK_DIGITS && (rest > 0n || chunk > 0); digit += 1) {
      text = ALPHABET.charAt(chunk % 58) + text;
      chunk = Math.floor(chunk / 58);
    }
  }
  return text;
}
