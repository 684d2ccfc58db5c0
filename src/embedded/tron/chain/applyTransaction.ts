import { keccak256 } from "viem/utils";
import { contractAddress, type HexAddress } from "../address.js";
import { type ExecutionOutcome, execute } from "../evm/execute.js";
import { encodeMessage, type JsonValue } from "../protobuf/message.js";
import { SMART_CONTRACT } from "../protobuf/schema.js";
import {
  encodeTransaction,
  readContent,
  type SignedTransaction,
  type TransactionContent,
} from "../protobuf/transaction.js";
import { readAccount, readContract, writeAccount, writeCode, writeContract } from "../state/accounts.js";
import type { Overlay } from "../state/overlay.js";
import { takeBandwidth } from "./bandwidth.js";
import { ENERGY_PRICE, MAXIMUM_FEE_LIMIT, RESULT_BYTES } from "./chainParameters.js";
import { contractRefusal } from "./refusal.js";
import type { PackedTransaction } from "./transactionInfo.js";

type BlockContext = { number: number; timestamp: number };
type NetCharge = { netUsage: number; netFee: number };

function text(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

function amount(value: JsonValue | undefined): bigint {
  return typeof value === "bigint" ? value : 0n;
}

/** Who pays for the transaction. */
export function ownerOf(content: TransactionContent): HexAddress {
  return text(content.parameter.owner_address);
}

/**
 * Moves TRX by the rules of TransferContract.
 * @throws Refusal in the words of java-tron, in the order of its checks
 */
function transferTrx(state: Overlay, content: TransactionContent, block: BlockContext): void {
  const owner = ownerOf(content);
  const to = text(content.parameter.to_address);
  const sum = amount(content.parameter.amount);
  if (!/^41[0-9a-f]{40}$/.test(to)) throw contractRefusal("Invalid toAddress!");
  if (owner === to) throw contractRefusal("Cannot transfer TRX to yourself.");
  const payer = readAccount(state, owner);
  if (payer === undefined) throw contractRefusal("Validate TransferContract error, no OwnerAccount.");
  if (sum <= 0n) throw contractRefusal("Amount must be greater than 0.");
  if (payer.balance < sum) {
    throw contractRefusal("Validate TransferContract error, balance is not sufficient.");
  }
  writeAccount(state, owner, { ...payer, balance: payer.balance - sum });
  const recipient = readAccount(state, to) ?? { balance: 0n, createTime: block.timestamp };
  writeAccount(state, to, { ...recipient, balance: recipient.balance + sum });
}

/** Energy that the owner can pay for, by the transaction's fee limit and by what is left of its TRX. */
function energyLimitOf(state: Overlay, content: TransactionContent, value: bigint): bigint {
  const balance = (readAccount(state, ownerOf(content))?.balance ?? 0n) - value;
  const payable = balance < content.feeLimit ? balance : content.feeLimit;
  return payable > 0n ? payable / ENERGY_PRICE : 0n;
}

function checkCall(state: Overlay, content: TransactionContent, value: bigint): void {
  if (content.feeLimit < 0n || content.feeLimit > MAXIMUM_FEE_LIMIT) {
    throw contractRefusal(`feeLimit must be >= 0 and <= ${MAXIMUM_FEE_LIMIT}`);
  }
  const balance = readAccount(state, ownerOf(content))?.balance ?? 0n;
  if (balance < value) throw contractRefusal("Validate InternalTransfer error, balance is not sufficient.");
}

function packedCall(
  transaction: SignedTransaction,
  outcome: ExecutionOutcome,
  contract: HexAddress,
  net: NetCharge,
): PackedTransaction {
  const energyFee = Number(outcome.energyUsed * ENERGY_PRICE);
  return {
    transaction,
    result: outcome.result,
    info: {
      fee: energyFee + net.netFee,
      contractResult: Buffer.from(outcome.returnValue).toString("hex"),
      contractAddress: contract,
      receipt: { ...net, energyFee, energyUsage: Number(outcome.energyUsed), result: outcome.result },
      logs: outcome.logs,
      failureMessage: outcome.message,
      internal: outcome.internal,
    },
  };
}

function burnEnergyFee(state: Overlay, owner: HexAddress, outcome: ExecutionOutcome): void {
  const account = readAccount(state, owner);
  if (account === undefined) return;
  writeAccount(state, owner, { ...account, balance: account.balance - outcome.energyUsed * ENERGY_PRICE });
}

/** Calls a contract. A call that fails in the contract is packed all the same, its fee burnt. */
async function callContract(
  state: Overlay,
  transaction: SignedTransaction,
  content: TransactionContent,
  block: BlockContext,
  net: NetCharge,
): Promise<PackedTransaction> {
  const contract = text(content.parameter.contract_address);
  const value = amount(content.parameter.call_value);
  if (readContract(state, contract) === undefined) throw contractRefusal("No contract or not a smart contract");
  checkCall(state, content, value);
  const outcome = await execute(state, {
    transactionId: transaction.id,
    owner: ownerOf(content),
    contract,
    data: Buffer.from(text(content.parameter.data), "hex"),
    value,
    energyLimit: energyLimitOf(state, content, value),
    block,
  });
  burnEnergyFee(state, ownerOf(content), outcome);
  return packedCall(transaction, outcome, contract, net);
}

/** Deploys a contract at the address that its transaction's id and owner give. */
async function deployContract(
  state: Overlay,
  transaction: SignedTransaction,
  content: TransactionContent,
  block: BlockContext,
  net: NetCharge,
): Promise<PackedTransaction> {
  const owner = ownerOf(content);
  const given = content.parameter.new_contract;
  const created = typeof given === "object" && given !== null && !Array.isArray(given) ? given : {};
  const contract = contractAddress(transaction.id, owner);
  const value = amount(created.call_value);
  if (text(created.origin_address) !== owner) throw contractRefusal("OwnerAddress is not equals OriginAddress");
  checkCall(state, content, value);
  state.checkpoint();
  writeAccount(state, contract, { balance: 0n, createTime: block.timestamp, isContract: true });
  const outcome = await execute(state, {
    transactionId: transaction.id,
    owner,
    contract,
    data: new Uint8Array(),
    initCode: Buffer.from(text(created.bytecode), "hex"),
    value,
    energyLimit: energyLimitOf(state, content, value),
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
  return packedCall(transaction, outcome, contract, net);
}

/**
 * Applies a transaction to the state that a block is built on.
 * @throws Refusal when it may not be in a block at all; the state may then hold half of it, so run it in a checkpoint
 */
export async function applyTransaction(
  state: Overlay,
  transaction: SignedTransaction,
  block: BlockContext,
): Promise<PackedTransaction> {
  const content = readContent(transaction.raw);
  if (content.type === null) throw contractRefusal("No contract!");
  const bytes = encodeTransaction(transaction).length + RESULT_BYTES;
  const creates =
    content.type === "TransferContract" && readAccount(state, text(content.parameter.to_address)) === undefined;
  const net = takeBandwidth(state, ownerOf(content), { bytes, creates, now: block.timestamp });
  switch (content.type) {
    case "TransferContract":
      transferTrx(state, content, block);
      return {
        transaction,
        result: "SUCCESS",
        info: {
          fee: net.netFee,
          contractResult: "",
          receipt: { ...net, energyFee: 0, energyUsage: 0 },
          logs: [],
          failureMessage: "",
          internal: [],
        },
      };
    case "TriggerSmartContract":
      return callContract(state, transaction, content, block, net);
    case "CreateSmartContract":
      return deployContract(state, transaction, content, block, net);
  }
}

/**
 * What admission checks of the contract without running it, as java-tron does for calls: bandwidth, balances, and that
 * there is such a contract. Leaves its writes on `state`, so that several pooled transactions add up.
 * @throws Refusal
 */
export function admitContract(state: Overlay, transaction: SignedTransaction, block: BlockContext): void {
  const content = readContent(transaction.raw);
  if (content.type === null) throw contractRefusal("No contract!");
  const bytes = encodeTransaction(transaction).length + RESULT_BYTES;
  const creates =
    content.type === "TransferContract" && readAccount(state, text(content.parameter.to_address)) === undefined;
  takeBandwidth(state, ownerOf(content), { bytes, creates, now: block.timestamp });
  switch (content.type) {
    case "TransferContract":
      transferTrx(state, content, block);
      return;
    case "TriggerSmartContract":
      if (readContract(state, text(content.parameter.contract_address)) === undefined) {
        throw contractRefusal("No contract or not a smart contract");
      }
      checkCall(state, content, amount(content.parameter.call_value));
      return;
    case "CreateSmartContract":
      checkCall(state, content, 0n);
      return;
  }
}
