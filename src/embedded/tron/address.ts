import { createHash } from "node:crypto";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { keccak256 } from "viem/utils";

/** An account or contract: 21 bytes in hex, 0x41 first, as the node's answers carry it. */
export type HexAddress = string;

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

function sha256(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

function checksum(payload: Uint8Array): Buffer {
  return sha256(sha256(payload)).subarray(0, 4);
}

/** Bytes (an address of 21, or genesis' longer ones) as base58 with TRON's checksum. */
export function toBase58(hex: HexAddress): string {
  const payload = Buffer.from(hex, "hex");
  let rest = BigInt(`0x${Buffer.concat([payload, checksum(payload)]).toString("hex")}`);
  let text = "";
  while (rest > 0n) {
    text = ALPHABET.charAt(Number(rest % 58n)) + text;
    rest /= 58n;
  }
  return text;
}

/** The hex form of a base58 address, or null where the text or its checksum is wrong. */
export function fromBase58(text: string): HexAddress | null {
  let value = 0n;
  for (const character of text) {
    const digit = ALPHABET.indexOf(character);
    if (digit < 0) return null;
    value = value * 58n + BigInt(digit);
  }
  const bytes = Buffer.from(value.toString(16).padStart(50, "0"), "hex");
  if (bytes.length !== 25 || bytes[0] !== 0x41) return null;
  const payload = bytes.subarray(0, 21);
  return checksum(payload).equals(bytes.subarray(21)) ? payload.toString("hex") : null;
}

function addressOfPublicKey(uncompressed: Uint8Array): HexAddress {
  return `41${keccak256(uncompressed.subarray(1)).slice(-40)}`;
}

/** The address of a private key (hex). */
export function addressOfPrivateKey(privateKey: string): HexAddress {
  return addressOfPublicKey(secp256k1.getPublicKey(Buffer.from(privateKey, "hex"), false));
}

/** Signs a 32-byte hash as TRON does: r, s, and the recovery id, `recoveryOffset` added (27 for transactions, 0 for blocks). */
export function signHash(hash: Uint8Array, privateKey: string, recoveryOffset: 0 | 27): Buffer {
  const signature = secp256k1.sign(hash, Buffer.from(privateKey, "hex"), { prehash: false, format: "recovered" });
  const [recovery = 0] = signature;
  return Buffer.concat([signature.subarray(1), Uint8Array.from([recovery + recoveryOffset])]);
}

/**
 * Who signed `hash`.
 * @throws Error when the 65 bytes recover no key
 */
export function recoverAddress(hash: Uint8Array, signature: Uint8Array): HexAddress {
  const header = signature[64] ?? 0;
  const recovery = header >= 27 ? header - 27 : header;
  const recovered = Buffer.concat([Uint8Array.from([recovery]), signature.subarray(0, 64)]);
  const compressed = secp256k1.recoverPublicKey(recovered, hash, { prehash: false });
  return addressOfPublicKey(secp256k1.Point.fromBytes(compressed).toBytes(false));
}

/** Where a deployment's contract will live: keccak of its transaction's id and its owner. */
export function contractAddress(txId: string, owner: HexAddress): HexAddress {
  return `41${keccak256(`0x${txId}${owner}`).slice(-40)}`;
}
