import { type EVM, EVMError, type EVMResult, type InterpreterStep, type Message } from "@ethereumjs/evm";
import { createAddressFromString } from "@ethereumjs/util";
import { keccak256 } from "viem/utils";
import type { HexAddress } from "../address.js";
import type { Overlay } from "../state/overlay.js";
import type { ContractResult } from "./contractResult.js";
import { createEvmState } from "./evmState.js";
import { createTvm } from "./tvm.js";

/** A call, or with `initCode` a deployment, at `contract`. Energy is in units, value in sun, the time in ms. */
export type Execution = {
  transactionId: string;
  owner: HexAddress;
  contract: HexAddress;
  data: Uint8Array;
  initCode?: Uint8Array;
  value: bigint;
  energyLimit: bigint;
  block: { number: number; timestamp: number };
};

/** Bytes in hex; the address is the log's 20 bytes. */
export type ExecutionLog = { address: string; topics: string[]; data: string };

export type InternalTransaction = {
  hash: string;
  caller: HexAddress;
  to: HexAddress;
  value: number;
  note: "call" | "create";
  rejected: boolean;
};

export type ExecutionOutcome = {
  result: ContractResult;
  energyUsed: bigint;
  /** What the contract returned, or the code that a deployment stored. */
  returnValue: Uint8Array;
  /** Why it failed, in the node's words; empty where it did not. */
  message: string;
  logs: ExecutionLog[];
  internal: InternalTransaction[];
};

/**
 * A real node stops a transaction after 50 ms of processor time. Time would make a replay differ from the first run,
 * so this node stops after the energy that an endless loop of cheap instructions burns in a few hundred milliseconds.
 */
const TIME_LIMIT_ENERGY = 5_000_000n;

const CODE_ENERGY_PER_BYTE = 200n;

const FAILURES: Partial<Record<string, ContractResult>> = {
  [EVMError.errorMessages.REVERT]: "REVERT",
  [EVMError.errorMessages.OUT_OF_GAS]: "OUT_OF_ENERGY",
  [EVMError.errorMessages.INVALID_OPCODE]: "ILLEGAL_OPERATION",
  [EVMError.errorMessages.INVALID_JUMP]: "BAD_JUMP_DESTINATION",
  [EVMError.errorMessages.STACK_UNDERFLOW]: "STACK_TOO_SMALL",
  [EVMError.errorMessages.STACK_OVERFLOW]: "STACK_TOO_LARGE",
};

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function toEvmAddress(address: HexAddress) {
  return createAddressFromString(`0x${address.slice(2)}`);
}

/** Collects the calls that contracts make. A call is rejected where it, or one around it, failed. */
function recordInternal(evm: EVM, transactionId: string): () => InternalTransaction[] {
  const recorded: (InternalTransaction & { depth: number })[] = [];
  const open: number[] = [];
  evm.events.on("beforeMessage", ({ depth, caller, to, value }: Message, resolve) => {
    open.push(recorded.length);
    recorded.push({
      depth,
      hash: keccak256(`0x${transactionId}${recorded.length.toString(16).padStart(16, "0")}`).slice(2),
      caller: `41${caller.toString().slice(2)}`,
      to: to === undefined ? "" : `41${to.toString().slice(2)}`,
      value: Number(value),
      note: to === undefined ? "create" : "call",
      rejected: false,
    });
    resolve?.();
  });
  evm.events.on("afterMessage", ({ execResult, createdAddress }: EVMResult, resolve) => {
    const start = open.pop() ?? 0;
    const call = recorded[start];
    if (call !== undefined && createdAddress !== undefined) call.to = `41${createdAddress.toString().slice(2)}`;
    if (execResult.exceptionError !== undefined) for (const inner of recorded.slice(start)) inner.rejected = true;
    resolve?.();
  });
  return () => recorded.filter(({ depth }) => depth > 0).map(({ depth: _depth, ...call }) => call);
}

