import { keccak256 } from "viem/utils";
import { contractAddress, type HexAddress } from "../address.js";
import { type ExecutionOutcome, execute } from "../evm/execute.js";
import { encodeMessage, type JsonMessage } from "../protobuf/message.js";
import { SMART_CONTRACT } from "../protobuf/schema.js";
import type { SignedTransaction, TransactionContent } from "../protobuf/transaction.js";
import {
  readAccount,
  readContract,
  type StateAccess,
  writeAccount,
  writeCode,
  writeContract,
} from "../state/accounts.js";
import type { Overlay } from "../state/overlay.js";
import { ENERGY_PRICE, MAXIMUM_FEE_LIMIT } from "./chainParameters.js";
import { contractRefusal } from "./refusal.js";
import { amountField, ownerOf, textField } from "./transactionFields.js";

type BlockContext = { number: number; timestamp: number };

export type ContractRun = { contract: HexAddress; outcome: ExecutionOutcome };

function createdContract({ parameter }: TransactionContent): JsonMessage {
  const created = parameter.new_contract;
  return typeof created === "object" && created !== null && !Array.isArray(created) ? created : {};
}

function callValue(content: TransactionContent): bigint {
  const holder = content.type === "CreateSmartContract" ? createdContract(content) : content.parameter;
  return amountField(holder.call_value);
}

/**
 * What can be known of a call or deployment without running it.
 * @throws Refusal in java-tron's words
 */
export function checkContractRun(state: StateAccess, content: TransactionContent): void {
  const isCall = content.type === "TriggerSmartContract";
  if (isCall && readContract(state, textField(content.parameter.contract_address)) === undefined) {
    throw contractRefusal("No contract or not a smart contract");
  }
  if (!isCall && textField(createdContract(content).origin_address) !== ownerOf(content)) {
    throw contractRefusal("OwnerAddress is not equals OriginAddress");
  }
  if (content.feeLimit < 0n || content.feeLimit > MAXIMUM_FEE_LIMIT) {
    throw contractRefusal(`feeLimit must be >= 0 and <= ${MAXIMUM_FEE_LIMIT}`);
  }
  const balance = readAccount(state, ownerOf(content))?.balance ?? 0n;
  if (balance < callValue(content)) {
    throw contractRefusal("Validate InternalTransfer error, balance is not sufficient.");
  }
}

/** Energy that the owner can pay for, by the transaction's fee limit and by what is left of its TRX. */
function energyLimitOf(state: StateAccess, content: TransactionContent): bigint {
  const balance = (readAccount(state, ownerOf(content))?.balance ?? 0n) - callValue(content);
  const payable = balance < content.feeLimit ? balance : content.feeLimit;
  return payable > 0n ? payable / ENERGY_PRICE : 0n;
}

function burnEnergyFee(state: StateAccess, owner: HexAddress, { energyUsed }: ExecutionOutcome): void {
  const account = readAccount(state, owner);
  if (account === undefined) return;
  writeAccount(state, owner, { ...account, balance: account.balance - energyUsed * ENERGY_PRICE });
}

/** Calls a contract and burns the fee, also of a call that fails. */
export async function callContract(
  state: Overlay,
  { id }: SignedTransaction,
  content: TransactionContent,
  block: BlockContext,
): Promise<ContractRun> {
  const contract = textField(content.parameter.contract_address);
  const outcome = await execute(state, {
    transactionId: id,
    owner: ownerOf(content),
    contract,
    data: Buffer.from(textField(content.parameter.data), "hex"),
    value: callValue(content),
    energyLimit: energyLimitOf(state, content),
    block,
  });
  burnEnergyFee(state, ownerOf(content), outcome);
  return { contract, outcome };
}

/** Deploys a contract at the address that its transaction's id and owner give, and burns the fee. */
export async function deployContract(
  state: Overlay,
  { id }: SignedTransaction,
  content: TransactionContent,
  block: BlockContext,
): Promise<ContractRun> {
  const owner = ownerOf(content);
  const created = createdContract(content);
  const contract = contractAddress(id, owner);
  state.checkpoint();
  writeAccount(state, contract, { balance: 0n, createTime: block.timestamp, isContract: true });
  const outcome = await execute(state, {
    transactionId: id,
    owner,
    contract,
    data: new Uint8Array(),
    initCode: Buffer.from(textField(created.bytecode), "hex"),
    value: callValue(content),
    energyLimit: energyLimitOf(state, content),
    block,
  });
  if (outcome.result === "SUCCESS") {
    const code = Buffer.from(outcome.returnValue).toString("hex");
    writeCode(state, contract, code);
    const stored = { ...created, contract_address: contract, code_hash: keccak256(`0x${code}`).slice(2), version: 1 };
    writeContract(state, contract, encodeMessage(SMART_CONTRACT, stored, false));
    state.commit();
  } else {
    state.revert();
  }
  burnEnergyFee(state, owner, outcome);
  return { contract, outcome };
}
