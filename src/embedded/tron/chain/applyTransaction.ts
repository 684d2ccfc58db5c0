import {
  encodeTransaction,
  readContent,
  type SignedTransaction,
  type TransactionContent,
} from "../protobuf/transaction.js";
import type { Overlay } from "../state/overlay.js";
import { takeBandwidth } from "./bandwidth.js";
import { ENERGY_PRICE, RESULT_BYTES } from "./chainParameters.js";
import { contractRefusal } from "./refusal.js";
import { type ContractRun, callContract, checkContractRun, deployContract } from "./runContract.js";
import { ownerOf } from "./transactionFields.js";
import type { PackedTransaction } from "./transactionInfo.js";
import { activatesAccount, transferTrx } from "./transferTrx.js";

type BlockContext = { number: number; timestamp: number };
type NetCharge = { netUsage: number; netFee: number };

function packTransfer(transaction: SignedTransaction, net: NetCharge): PackedTransaction {
  const receipt = { ...net, energyFee: 0, energyUsage: 0 };
  const nothing = { contractResult: "", logs: [], failureMessage: "", internal: [] };
  return { transaction, result: "SUCCESS", info: { fee: net.netFee, receipt, ...nothing } };
}

function packRun(
  transaction: SignedTransaction,
  { contract, outcome }: ContractRun,
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

/** Takes the bandwidth and makes the checks that need no contract to run; TRX is moved at once. */
function applyRules(
  state: Overlay,
  transaction: SignedTransaction,
  content: TransactionContent,
  { timestamp }: BlockContext,
): NetCharge {
  if (content.type === null) throw contractRefusal("No contract!");
  const bytes = encodeTransaction(transaction).length + RESULT_BYTES;
  const creates = activatesAccount(state, content);
  const net = takeBandwidth(state, ownerOf(content), { bytes, creates, now: timestamp });
  if (content.type === "TransferContract") transferTrx(state, content, timestamp);
  else checkContractRun(state, content);
  return net;
}

/**
 * Applies a transaction to the state that a block is built on. One that fails in its contract is packed all the same.
 * @throws Refusal when it may not be in a block at all; the state may then hold half of it, so run it in a checkpoint
 */
export async function applyTransaction(
  state: Overlay,
  transaction: SignedTransaction,
  block: BlockContext,
): Promise<PackedTransaction> {
  const content = readContent(transaction.raw);
  const net = applyRules(state, transaction, content, block);
  if (content.type === "TransferContract") return packTransfer(transaction, net);
  const run = content.type === "TriggerSmartContract" ? callContract : deployContract;
  return packRun(transaction, await run(state, transaction, content, block), net);
}

/**
 * What admission checks of the contract; like java-tron, it runs none. Leaves its writes on `state`, so that several
 * pooled transactions add up.
 * @throws Refusal
 */
export function admitContract(state: Overlay, transaction: SignedTransaction, block: BlockContext): void {
  applyRules(state, transaction, readContent(transaction.raw), block);
}
