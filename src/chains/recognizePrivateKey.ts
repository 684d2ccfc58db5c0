import { HDKey } from "@scure/bip32";
import { english } from "viem/accounts";

export type PrivateKeyKind = "private key" | "extended private key" | "mnemonic";

const MNEMONIC_LENGTHS = new Set([12, 15, 18, 21, 24]);
/** xprv and what other wallets call it: testnets, SegWit accounts, multisig. */
const EXTENDED_PRIVATE_KEY = /^[xyztuv]prv[1-9A-HJ-NP-Za-km-z]{100,}$/i;
/** Bitcoin's wallet import format, which some tools export TRON and Ethereum keys in. */
const WALLET_IMPORT_FORMAT = /^[5KLc9][1-9A-HJ-NP-Za-km-z]{50,51}$/;

const mnemonicWords = new Set(english);

/**
 * What kind of private key this text is, or null. Coffer runs on xpubs alone: a server that holds a key to the deposits
 * is refused at start. Meant for values that a person configures; any 64 hex digits count as a key, any 128 as a seed.
 */
export function recognizePrivateKey(text: string): PrivateKeyKind | null {
  const trimmed = text.trim();
  if (EXTENDED_PRIVATE_KEY.test(trimmed) || holdsPrivateKey(trimmed)) return "extended private key";
  if (/^(0x)?([0-9a-f]{64}|[0-9a-f]{128})$/i.test(trimmed) || WALLET_IMPORT_FORMAT.test(trimmed)) return "private key";
  const words = trimmed.toLowerCase().split(/[\s,]+/);
  return MNEMONIC_LENGTHS.has(words.length) && words.every((word) => mnemonicWords.has(word)) ? "mnemonic" : null;
}

function holdsPrivateKey(text: string): boolean {
  try {
    return HDKey.fromExtendedKey(text).privateKey !== null;
  } catch {
    return false;
  }
}
