import type { Chain } from "../../src/chains/chain.js";
import type { ChainIdentity } from "../../src/chains/chainIdentity.js";
import { createEthereumChain } from "../../src/chains/ethereum/createEthereumChain.js";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { createTronChain } from "../../src/chains/tron/createTronChain.js";
import { startEthereumNetwork } from "./ethereumNetwork.js";
import { type FaultProxy, startFaultProxy } from "./faultProxy.js";
import type { TestNetwork } from "./testNetwork.js";
import { startTronNetwork } from "./tronNetwork.js";

export type NetworkBehindProxy = TestNetwork & {
  /** The only way from Coffer to the node. */
  proxy: FaultProxy;
  /** Coffer's view of the chain through these providers, which must serve the chain with this identity where it is given. */
  connect(urls: string[], identity?: ChainIdentity): Chain;
};

/** Longer than a busy machine needs for an answer, short enough to wait for in a test. */
const PATIENCE_MS = 4_000;

export async function startEthereumBehindProxy(): Promise<NetworkBehindProxy> {
  const network = await startEthereumNetwork();
  const proxy = await startFaultProxy(network.nodeUrl);
  const { usdt } = network;
  const xpub = DEVELOPMENT_XPUBS.ethereum;
  const connect = (urls: string[], identity?: ChainIdentity) =>
    createEthereumChain({ urls, usdt, xpub, callTimeoutMs: PATIENCE_MS, ...(identity && { identity }) });
  return {
    ...network,
    chain: connect([proxy.url]),
    connect,
    proxy,
    close: () => closeBoth(network, proxy),
  };
}

export async function startTronBehindProxy(): Promise<NetworkBehindProxy> {
  const network = await startTronNetwork();
  const { rpcUrl, usdt } = network.node;
  const proxy = await startFaultProxy(rpcUrl);
  const xpub = DEVELOPMENT_XPUBS.tron;
  const connect = (urls: string[], identity?: ChainIdentity) =>
    createTronChain({ urls, usdt, xpub, callTimeoutMs: PATIENCE_MS, ...(identity && { identity }) });
  return {
    ...network,
    chain: connect([proxy.url]),
    connect,
    proxy,
    close: () => closeBoth(network, proxy),
  };
}

async function closeBoth(network: TestNetwork, proxy: FaultProxy): Promise<void> {
  await proxy.close();
  await network.close();
}
