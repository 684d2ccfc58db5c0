import type { Chain, Network } from "../../src/chains/chain.js";
import { createEthereumChain } from "../../src/chains/ethereum/createEthereumChain.js";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { createTronChain } from "../../src/chains/tron/createTronChain.js";
import type { TestDatabase } from "../support/database.js";

export const CONTRACTS: Record<Network, string> = {
  ethereum: "0xdAC17F958D2ee523a2206206994597C13D831ec7",
  tron: "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
};

/** Chains that derive addresses; nothing answers at their providers' address. */
export function offlineChains(): Map<Network, Chain> {
  const urls = ["http://127.0.0.1:1"];
  return new Map<Network, Chain>([
    ["tron", createTronChain({ urls, usdt: CONTRACTS.tron, xpub: DEVELOPMENT_XPUBS.tron })],
    ["ethereum", createEthereumChain({ urls, usdt: CONTRACTS.ethereum, xpub: DEVELOPMENT_XPUBS.ethereum })],
  ]);
}

/** The rows of both networks, as if they had been watched for a while. */
export async function setUpNetworks({ pool }: TestDatabase): Promise<void> {
  await pool.query(
    `INSERT INTO networks (network, chain_id, genesis_hash, token, cursor_number, cursor_hash, cursor_at, head_number, final_number, checked_at)
     SELECT network, '31337', 'genesis', token, 1000, 'hash', now(), 1002, 980, now()
     FROM unnest(ARRAY['tron', 'ethereum'], ARRAY[$1, $2]) AS n(network, token)`,
    [CONTRACTS.tron, CONTRACTS.ethereum],
  );
}
