import { bytesOfAddress, normalizeAddress } from "./addresses.js";
import type { Network } from "./chain.js";

/**
 * The tokens whose transfers are read, display form by 40 lower-case hex digits: USDT, which is credited, and others that
 * buyers send by mistake, which are only shown to operators.
 */
export type WatchedTokens = ReadonlyMap<string, string>;

/**
 * @param usdt display form.
 * @throws RangeError when one of the others is no address of the network.
 */
export function watchTokens(network: Network, usdt: string, others: readonly string[] = []): WatchedTokens {
  const displayed = others.map((other) => {
    const address = normalizeAddress(network, other);
    if (address === null) throw new RangeError(`${other} is no ${network} address, or its checksum is wrong`);
    return address;
  });
  return new Map([usdt, ...displayed].map((address) => [bytesOfAddress(network, address), address]));
}
