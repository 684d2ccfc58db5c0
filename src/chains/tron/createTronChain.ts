import { createAddressDeriver, normalizeAddress } from "../addresses.js";
import { askUntilKnown } from "../askUntilKnown.js";
import { budgetLeft, paceFor } from "../callBudget.js";
import type { Chain, PassOptions, ScannedTransfer, ScanPass, TokenTransfer } from "../chain.js";
import { type ChainIdentity, createIdentityCheck } from "../chainIdentity.js";
import { crossCheck } from "../crossCheck.js";
import { tronDefinition } from "../definitions/tron.js";
import { createFinalHeights, type FinalHeights } from "../finalHeights.js";
import { createRangeReader, type RangeReader } from "../rangeReader.js";
import { type FinalityFacts, readFinalHeight } from "../readFinalHeight.js";
import { requireHead } from "../requireHead.js";
import { createProviderPool, type ProviderPool } from "../rpc.js";
import { type WatchedTokens, watchTokens } from "../watchedTokens.js";
import { readTransaction } from "./readTransaction.js";
import { blockHeaderOf, scanBlock } from "./scanBlock.js";
import { scanFinalBlocks } from "./scanFinalBlocks.js";
import { createTronClient, type TronClient } from "./tronClient.js";

export type TronChainOptions = {
  /** Base URLs of the providers, the preferred one first; each may be a pair `full|solidity`. */
  urls: readonly string[];
  /** The USDT contract, base58check. */
  usdt: string;
  /** Other tokens to look out for, which are shown to operators and never credited. */
  otherTokens?: readonly string[];
  /** The account xpub that deposit addresses come from. */
  xpub: string;
  /** Sent to every provider as TRON-PRO-API-KEY. */
  apiKey?: string;
  /** The chain that providers must serve. Unset: they must all serve the one that the first of them does. */
  identity?: ChainIdentity;
  callTimeoutMs?: number;
  finalRangeBlocks?: number;
  /** Keeps to the calls that providers of the real chain allow a day; see finalHeights.ts for what is learnt later by it. */
  sparing?: boolean;
  /** Ends every call to a provider when it is aborted, with what it is aborted with. */
  stop?: AbortSignal;
};

/** getblockbylimitnext answers `{}` for more. */
const RANGE_BLOCKS_MAX = 100;

/**
 * TRON, read through the full-node HTTP API of one or more providers.
 * @throws RangeError when the contract is no address or the xpub no account xpub.
 */
