import type { Abi, Hex } from "viem";
import artifacts from "./artifacts.json" with { type: "json" };

export type ContractName = keyof typeof artifacts;

export type ContractArtifact = { abi: Abi; bytecode: Hex; deployedBytecode: Hex };

/** A contract of ours, compiled by scripts/compile-contracts.mjs. */
export function contractArtifact(name: ContractName): ContractArtifact {
  const { abi, bytecode, deployedBytecode } = artifacts[name];
  return { abi: abi as Abi, bytecode: `0x${bytecode}`, deployedBytecode: `0x${deployedBytecode}` };
}
