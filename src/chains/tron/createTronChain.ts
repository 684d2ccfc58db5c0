import { createAddressDeriver, normalizeAddress } from "../addresses.js";
import { askUntilKnown } from "../askUntilKnown.js";
import type { Chain, ScannedTransfer, ScanPass, TokenTransfer } from "../chain.js";
import { type ChainIdentity, createIdentityCheck } from "../chainIdentity.js";
import { tronDefinition } from "../definitions/tron.js";
import { createRangeReader, type RangeReader } from "../rangeReader.js";
import { createProviderPool, type ProviderPool } from "../rpc.js";
import { readTransaction } from "./readTransaction.js";
import { blockHeaderOf, scanBlock } from "./scanBlock.js";
import { scanFinalBlocks } from "./scanFinalBlocks.js";
import { createTronClient, type TronClient } from "./tronClient.js";

export type TronChainOptions = {
  /** Base URLs of the providers, the preferred one first; each may be a pair `full|solidity`. */
  urls: readonly string[];
  /** The USDT contract, base58check. */
  usdt: string;
  /** The account xpub that deposit addresses come from. */
  xpub: string;
  /** Sent to every provider as TRON-PRO-API-KEY. */
  apiKey?: string;
  /** The chain that providers must serve. Unset: they must all serve the one that the first of them does. */
  identity?: ChainIdentity;
  callTimeoutMs?: number;
  finalRangeBlocks?: number;
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
  const timeoutMs = options.callTimeoutMs ?? tronDefinition.callTimeoutMs;
  const pool = createProviderPool({
    network: "tron",
    urls: options.urls,
    connect: (url, onCall) => createTronClient({ url, apiKey: options.apiKey, timeoutMs, onCall }),
  });
  const checkIdentity = createIdentityCheck(options.identity);
  const rangeBlocks = options.finalRangeBlocks ?? tronDefinition.finalRangeBlocks;
  const readRange = createRangeReader(Math.min(RANGE_BLOCKS_MAX, rangeBlocks));

  return {
    network: "tron",
    usdt,
    readIdentity: () => pool.run((client) => client.readIdentity()),
    readTokenDecimals: () => pool.run((client) => client.readDecimals(usdt)),
    openPass: () =>
      pool.run(async (client) => {
        await checkIdentity(client);
        return openPass(client, pool, usdt, readRange);
      }),
    readTransaction: (txHash) =>
      askUntilKnown(pool, async (client) => {
        await checkIdentity(client);
        return readTransaction(client, usdt, txHash);
      }),
    deriveAddress: createAddressDeriver("tron", options.xpub),
    parseTxHash: (text) => /^\s*(?:0x)?([0-9a-f]{64})\s*$/i.exec(text)?.[1]?.toLowerCase() ?? null,
    providers: () => pool.states(),
  };
}

async function openPass(
  client: TronClient,
  pool: ProviderPool<TronClient>,
  usdt: string,
  readRange: RangeReader,
): Promise<ScanPass> {
  // The head comes first: what is asked for later is at or below it, so that "nothing there" can't be an answer.
  const head = blockHeaderOf(await client.readHeader("wallet"));
  pool.noteHead(client, head.number);
  const solid = blockHeaderOf(await client.readHeader("walletsolidity"));
  const finalHeight = Math.min(solid.number, head.number);
  const guard = <T>(work: () => Promise<T>) => pool.guard(client, work);

  return {
    provider: client.host,
    head,
    finalHeight,
    readHeader: (number) => guard(async () => blockHeaderOf(await client.readHeader("wallet", number))),
    readBlock: (number) =>
      guard(async () => scanBlock(client, "wallet", usdt, await client.readBlock("wallet", number))),
    readFinalBlocks: (from, to) =>
      guard(() => readRange({ from, to, finalHeight }, (first, last) => scanFinalBlocks(client, usdt, first, last))),
    resolveLogPositions: async (transfers) => transfers.map(withPosition),
  };
}

/** An info holds the whole receipt, so that a scan knows every position at once. */
function withPosition(transfer: ScannedTransfer): TokenTransfer {
  const { logPosition } = transfer;
  if (logPosition === null) throw new RangeError(`${transfer.txHash} was not scanned on TRON`);
  return { ...transfer, logPosition };
}
