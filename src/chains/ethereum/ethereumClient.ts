import { numberToHex } from "viem/utils";
import { z } from "zod";
import { bytesOfAddress } from "../addresses.js";
import type { ChainIdentity } from "../chainIdentity.js";
import { ProviderError } from "../providerError.js";
import { TRANSFER_TOPIC } from "../transferLog.js";
import { createJsonRpc, type JsonRpcOptions } from "./jsonRpc.js";
import {
  amountSchema,
  type EthereumHeader,
  type EthereumLog,
  type EthereumReceipt,
  headerSchema,
  logSchema,
  quantitySchema,
  receiptSchema,
  transactionSchema,
  wordSchema,
} from "./schemas.js";

/** The eth_* calls that a watcher needs, to one provider. All throw ProviderError. */
export type EthereumClient = {
  host: string;
  readIdentity(): Promise<ChainIdentity>;
  /** Throws "behind" when the node has no such block. */
  readHeader(block: number | "latest" | "finalized"): Promise<EthereumHeader>;
  /** These tokens' Transfer logs of the block with this hash. A node that lacks it fails: it cannot answer "none". */
  readTransferLogsOfBlock(tokens: readonly string[], blockHash: string): Promise<EthereumLog[]>;
  /** Every log of the block with this hash. */
  readAllLogsOfBlock(blockHash: string): Promise<EthereumLog[]>;
  /** These tokens' Transfer logs from block to block, both included. A node that lacks some answers as if they were empty. */
  readTransferLogsOfRange(tokens: readonly string[], from: number, to: number): Promise<EthereumLog[]>;
  readReceipt(txHash: string): Promise<EthereumReceipt | null>;
  knowsTransaction(txHash: string): Promise<boolean>;
  readDecimals(token: string): Promise<number>;
  /** What an address holds of a token in the finalized block. */
  readBalance(token: string, address: string): Promise<bigint>;
  /** What an address holds of ether in the finalized block, in wei. */
  readNativeBalance(address: string): Promise<bigint>;
};

/** A filter's address: one of them alone, because not every node takes a list of one. */
function oneOrAll(tokens: readonly string[]): string | readonly string[] | undefined {
  return tokens.length === 1 ? tokens[0] : tokens;
}

/** balanceOf(address) */
const BALANCE_SELECTOR = "0x70a08231";
/** decimals() */
const DECIMALS_SELECTOR = "0x313ce567";

export function createEthereumClient(options: Omit<JsonRpcOptions, "host">): EthereumClient {
  const { host } = new URL(options.url);
  const call = createJsonRpc({ ...options, host });
  const topics = [`0x${TRANSFER_TOPIC}`];
  const logs = (filter: Record<string, unknown>) => call("eth_getLogs", [filter], z.array(logSchema));

  async function readHeader(block: number | "latest" | "finalized"): Promise<EthereumHeader> {
    const tag = typeof block === "number" ? numberToHex(block) : block;
    const header = await call("eth_getBlockByNumber", [tag, false], headerSchema.nullable());
    if (header === null) throw new ProviderError("behind", host, `has no block ${block}`);
    if (typeof block === "number" && header.number !== block) {
      throw new ProviderError("broken", host, `answers block ${header.number} for ${block}`);
    }
    return header;
  }

  return {
    host,
    readHeader,
    readIdentity: async () => {
      const chainId = await call("eth_chainId", [], quantitySchema);
      return { chainId: String(chainId), genesisHash: (await readHeader(0)).hash };
    },
    readTransferLogsOfBlock: (tokens, blockHash) => logs({ address: oneOrAll(tokens), topics, blockHash }),
    readAllLogsOfBlock: (blockHash) => logs({ blockHash }),
    readTransferLogsOfRange: (tokens, from, to) =>
      logs({ address: oneOrAll(tokens), topics, fromBlock: numberToHex(from), toBlock: numberToHex(to) }),
    readReceipt: (txHash) => call("eth_getTransactionReceipt", [txHash], receiptSchema.nullable()),
    knowsTransaction: async (txHash) =>
      (await call("eth_getTransactionByHash", [txHash], transactionSchema.nullable())) !== null,
    readDecimals: async (to) =>
      Number(BigInt(await call("eth_call", [{ to, data: DECIMALS_SELECTOR }, "latest"], wordSchema))),
    readBalance: async (to, address) => {
      const data = `${BALANCE_SELECTOR}${bytesOfAddress("ethereum", address).padStart(64, "0")}`;
      return BigInt(await call("eth_call", [{ to, data }, "finalized"], wordSchema));
    },
    readNativeBalance: (address) => call("eth_getBalance", [address, "finalized"], amountSchema),
  };
}
