import { getContractAddress, type Hex } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { BASE_UNITS } from "../lib/money.js";
import { deployContract } from "./deployContract.js";
import type { SomeDevelopment } from "./development.js";
import { createEthereumClient } from "./ethereumClient.js";
import { type PayParameters, payOnDevelopmentChain } from "./pay.js";
import { toBase58 } from "./tron/address.js";
import { otherTokenAddress } from "./tron/chain/tokenContract.js";

/** The second account of anvil's published mnemonic: its first contract has an address that is known beforehand. */
const DEPLOYER_PRIVATE_KEY: Hex = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";
const FIRST_SUPPLY = 1_000_000_000n * BASE_UNITS;

/** Where a token lies that is not USDT, on each development chain: the store watches it, as it watches USDC on real ones. */
export const OTHER_TOKENS = {
  ethereum: getContractAddress({ from: privateKeyToAddress(DEPLOYER_PRIVATE_KEY), nonce: 0n }),
  tron: toBase58(otherTokenAddress()),
};

/** On Ethereum the token is deployed by the first payment in it; on TRON the chain begins with it. */
async function deployOnEthereum({ rpcUrl }: NonNullable<SomeDevelopment["ethereum"]>): Promise<void> {
  const client = createEthereumClient(rpcUrl, DEPLOYER_PRIVATE_KEY);
  if ((await client.getCode({ address: OTHER_TOKENS.ethereum })) !== undefined) return;
  await deployContract(client, "CloneToken", [FIRST_SUPPLY, "USD Coin", "USDC", 6n]);
}

/**
 * Pays in a token that is not USDT, as buyers do by mistake.
 * @throws UnavailableError as {@link payOnDevelopmentChain}.
 */
export async function payOtherToken(parameters: Omit<PayParameters, "token">): Promise<{ txHash: string }> {
  const { network, development } = parameters;
  const { ethereum } = development;
  if (network === "tron" || ethereum === undefined) {
    return payOnDevelopmentChain({ ...parameters, token: OTHER_TOKENS[network] });
  }
  await deployOnEthereum(ethereum);
  const asDeployer = { ...development, ethereum: { ...ethereum, faucetPrivateKey: DEPLOYER_PRIVATE_KEY } };
  return payOnDevelopmentChain({ ...parameters, development: asDeployer, token: OTHER_TOKENS.ethereum });
}
