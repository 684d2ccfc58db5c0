import type { Pace } from "./callBudget.js";

/**
 * What Coffer needs of a blockchain. A network is watched block by block: a pass reads from one provider only, so that
 * consecutive answers cannot come from nodes at different heights. Every amount is a bigint of token base units
 * (USDT has 6 decimals on both networks); every address is in the network's display form (base58check on TRON,
 * checksummed hex on Ethereum); hashes are lower-case hex, with 0x on Ethereum and without on TRON.
 */
export type Network = "tron" | "ethereum";

export const NETWORKS = ["tron", "ethereum"] as const satisfies readonly Network[];

/** What the chain itself keeps for an address: assets that Coffer never credits, and who may sign for it. */
export type AccountState = {
  /** The network's own coin, in wei or sun. */
  native: bigint;
  /** TRC10 tokens by their ids, in each one's smallest unit; Ethereum has none. Only shown: above 2^53 they are rounded. */
  tokens: NativeToken[];
  /** Whoever else may sign for the address, which on TRON its key can allow; none on Ethereum. */
  otherSigners: string[];
};

export type NativeToken = { id: string; amount: string };

export type BlockHeader = {
  number: number;
  hash: string;
  parentHash: string;
  /** The chain's own time of the block. */
  timestamp: Date;
};

/** One Transfer log of a token contract that Coffer watches, in a transaction that succeeded. */
export type TokenTransfer = {
  txHash: string;
  /** Position of the log within its transaction's receipt, from 0: with network and txHash, the deposit's identity. */
  logPosition: number;
  /** Position within the block, which changes when a fork moves the transaction: only shown. Null on TRON. */
  logIndex: number | null;
  blockNumber: number;
  blockHash: string;
  token: string;
  from: string;
  to: string;
  amount: bigint;
};

/**
 * A transfer as a block scan finds it. Ethereum's eth_getLogs does not say where a log stands in its transaction's
 * receipt, and asking for the receipt of every USDT transfer on the chain would cost more than the scan itself: there
 * `logPosition` is null until {@link ScanPass.resolveLogPositions} fills it in, for the few that pay us. On TRON it is
 * known at once.
 */
export type ScannedTransfer = Omit<TokenTransfer, "logPosition"> & { logPosition: number | null };

export type ScannedBlock = BlockHeader & { transfers: ScannedTransfer[] };

/** A transaction as the chain has it now, for confirming, retrying and claims. */
export type TransactionTransfers =
  /** No node that was asked knows it. */
  | { kind: "unknown" }
  /** Known, but in no block: nothing may be credited. */
  | { kind: "pooled" }
  /** In a block, and failed: it moved nothing. */
  | { kind: "failed"; block: BlockHeader }
  | { kind: "packed"; block: BlockHeader; transfers: TokenTransfer[]; final: boolean };

/** Reads from one provider. Throws {@link ProviderError} when it cannot answer; never answers "no transfers" for a block it lacks. */
export type ScanPass = {
  /** Host of the provider, for logs and the console. */
  provider: string;
  head: BlockHeader;
  /** Height of the newest block that can never be rolled back (Ethereum's finalized tag, TRON's solid height). */
  finalHeight: number;
  /** The header of the canonical block at `number`, at or below the head. */
  readHeader(number: number): Promise<BlockHeader>;
  /** The canonical block at `number`, at or below the head, with all watched transfers in it. */
  readBlock(number: number): Promise<ScannedBlock>;
  /** Blocks `from`…`to` (inclusive), all at or below `finalHeight`, in order. May return fewer from the start of the range. */
  readFinalBlocks(from: number, to: number): Promise<ScannedBlock[]>;
  /**
   * The same transfers, in the same order, with their log positions. Pass only those that pay one of our addresses.
   * Throws "behind" when a transaction is no longer in the block that it was scanned in: scan that block again.
   */
  resolveLogPositions(transfers: readonly ScannedTransfer[]): Promise<TokenTransfer[]>;
};

/** What a pass is to know; a provider that counts its calls is asked for no more than that. */
export type PassOptions = {
  /** The newest block that is stored already. */
  cursor?: number;
  /** The oldest block that is still stored: a provider whose head is below it is behind. */
  oldestKept?: number;
  /** The lowest block with a deposit that is not final yet. */
  awaitingFinal?: number;
  /** Only final blocks will be read: their height must be fresh. */
  finalOnly?: boolean;
  /** A host that is not to be asked: a second provider's word is wanted. */
  except?: string;
};

/** A transfer as it was stored: what a second provider has to confirm. */
export type RecordedTransfer = Pick<TokenTransfer, "txHash" | "logPosition" | "blockHash" | "token" | "to" | "amount">;

/**
 * What a second provider says of a recorded deposit: it sees the same log in the same block, something else, or there is
 * no second provider to ask.
 */
export type CrossCheck = { kind: "agrees" } | { kind: "disagrees"; detail: string } | { kind: "no_second_provider" };

export type Chain = {
  network: Network;
  /** The USDT contract, display form. */
  usdt: string;
  /** The time between two blocks of the network, in ms. */
  blockMs: number;
  /** How often a pass is worth its calls now, where providers count them; else null. */
  pace(): Pace | null;
  /** Identity of the chain: `<chain id>` and the genesis block's hash. */
  readIdentity(): Promise<{ chainId: string; genesisHash: string }>;
  /** `decimals()` of the USDT contract. */
  readTokenDecimals(): Promise<number>;
  /** What an address holds of USDT in the newest final block, base units. */
  readBalance(address: string): Promise<bigint>;
  /** What the newest final block says of an address that no contract keeps. */
  readAccount(address: string): Promise<AccountState>;
  /** Opens a pass on the healthiest provider. */
  openPass(options?: PassOptions): Promise<ScanPass>;
  /**
   * Asks every provider for this transfer as it was recorded, until two of different hosts see it in the same block.
   * @throws ProviderError while fewer than two of several providers can answer: ask again later.
   */
  crossCheck(transfer: RecordedTransfer): Promise<CrossCheck>;
  /**
   * What the chain says of this transaction now; `final` when its block can never be rolled back. Providers are asked
   * in turn until one knows it.
   */
  readTransaction(txHash: string): Promise<TransactionTransfers>;
  /** The address at child 0/`index` of the account xpub, display form. */
  deriveAddress(index: number): string;
  /** Whether the text is a transaction hash of this network; returns its normal form, or null. */
  parseTxHash(text: string): string | null;
  /** State of the providers, for operators. */
  providers(): ProviderState[];
  /**
   * Counts the calls to each provider together with those of other processes. `exchange` adds this process's and returns
   * all of that day; what it throws is thrown, and told again the next time.
   */
  shareCalls(exchange: (calls: { host: string; day: string; calls: number }) => Promise<number>): Promise<void>;
};

export type ProviderState = {
  host: string;
  ok: boolean;
  head: number | null;
  lastError: string | null;
  callsToday: number;
  /** Calls that it may get on one day (UTC); null where nobody counts them. */
  budget: number | null;
  /** When this process last asked it, in ms since 1970; null where it never did, so that `ok` says nothing yet. */
  askedAt: number | null;
  /** When it may be asked again, in ms since 1970; in the past where it may be asked now. `ok` is false until then. */
  restsUntil: number;
};
