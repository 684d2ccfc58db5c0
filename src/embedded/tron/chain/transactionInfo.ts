import type { HexAddress } from "../address.js";
import type { ContractResult } from "../evm/contractResult.js";
import type { ExecutionLog, InternalTransaction } from "../evm/execute.js";
import type { SignedTransaction } from "../protobuf/transaction.js";

/** What a block made of a transaction. Fees are in sun; zero means that the answer leaves the field out. */
export type TransactionInfo = {
  fee: number;
  contractResult: string;
  contractAddress?: HexAddress;
  receipt: {
    energyFee: number;
    energyUsage: number;
    netUsage: number;
    netFee: number;
    /** Contract calls and deployments only. */
    result?: ContractResult;
  };
  logs: ExecutionLog[];
  failureMessage: string;
  internal: InternalTransaction[];
};

export type PackedTransaction = { transaction: SignedTransaction; result: ContractResult; info: TransactionInfo };
