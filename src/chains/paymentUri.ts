import type { Network } from "./chain.js";

export type PaymentUriParameters = {
  network: Network;
  /** The deposit address, display form. */
  address: string;
  /** Token base units. */
  amount: bigint;
  /** The token contract, display form. */
  token: string;
  /** The chain's id, as {@link import("./chain.js").Chain.readIdentity} gives it. */
  chainId: string;
};

/**
 * What a "pay with wallet" button opens. On Ethereum an EIP-681 request for the token transfer; on TRON, which has no such
 * standard, the plain address. A QR code should show the plain address on both: a wallet that reads only the target of
 * an EIP-681 request would send to the token contract itself.
 */
export function paymentUri(parameters: PaymentUriParameters): string {
  const { network, address, amount, token, chainId } = parameters;
  if (network === "tron") return address;
  return `ethereum:${token}@${chainId}/transfer?address=${address}&uint256=${amount}`;
}