export function createTronChain(options: TronChainOptions): Chain {
  const usdt = normalizeAddress("tron", options.usdt);
  if (usdt === null) throw new RangeError(`${options.usdt} is no TRON address, or its checksum is wrong`);
  const tokens = watchTokens("tron", usdt, options.otherTokens);
  const timeoutMs = options.callTimeoutMs ?? tronDefinition.callTimeoutMs;
  const pool = createProviderPool({
    network: "tron",
    blockMs: tronDefinition.blockMilliseconds,
    urls: options.urls,
    ...(options.sparing ? { callsPerDay: tronDefinition.callsPerDay } : {}),
    connect: (url, onCall) => createTronClient({ url, apiKey: options.apiKey, timeoutMs, onCall, stop: options.stop }),
  });
  const { blockMilliseconds: blockMs, finalDepth } = tronDefinition;
  // The rules of the real chain; one of somebody's own may call blocks final sooner.
  const finalDepthLeast = options.sparing ? tronDefinition.finalDepthLeast : 0;
  const facts = { blockMs, finalDepth, finalDepthLeast };
  const everyMs = options.sparing ? tronDefinition.finalHeightEveryMs : 0;
  const finalHeights = createFinalHeights<TronClient>({ everyMs, finalDepth, finalDepthLeast });
  const checkIdentity = createIdentityCheck(options.identity);
  const rangeBlocks = options.finalRangeBlocks ?? tronDefinition.finalRangeBlocks;
  const readRange = createRangeReader(Math.min(RANGE_BLOCKS_MAX, rangeBlocks));

  return {
    network: "tron",
    usdt,
    blockMs: tronDefinition.blockMilliseconds,
    pace: () => {
      const left = budgetLeft(pool.states());
      return left === null ? null : paceFor(tronDefinition.blockMilliseconds, left);
    },
    readIdentity: () => pool.run((client) => client.readIdentity()),
    readTokenDecimals: () => pool.run((client) => client.readDecimals(usdt)),
    readBalance: (address) => pool.run((client) => client.readBalance(usdt, address)),
    readAccount: (address) => pool.run((client) => client.readAccount(address)),
    openPass: (wanted = {}) =>
      pool.run(async (client) => {
        await checkIdentity(client);
        return openPass({ client, pool, tokens, readRange, finalHeights, facts, wanted });
      }, wanted.except),
    crossCheck: (transfer) =>
      crossCheck(pool, transfer, async (client) => {
        await checkIdentity(client);
        return readTransaction(client, tokens, transfer.txHash);
      }),
    readTransaction: (txHash) =>
      askUntilKnown(pool, async (client) => {
        await checkIdentity(client);
        return readTransaction(client, tokens, txHash);
      }),
    deriveAddress: createAddressDeriver("tron", options.xpub),
    parseTxHash: (text) => /^\s*(?:0x)?([0-9a-f]{64})\s*$/i.exec(text)?.[1]?.toLowerCase() ?? null,
    providers: () => pool.states(),
    shareCalls: (exchange) => pool.shareCalls(exchange),
  };
}

type TronPass = {
  client: TronClient;
  pool: ProviderPool<TronClient>;
  tokens: WatchedTokens;
  readRange: RangeReader;
  finalHeights: FinalHeights<TronClient>;
  facts: FinalityFacts;
  wanted: PassOptions;
};

async function openPass(pass: TronPass, again = false): Promise<ScanPass> {
  const { client, pool, tokens, readRange, finalHeights, facts, wanted } = pass;
  // The head comes first: what is asked for later is at or below it, so that "nothing there" can't be an answer. It comes
  // whole, because at the pace of the chain it is the very block that is read next.
  const headBlock = await client.readHeadBlock();
  const head = blockHeaderOf(headBlock);
  pool.noteHead(client, head.number);
  requireHead(client.host, head, wanted);
  const readSolid = () =>
    readFinalHeight(pool, client, head.number, facts, async (each) =>
      blockHeaderOf(await each.readHeader("walletsolidity")),
    );
  const finalHeight = await finalHeights.learn(client, head.number, wanted, readSolid);
  // The chain went on past that head, which may be of a branch that it has left: what is final now is not that head's.
  if (finalHeight >= head.number && !again) return openPass(pass, true);
  const guard = <T>(work: () => Promise<T>) => pool.guard(client, work);
  const readWhole = async (number: number) => (number === head.number ? headBlock : client.readBlock("wallet", number));

  return {
    provider: client.host,
    head,
    finalHeight,
    readHeader: async (number) =>
      number === head.number ? head : guard(async () => blockHeaderOf(await client.readHeader("wallet", number))),
    readBlock: (number) => guard(async () => scanBlock(client, "wallet", tokens, await readWhole(number))),
    readFinalBlocks: (from, to) =>
      guard(() => readRange({ from, to, finalHeight }, (first, last) => scanFinalBlocks(client, tokens, first, last))),
    resolveLogPositions: async (transfers) => transfers.map(withPosition),
  };
}

/** An info holds the whole receipt, so that a scan knows every position at once. */
function withPosition(transfer: ScannedTransfer): TokenTransfer {
  const { logPosition } = transfer;
  if (logPosition === null) throw new RangeError(`${transfer.txHash} was not scanned on TRON`);
  return { ...transfer, logPosition };
}