async function run(evm: EVM, execution: Execution, gasLimit: bigint): Promise<EVMResult["execResult"]> {
  const { execResult } = await evm.runCall({
    caller: toEvmAddress(execution.owner),
    to: toEvmAddress(execution.contract),
    data: execution.data,
    ...(execution.initCode === undefined ? {} : { code: execution.initCode }),
    value: execution.value,
    gasLimit,
    skipNonceIncrement: true,
    block: {
      header: {
        number: BigInt(execution.block.number),
        coinbase: toEvmAddress(`41${"0".repeat(40)}`),
        timestamp: BigInt(Math.floor(execution.block.timestamp / 1000)),
        difficulty: 0n,
        prevRandao: new Uint8Array(32),
        gasLimit: 0n,
        getBlobGasPrice: () => undefined,
      },
    },
  });
  await evm.journal.cleanup();
  return execResult;
}

/** Which instruction could not be paid for: known only by running again and watching each step, so only done on failure. */
async function describeOutOfEnergy(overlay: Overlay, execution: Execution, limit: bigint): Promise<string> {
  overlay.checkpoint();
  const evm = await createTvm(createEvmState(overlay, execution.block.timestamp));
  let last: { name: string; cost: bigint; left: bigint } | undefined;
  evm.events.on("step", ({ opcode, gasLeft, depth }: InterpreterStep, resolve) => {
    if (depth === 0) last = { name: opcode.name, cost: opcode.dynamicFee ?? BigInt(opcode.fee), left: gasLeft };
    resolve?.();
  });
  await run(evm, execution, limit);
  overlay.revert();
  if (last === undefined) return "Not enough energy";
  const used = limit - last.left;
  return `Not enough energy for '${last.name}' operation executing: curInvokeEnergyLimit[${limit}], curOpEnergy[${last.cost}], usedEnergy[${used}]`;
}

function failed(result: ContractResult, energyUsed: bigint, message: string): ExecutionOutcome {
  return { result, energyUsed, returnValue: new Uint8Array(), message, logs: [], internal: [] };
}

/**
 * Runs a contract on the overlay and leaves its writes there; what failed leaves none. The owner's fee is not taken
 * here, its value is.
 */
export async function execute(overlay: Overlay, execution: Execution): Promise<ExecutionOutcome> {
  const { energyLimit } = execution;
  const gasLimit = energyLimit > TIME_LIMIT_ENERGY ? TIME_LIMIT_ENERGY : energyLimit;
  overlay.checkpoint();
  const evm = await createTvm(createEvmState(overlay, execution.block.timestamp));
  const internal = recordInternal(evm, execution.transactionId);
  const { exceptionError, executionGasUsed, returnValue, logs } = await run(evm, execution, gasLimit);
  if (exceptionError !== undefined) {
    overlay.revert();
    const result = FAILURES[exceptionError.error] ?? "UNKNOWN";
    if (result === "REVERT") {
      const message = "REVERT opcode executed";
      return { ...failed(result, executionGasUsed, message), returnValue, internal: internal() };
    }
    if (result !== "OUT_OF_ENERGY") return failed(result, energyLimit, `Illegal operation: ${exceptionError.error}`);
    if (gasLimit < energyLimit) return failed("OUT_OF_TIME", energyLimit, "Already Time Out");
    return failed(result, energyLimit, await describeOutOfEnergy(overlay, execution, gasLimit));
  }
  const codeEnergy = execution.initCode === undefined ? 0n : CODE_ENERGY_PER_BYTE * BigInt(returnValue.length);
  const energyUsed = executionGasUsed + codeEnergy;
  if (energyUsed > energyLimit) {
    overlay.revert();
    const message = `Not enough energy for 'save just created contract code' operation executing: curInvokeEnergyLimit[${energyLimit}], curOpEnergy[${codeEnergy}], usedEnergy[${executionGasUsed}]`;
    return failed("OUT_OF_ENERGY", energyLimit, message);
  }
  overlay.commit();
  const shown = (logs ?? []).map(([address, topics, data]) => ({
    address: toHex(address),
    topics: topics.map(toHex),
    data: toHex(data),
  }));
  return { result: "SUCCESS", energyUsed, returnValue, message: "", logs: shown, internal: internal() };
}
