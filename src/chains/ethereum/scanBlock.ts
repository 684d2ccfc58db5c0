import type { BlockHeader, ScannedBlock } from "../chain.js";
import { ProviderError } from "../providerError.js";
import { TRANSFER_TOPIC } from "../transferLog.js";
import type { WatchedTokens } from "../watchedTokens.js";
import { bloomMayHold, bloomOf } from "./bloom.js";
import type { EthereumClient } from "./ethereumClient.js";
import type { EthereumHeader, EthereumLog } from "./schemas.js";
import { transfersOfLogs } from "./transfersOfLogs.js";

/** A block's header in the form that all networks share. */
export function blockHeaderOf(header: EthereumHeader): BlockHeader {
  return {
    number: header.number,
    hash: header.hash,
    parentHash: header.parentHash,
    timestamp: new Date(header.timestamp * 1000),
  };
}

function isEmpty(bloom: string): boolean {
  return /^0x0*$/.test(bloom);
}

/** Whether the header's bloom leaves room for a transfer of a watched token. An empty bloom is no proof: some nodes do not fill it. */
export function mayHoldTransfers(header: EthereumHeader, tokens: WatchedTokens): boolean {
  if (isEmpty(header.logsBloom)) return true;
  const topics = [`0x${TRANSFER_TOPIC}`];
  return [...tokens.keys()].some((hex) => bloomMayHold(header.logsBloom, { address: `0x${hex}`, topics }));
}

/**
 * The watched transfers of the block with this header. The logs are asked for by the block's hash (EIP-234), so that a
 * node without the block fails instead of answering "none".
 */
export async function scanBlock(
  client: EthereumClient,
  tokens: WatchedTokens,
  header: EthereumHeader,
): Promise<ScannedBlock> {
  if (!mayHoldTransfers(header, tokens)) return { ...blockHeaderOf(header), transfers: [] };
  const logs = await client.readTransferLogsOfBlock([...tokens.values()], header.hash);
  const proven = logs.length === 0 ? await readProven(client, tokens, header) : logs;
  return { ...blockHeaderOf(header), transfers: transfersOfLogs(client.host, tokens, header, proven) };
}

/**
 * The transfers of a block whose bloom leaves room for some, though a provider answered none: either other logs set the
 * same bits, or they were withheld. All logs of the block decide it. They have to give the header's own bloom, so that with
 * all but certainty none of ours is missing; and those among them that were asked for before are the answer, because
 * behind a load balancer the first one may have been another node's. It is rare where it costs much: a mainnet block
 * without USDT is one.
 * @throws ProviderError "behind" when the bloom holds more.
 */
async function readProven(
  client: EthereumClient,
  tokens: WatchedTokens,
  header: EthereumHeader,
): Promise<EthereumLog[]> {
  if (isEmpty(header.logsBloom)) return [];
  const all = await client.readAllLogsOfBlock(header.hash);
  if (bloomOf(all) === header.logsBloom) {
    return all.filter(({ address, topics }) => tokens.has(address.slice(2)) && topics[0] === `0x${TRANSFER_TOPIC}`);
  }
  const message = `withholds logs of block ${header.number}: the header's bloom holds more than the ${all.length} answered`;
  throw new ProviderError("behind", client.host, message);
}
