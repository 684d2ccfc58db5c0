import type { Address } from "viem";
import { InvariantError } from "../lib/errors.js";
import { type ContractName, contractArtifact } from "./contracts/contractArtifact.js";
import type { EthereumClient } from "./ethereumClient.js";

/**
 * Deploys a contract of ours on the Ethereum development chain, in a block mined at once.
 * @returns its address.
 */
export async function deployContract(
  client: EthereumClient,
  name: ContractName,
  parameters: readonly unknown[] = [],
): Promise<Address> {
  const { abi, bytecode } = contractArtifact(name);
  const hash = await client.deployContract({ abi, bytecode, args: parameters });
  await client.mine({ blocks: 1 });
  const { contractAddress } = await client.waitForTransactionReceipt({ hash });
  if (contractAddress == null) throw new InvariantError(`${name} was not deployed`, { fields: { hash } });
  return contractAddress;
}
