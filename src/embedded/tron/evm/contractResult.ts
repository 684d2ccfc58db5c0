/** How a transaction ended, in the order of TRON's numbers for it. */
export const CONTRACT_RESULTS = [
  "DEFAULT",
  "SUCCESS",
  "REVERT",
  "BAD_JUMP_DESTINATION",
  "OUT_OF_MEMORY",
  "PRECOMPILED_CONTRACT",
  "STACK_TOO_SMALL",
  "STACK_TOO_LARGE",
  "ILLEGAL_OPERATION",
  "STACK_OVERFLOW",
  "OUT_OF_ENERGY",
  "OUT_OF_TIME",
  "JVM_STACK_OVER_FLOW",
  "UNKNOWN",
] as const;

export type ContractResult = (typeof CONTRACT_RESULTS)[number];

/** The number under which a transaction's bytes carry the result. */
export function contractResultNumber(result: ContractResult): number {
  return CONTRACT_RESULTS.indexOf(result);
}
