import { toFunctionSelector } from "viem/utils";
import { buildTransaction } from "../chain/buildTransaction.js";
import { runConstantCall } from "../evm/constantCall.js";
import type { ExecutionOutcome } from "../evm/execute.js";
import { decodeMessage, type JsonMessage, type JsonValue } from "../protobuf/message.js";
import { SMART_CONTRACT } from "../protobuf/schema.js";
import type { SignedTransaction } from "../protobuf/transaction.js";
import { readCode, readContract } from "../state/accounts.js";
import type { ChainView } from "./chainView.js";
import { errors, NodeError } from "./nodeError.js";
import { renderLogs, renderText, renderUnsigned } from "./render.js";
import type { RequestParams } from "./requestParams.js";
import type { WalletHandler, WalletRequest } from "./walletRequest.js";

type Call = { owner: string; contract: string; data: string; value: number; feeLimit: number };

/** A call that the node refuses in its `result` rather than as an error. */
class CallRefusal extends Error {
  override readonly name = "CallRefusal";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

function lenientInteger(value: JsonValue | undefined): number {
  const number = Number(value ?? 0);
  return Number.isSafeInteger(number) ? number : 0;
}

function callData(params: RequestParams): string {
  const parameter = params.text("parameter");
  if (!/^([0-9a-f]{2})*$/i.test(parameter)) throw errors.badHex();
  const selector = params.text("function_selector");
  if (selector === "") return params.hex("data");
  return toFunctionSelector(selector).slice(2) + parameter.toLowerCase();
}

function readCall(params: RequestParams): Call {
  for (const name of ["owner_address", "contract_address"]) if (!params.has(name)) throw errors.missing(name);
  return {
    owner: params.address("owner_address"),
    contract: params.address("contract_address"),
    data: callData(params),
    value: lenientInteger(params.fields.call_value),
    feeLimit: lenientInteger(params.fields.fee_limit),
  };
}

function storedContract(view: ChainView, address: string, visible: boolean): JsonMessage | null {
  const bytes = readContract({ get: view.read }, address);
  return bytes === undefined ? null : decodeMessage(SMART_CONTRACT, bytes, visible);
}

function transactionOf({ view, solidView }: WalletRequest, call: Call): SignedTransaction {
  const { blocks } = view.chain;
  const value = { owner_address: call.owner, contract_address: call.contract, call_value: call.value, data: call.data };
  return buildTransaction("TriggerSmartContract", value, {
    referenceId: blocks.idOf(solidView.height) ?? "",
    headTime: blocks.timestampOf(view.height),
    timestamp: view.chain.now(),
    feeLimit: call.feeLimit,
  });
}

function runCall(view: ChainView, call: Call): Promise<ExecutionOutcome> {
  return runConstantCall(view.chain, view.height, {
    ...call,
    data: Buffer.from(call.data, "hex"),
    value: BigInt(call.value),
  });
}

function checkExists(view: ChainView, call: Call): void {
  if (storedContract(view, call.contract, false) !== null) return;
  throw new CallRefusal("CONTRACT_VALIDATE_ERROR", "Smart contract is not exist.");
}

/** A revert is `result: true` with a message: only `ret` and the message tell it from success. */
async function constantCall(request: WalletRequest, call: Call): Promise<JsonMessage> {
  const { view, params } = request;
  checkExists(view, call);
  const outcome = await runCall(view, call);
  if (outcome.result === "OUT_OF_TIME") {
    const name = "class org.tron.core.vm.program.Program$OutOfTimeException";
    throw new CallRefusal("OTHER_ERROR", `${name} : CPU timeout for 'JUMPDEST' operation executing`);
  }
  const failed = outcome.result !== "SUCCESS";
  const logs = renderLogs(outcome.logs, params.visible);
  const unsigned = renderUnsigned(transactionOf(request, { ...call, feeLimit: 0 }), params.visible);
  return {
    result: { result: true, ...(failed ? { message: renderText(outcome.message, params.visible) } : {}) },
    energy_used: outcome.energyUsed,
    constant_result: [Buffer.from(outcome.returnValue).toString("hex")],
    ...(logs.length === 0 ? {} : { logs }),
    transaction: { ret: [failed ? { ret: "FAILED" } : {}], ...unsigned },
  };
}

function isConstant(contract: JsonMessage, data: string): boolean {
  const abi = contract.abi as { entrys?: AbiEntry[] } | undefined;
  return (abi?.entrys ?? []).some((entry) => {
    if (entry.type !== "Function" || (entry.stateMutability !== "View" && entry.stateMutability !== "Pure"))
      return false;
    const types = (entry.inputs ?? []).map(({ type }) => type).join(",");
    return toFunctionSelector(`${entry.name ?? ""}(${types})`).slice(2) === data.slice(0, 8);
  });
}

type AbiEntry = { type?: string; name?: string; stateMutability?: string; inputs?: { type: string }[] };

/** Builds a call without running it, unless its function is marked view or pure. */
async function triggerSmartContract(request: WalletRequest): Promise<JsonMessage> {
  const call = readCall(request.params);
  const contract = storedContract(request.view, call.contract, false);
  if (contract === null) {
    throw new CallRefusal("CONTRACT_VALIDATE_ERROR", "No contract or not a valid smart contract");
  }
  if (isConstant(contract, call.data)) return constantCall(request, call);
  return {
    result: { result: true },
    transaction: renderUnsigned(transactionOf(request, call), request.params.visible),
  };
}

async function estimateEnergy({ view, params }: WalletRequest): Promise<JsonMessage> {
  const call = readCall(params);
  checkExists(view, call);
  const outcome = await runCall(view, call);
  if (outcome.result !== "SUCCESS") throw new CallRefusal("CONTRACT_EXE_ERROR", outcome.message);
  // The real node searches for a limit that is enough, and stops a quarter above what was used.
  return { result: { result: true }, energy_required: (outcome.energyUsed * 5n + 3n) / 4n };
}

/** Puts refusals, and the errors that these calls do not throw but report, into `result`. */
function reporting(handle: (request: WalletRequest) => Promise<JsonMessage>): WalletHandler {
  return async (request) => {
    try {
      return await handle(request);
    } catch (error) {
      if (!(error instanceof CallRefusal || error instanceof NodeError)) throw error;
      const code = error instanceof CallRefusal ? error.code : "OTHER_ERROR";
      return { result: { code, message: renderText(error.message, request.params.visible) } };
    }
  };
}

/** Calls that change nothing, for both roots. */
export const constantHandlers: Readonly<Record<string, WalletHandler>> = {
  triggerconstantcontract: reporting(async (request) => constantCall(request, readCall(request.params))),
  estimateenergy: reporting(estimateEnergy),
};

export const contractHandlers: Readonly<Record<string, WalletHandler>> = {
  triggersmartcontract: reporting(triggerSmartContract),
  getcontract: ({ view, params }) => storedContract(view, params.address("value"), params.visible) ?? {},
  getcontractinfo({ view, params }) {
    const address = params.address("value");
    const contract = storedContract(view, address, params.visible);
    if (contract === null) return {};
    const runtimecode = readCode({ get: view.read }, address) ?? "";
    return { smart_contract: contract, runtimecode, contract_state: {} };
  },
};
