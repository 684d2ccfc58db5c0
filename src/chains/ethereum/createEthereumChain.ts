import { createAddressDeriver, normalizeAddress } from "../addresses.js";
import { askUntilKnown } from "../askUntilKnown.js";
import { budgetLeft, paceFor } from "../callBudget.js";
import type { Chain, PassOptions, ScanPass } from "../chain.js";
import { type ChainIdentity, createIdentityCheck } from "../chainIdentity.js";
import { crossCheck } from "../crossCheck.js";
import { ethereumDefinition } from "../definitions/ethereum.js";
import { createFinalHeights, type FinalHeights } from "../finalHeights.js";
import { createRangeReader, type RangeReader } from "../rangeReader.js";
import { type FinalityFacts, readFinalHeight } from "../readFinalHeight.js";
import { requireHead } from "../requireHead.js";
import { createProviderPool, type ProviderPool } from "../rpc.js";
import { type WatchedTokens, watchTokens } from "../watchedTokens.js";
import { createEthereumClient, type EthereumClient } from "./ethereumClient.js";
import { readTransaction } from "./readTransaction.js";
import { resolveLogPositions } from "./resolveLogPositions.js";
import { blockHeaderOf, scanBlock } from "./scanBlock.js";
import { scanFinalBlocks } from "./scanFinalBlocks.js";

export type EthereumChainOptions = {
  /** Base URLs of the providers, the preferred one first. */
  urls: readonly string[];
  /** The USDT contract, any case. */
  usdt: string;
  /** Other tokens to look out for, which are shown to operators and never credited. */
  otherTokens?: readonly string[];
  /** The account xpub that deposit addresses come from. */
  xpub: string;
  /** The chain that providers must serve. Unset: they must all serve the one that the first of them does. */
  identity?: ChainIdentity;
  callTimeoutMs?: number;
  finalRangeBlocks?: number;
  /** Keeps to the calls that providers of the real chain allow a day; see finalHeights.ts for what is learnt later by it. */
  sparing?: boolean;
  /** Ends every call to a provider when it is aborted, with what it is aborted with. */
  stop?: AbortSignal;
};

/**
 * Ethereum, read through the JSON-RPC of one or more providers. A provider that does not know the tag "finalized" is
 * refused: any depth that stood in for it would call blocks final that are not.
 * @throws RangeError when the contract is no address or the xpub no account xpub.
 */
export function createEthereumChain(options: EthereumChainOptions): Chain {
  const usdt = normalizeAddress("ethereum", options.usdt);
  if (usdt === null) throw new RangeError(`${options.usdt} is no Ethereum address, or its checksum is wrong`);
  const tokens = watchTokens("ethereum", usdt, options.otherTokens);
  const timeoutMs = options.callTimeoutMs ?? ethereumDefinition.callTimeoutMs;
  const pool = createProviderPool({
    network: "ethereum",
    blockMs: ethereumDefinition.blockMilliseconds,
    urls: options.urls,
    ...(options.sparing ? { callsPerDay: ethereumDefinition.callsPerDay } : {}),
    connect: (url, onCall) => createEthereumClient({ url, timeoutMs, onCall, stop: options.stop }),
  });
  const { blockMilliseconds: blockMs, finalDepth } = ethereumDefinition;
  // The rules of the real chain; one of somebody's own may call blocks final sooner.
  const finalDepthLeast = options.sparing ? ethereumDefinition.finalDepthLeast : 0;
  const facts = { blockMs, finalDepth, finalDepthLeast };
  const everyMs = options.sparing ? ethereumDefinition.finalHeightEveryMs : 0;
  const finalHeights = createFinalHeights<EthereumClient>({ everyMs, finalDepth, finalDepthLeast });
  const checkIdentity = createIdentityCheck(options.identity);
  const readRange = createRangeReader(options.finalRangeBlocks ?? ethereumDefinition.finalRangeBlocks);

  return {
    network: "ethereum",
    usdt,
    blockMs: ethereumDefinition.blockMilliseconds,
    pace: () => {
      const left = budgetLeft(pool.states());
      return left === null ? null : paceFor(ethereumDefinition.blockMilliseconds, left);
    },
    readIdentity: () => pool.run((client) => client.readIdentity()),
    readTokenDecimals: () => pool.run((client) => client.readDecimals(usdt)),
    readBalance: (address) => pool.run((client) => client.readBalance(usdt, address)),
    readAccount: async (address) => ({
      native: await pool.run((client) => client.readNativeBalance(address)),
      tokens: [],
      otherSigners: [],
    }),
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
    deriveAddress: createAddressDeriver("ethereum", options.xpub),
    parseTxHash: (text) => {
      const match = /^\s*(?:0x)?([0-9a-f]{64})\s*$/i.exec(text);
      return match?.[1] === undefined ? null : `0x${match[1].toLowerCase()}`;
    },
    providers: () => pool.states(),
    shareCalls: (exchange) => pool.shareCalls(exchange),
  };
}

type EthereumPass = {
  client: EthereumClient;
  pool: ProviderPool<EthereumClient>;
  tokens: WatchedTokens;
  readRange: RangeReader;
  finalHeights: FinalHeights<EthereumClient>;
  facts: FinalityFacts;
  wanted: PassOptions;
};

async function openPass(pass: EthereumPass, again = false): Promise<ScanPass> {
  const { client, pool, tokens, readRange, finalHeights, facts, wanted } = pass;
  const latest = await client.readHeader("latest");
  const head = blockHeaderOf(latest);
  pool.noteHead(client, head.number);
  requireHead(client.host, head, wanted);
  // Null where nothing is final yet is "behind" like any other missing block, and so is a node that still syncs.
  const readFinalized = () =>
    readFinalHeight(pool, client, head.number, facts, async (each) =>
      blockHeaderOf(await each.readHeader("finalized")),
    );
  const finalHeight = await finalHeights.learn(client, head.number, wanted, readFinalized);
  // The chain went on past that head, which may be of a branch that it has left: what is final now is not that head's.
  if (finalHeight >= head.number && !again) return openPass(pass, true);
  const readHeader = async (number: number) => (number === head.number ? latest : client.readHeader(number));
  const guard = <T>(work: () => Promise<T>) => pool.guard(client, work);

  return {
    provider: client.host,
    head,
    finalHeight,
    readHeader: (number) => guard(async () => blockHeaderOf(await readHeader(number))),
    readBlock: (number) => guard(async () => scanBlock(client, tokens, await readHeader(number))),
    readFinalBlocks: (from, to) =>
      guard(() => readRange({ from, to, finalHeight }, (first, last) => scanFinalBlocks(client, tokens, first, last))),
    resolveLogPositions: (transfers) => guard(() => resolveLogPositions(client, transfers)),
  };
}
