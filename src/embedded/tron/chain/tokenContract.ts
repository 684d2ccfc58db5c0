import { encodeAbiParameters, encodeFunctionData } from "viem/utils";
import { type ContractName, contractArtifact } from "../../contracts/contractArtifact.js";
import { contractAddress, type HexAddress, signHash } from "../address.js";
import type { JsonMessage } from "../protobuf/message.js";
import type { SignedTransaction } from "../protobuf/transaction.js";
import { buildTransaction } from "./buildTransaction.js";
import { GENESIS_ID } from "./genesis.js";
import { FAUCET } from "./identities.js";

/** 10,000,000,000 USDT, all at the faucet's address. */
const SUPPLY = 10_000_000_000n * 1_000_000n;

const DEPLOYMENT_FEE_LIMIT = 1_000_000_000;
const CALL_FEE_LIMIT = 100_000_000;

function signedByFaucet(transaction: SignedTransaction): SignedTransaction {
  const signature = signHash(Buffer.from(transaction.id, "hex"), FAUCET.privateKey, 27);
  return { ...transaction, signatures: [signature] };
}

/** Always the same transaction, so that the token has the same address on every development chain. */
function deploymentOf(
  artifact: ContractName,
  token: { name: string; symbol: string; label: string },
): SignedTransaction {
  const { abi, bytecode } = contractArtifact(artifact);
  const parameters = encodeAbiParameters(
    [{ type: "uint256" }, { type: "string" }, { type: "string" }, { type: "uint256" }],
    [SUPPLY, token.name, token.symbol, 6n],
  );
  const value = {
    owner_address: FAUCET.address,
    new_contract: {
      origin_address: FAUCET.address,
      abi: { entrys: JSON.parse(JSON.stringify(abi)) as JsonMessage[] },
      bytecode: bytecode.slice(2) + parameters.slice(2),
      consume_user_resource_percent: 100,
      name: token.label,
      origin_energy_limit: 10_000_000,
    },
  };
  const frame = { referenceId: GENESIS_ID, headTime: 0, timestamp: 0, feeLimit: DEPLOYMENT_FEE_LIMIT };
  return signedByFaucet(buildTransaction("CreateSmartContract", value, frame));
}

export function tokenDeployment(): SignedTransaction {
  return deploymentOf("ReturningToken", { name: "Tether USD", symbol: "USDT", label: "TetherToken" });
}

/** A token that is not USDT, for buyers who send the wrong one. */
export function otherTokenDeployment(): SignedTransaction {
  return deploymentOf("CloneToken", { name: "USD Coin", symbol: "USDC", label: "UsdCoin" });
}

export function otherTokenAddress(): HexAddress {
  return contractAddress(otherTokenDeployment().id, FAUCET.address);
}

export function tokenAddress(): HexAddress {
  return contractAddress(tokenDeployment().id, FAUCET.address);
}

/** The owner's call that sets the token's fee: in hundredths of a percent, at most so many whole tokens. */
export function tokenFeeCall(
  fee: { basisPoints: number; maximum: number },
  frame: { referenceId: string; headTime: number; timestamp: number },
): SignedTransaction {
  const { abi } = contractArtifact("ReturningToken");
  const args = [BigInt(fee.basisPoints), BigInt(fee.maximum)];
  const data = encodeFunctionData({ abi, functionName: "setParams", args }).slice(2);
  const value = { owner_address: FAUCET.address, contract_address: tokenAddress(), data };
  return signedByFaucet(buildTransaction("TriggerSmartContract", value, { ...frame, feeLimit: CALL_FEE_LIMIT }));
}
