import { createHash } from "node:crypto";
import { addressOfPrivateKey, type HexAddress } from "../address.js";

export type Identity = { privateKey: string; address: HexAddress };

function identity(label: string): Identity {
  const privateKey = createHash("sha256").update(`coffer development chain: ${label}`).digest("hex");
  return { privateKey, address: addressOfPrivateKey(privateKey) };
}

/**
 * Holds the chain's TRX and, as its deployer, the whole supply of the token. The key is published on purpose: this
 * chain is worth nothing.
 */
export const FAUCET = identity("faucet");

/** Holds 1,000,000 TRX and no tokens from the start: an ordinary account that can pay fees. */
export const PAYER = identity("payer");

/** As many as a real TRON chain has, each with a block in its turn. */
export const WITNESSES: readonly Identity[] = Array.from({ length: 27 }, (_, index) => identity(`witness ${index}`));
