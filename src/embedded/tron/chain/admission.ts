import { type HexAddress, recoverAddress, toBase58 } from "../address.js";
import { readContent, type SignedTransaction, type TransactionContent } from "../protobuf/transaction.js";
import { MAXIMUM_EXPIRATION_MS } from "./chainParameters.js";
import { contractRefusal, Refusal } from "./refusal.js";
import { ownerOf } from "./transactionFields.js";

const SIGNATURE_BYTES = 65;

function signatureRefusal(message: string): Refusal {
  return new Refusal("SIGERROR", `Validate signature error: ${message}`);
}

function recoverSigner(transaction: SignedTransaction, signature: Uint8Array): HexAddress {
  // Java's bytes are signed: 0xff is -1, and with 27 added 26.
  const header = Buffer.from(signature).readInt8(SIGNATURE_BYTES - 1);
  const recovery = header < 27 ? header + 27 : header;
  if (recovery < 27 || recovery > 34) {
    throw signatureRefusal(`java.security.SignatureException: Header byte out of range: ${recovery}`);
  }
  try {
    return recoverAddress(Buffer.from(transaction.id, "hex"), signature);
  } catch {
    throw signatureRefusal("java.security.SignatureException: Could not recover public key from signature");
  }
}

/**
 * Checks that the owner signed. This node knows no permissions beside the owner's own key.
 * @throws Refusal SIGERROR
 */
export function checkSignature(transaction: SignedTransaction): void {
  const content = readContent(transaction.raw);
  const [signature] = transaction.signatures;
  if (signature === undefined || content.type === null) throw signatureRefusal("miss sig or contract");
  if (signature.length < SIGNATURE_BYTES) throw signatureRefusal(`Signature size is ${signature.length}`);
  const signer = recoverSigner(transaction, signature);
  if (signer === ownerOf(content)) return;
  const hex = Buffer.from(signature).toString("hex");
  throw signatureRefusal(`${hex} is signed by ${toBase58(signer)} but it is not contained of permission.`);
}

/** @throws Refusal TRANSACTION_EXPIRATION_ERROR when it is past, or a day and more ahead of, the head's time (ms) */
export function checkExpiration(content: TransactionContent, headTime: number): void {
  const { expiration } = content;
  if (expiration > BigInt(headTime) && expiration <= BigInt(headTime + MAXIMUM_EXPIRATION_MS)) return;
  throw new Refusal("TRANSACTION_EXPIRATION_ERROR", "Transaction expired");
}

/**
 * Checks the reference block: the two low bytes of its height, and eight bytes of its id.
 * @throws Refusal TAPOS_ERROR when the chain has no such block among its newest 65,536
 */
export function checkReferenceBlock(
  content: TransactionContent,
  chain: { height(): number; idOf(number: number): string | undefined },
): void {
  const low = Number.parseInt(content.refBlockBytes || "0", 16);
  const head = chain.height();
  const number = head - ((((head - low) % 65536) + 65536) % 65536);
  if (number >= 0 && chain.idOf(number)?.slice(16, 32) === content.refBlockHash) return;
  throw new Refusal("TAPOS_ERROR", "Tapos check error.");
}

/** @throws Refusal when there is no contract of a type that this node knows */
export function checkContract(content: TransactionContent): void {
  if (content.type === null) throw contractRefusal("No contract!");
}
