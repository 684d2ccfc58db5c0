import { normalizeAddress } from "../chains/addresses.js";
import type { Chain, Network } from "../chains/chain.js";
import type { NetworkDefinition } from "../chains/definitions/definition.js";
import { ethereumDefinition } from "../chains/definitions/ethereum.js";
import { tronDefinition } from "../chains/definitions/tron.js";
import { createEthereumChain } from "../chains/ethereum/createEthereumChain.js";
import { DEVELOPMENT_XPUBS } from "../chains/testXpubs.js";
import { createTronChain } from "../chains/tron/createTronChain.js";
import { OTHER_TOKENS } from "../embedded/otherToken.js";
import type { Development } from "../embedded/startEmbedded.js";
import type { Env } from "../lib/env.js";

/**
 * The real USDT contract exists on the real chain only: with it, every provider must serve that chain, and counts calls.
 * Any other chain is somebody's own. An address in any case is the same contract.
 */
function realityOf({ network, usdt, identity, otherTokens }: NetworkDefinition, configured: string) {
  return normalizeAddress(network, configured) === usdt ? { identity, otherTokens, sparing: true } : {};
}

/**
 * The chains that this store watches: development chains, or those that providers are configured for.
 * @param stop ends every call to a provider when it is aborted.
 */
export function createChains(
  env: Env,
  development: Development | null,
  stop: AbortSignal,
): ReadonlyMap<Network, Chain> {
  const chains = new Map<Network, Chain>();
  const { ethereum, tron } = env;
  const ethereumUrls = development ? [development.ethereum.rpcUrl] : ethereum.urls;
  const tronUrls = development ? [development.tron.rpcUrl] : tron.urls;
  if (tronUrls !== undefined) {
    const usdt = tron.usdt ?? development?.tron.usdt ?? tronDefinition.usdt;
    const chain = createTronChain({
      urls: tronUrls,
      usdt,
      stop,
      xpub: tron.xpub ?? DEVELOPMENT_XPUBS.tron,
      ...(development === null ? realityOf(tronDefinition, usdt) : { otherTokens: [OTHER_TOKENS.tron] }),
      ...(tron.apiKey === undefined ? {} : { apiKey: tron.apiKey }),
    });
    chains.set("tron", chain);
  }
  if (ethereumUrls !== undefined) {
    const usdt = ethereum.usdt ?? development?.ethereum.usdt ?? ethereumDefinition.usdt;
    const chain = createEthereumChain({
      urls: ethereumUrls,
      usdt,
      stop,
      xpub: ethereum.xpub ?? DEVELOPMENT_XPUBS.ethereum,
      ...(development === null ? realityOf(ethereumDefinition, usdt) : { otherTokens: [OTHER_TOKENS.ethereum] }),
    });
    chains.set("ethereum", chain);
  }
  return chains;
}
