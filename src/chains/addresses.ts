import { secp256k1 } from "@noble/curves/secp256k1.js";
import { HARDENED_OFFSET, HDKey } from "@scure/bip32";
import { utils as tronUtils } from "tronweb";
import { publicKeyToAddress } from "viem/accounts";
import { bytesToHex, getAddress, isAddress } from "viem/utils";
import { encodeBase58Check } from "./base58check.js";
import type { Network } from "./chain.js";

/** BIP-44: an account xpub stands at m/44'/coin'/account'. */
const ACCOUNT_DEPTH = 3;
/** BIP-44's chain of addresses that are shown to payers, beside the internal one for change. */
const EXTERNAL_CHAIN = 0;

/**
 * Reads an account xpub and returns the function from child index to address: `0/index`, display form.
 * @throws RangeError when the text is no account xpub, or holds a private key.
 */
export function createAddressDeriver(network: Network, accountXpub: string): (index: number) => string {
  const chain = readAccountXpub(accountXpub).deriveChild(EXTERNAL_CHAIN);
  return (index) => {
    if (!Number.isInteger(index) || index < 0 || index >= HARDENED_OFFSET) {
      throw new RangeError(`${index} is no child index: it must be a whole number from 0 to ${HARDENED_OFFSET - 1}`);
    }
    const publicKey = chain.deriveChild(index).publicKey;
    if (publicKey === null) throw new RangeError(`child ${index} has no public key`);
    return addressOfPublicKey(network, publicKey);
  };
}

/**
 * The key behind an account xpub, for deriving and comparing.
 * @throws RangeError as {@link createAddressDeriver}. The message never repeats the text.
 */
export function readAccountXpub(text: string): HDKey {
  let key: HDKey;
  try {
    key = HDKey.fromExtendedKey(text);
  } catch {
    // The reason is dropped on purpose: it could quote what was pasted here, which may be a private key.
    throw new RangeError("not an account xpub: it must start with xpub and have a right checksum");
  }
  if (key.privateKey !== null) {
    throw new RangeError("this is an extended private key: give the account's xpub instead, and keep the key offline");
  }
  if (key.depth !== ACCOUNT_DEPTH || key.index < HARDENED_OFFSET) {
    throw new RangeError("this xpub is not an account's: export the key at m/44'/coin'/account'");
  }
  return key;
}

/** The address of a public key, compressed or not, in display form. */
function addressOfPublicKey(network: Network, publicKey: Uint8Array): string {
  // viem's publicKeyToAddress takes a compressed key without complaint and returns a wrong address.
  const uncompressed = secp256k1.Point.fromBytes(publicKey).toBytes(false);
  if (network === "ethereum") return publicKeyToAddress(bytesToHex(uncompressed));
  return tronUtils.crypto.getBase58CheckAddress(tronUtils.crypto.computeAddress(uncompressed));
}

/**
 * The display form of an address, the one that is stored and compared: EIP-55 on Ethereum, base58check on TRON. Null
 * when the text is no address of the network, or its checksum is wrong.
 */
export function normalizeAddress(network: Network, text: string): string | null {
  if (network === "tron") return tronUtils.crypto.isAddressValid(text) ? text : null;
  // Strict: mixed case is a checksum, and must be right; all lower or all upper case carries none.
  const bare = text.slice(2);
  const withoutChecksum = bare === bare.toLowerCase() || bare === bare.toUpperCase();
  const candidate = withoutChecksum ? `0x${bare.toLowerCase()}` : text;
  if (!text.startsWith("0x") || !isAddress(candidate, { strict: true })) return null;
  return getAddress(candidate);
}

/** The display form of the 20 bytes (40 hex digits, no prefix) that contracts and logs know an address by. */
export function addressOfBytes(network: Network, hex: string): string {
  if (network === "ethereum") return getAddress(`0x${hex}`);
  return encodeBase58Check(`41${hex}`);
}

/** The 20 bytes of an address as 40 lower-case hex digits, the form in which logs hold it. The inverse of {@link addressOfBytes}. */
export function bytesOfAddress(network: Network, address: string): string {
  if (network === "ethereum") return address.slice(2).toLowerCase();
  return tronUtils.address.toHex(address).slice(2).toLowerCase();
}
