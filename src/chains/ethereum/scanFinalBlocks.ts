import type { ScannedBlock } from "../chain.js";
import { ProviderError } from "../providerError.js";
import { readInOrder } from "../readInOrder.js";
import type { WatchedTokens } from "../watchedTokens.js";
import type { EthereumClient } from "./ethereumClient.js";
import { blockHeaderOf, mayHoldTransfers, scanBlock } from "./scanBlock.js";
import type { EthereumHeader, EthereumLog } from "./schemas.js";
import { transfersOfLogs } from "./transfersOfLogs.js";

/** Headers are asked for one by one: this many at a time stays below what free plans allow in a second. */
const HEADERS_AT_ONCE = 8;

/**
 * The watched transfers of final blocks `from`…`to`, with one log query for all of them. A range query to a node without
 * the blocks answers "none" instead of failing, so each header's bloom is asked: a block whose bloom leaves room for
 * transfers, but for which the range gave none, is read again by its hash.
 * @throws ProviderError "too_large" when the range has to be smaller.
 */
export async function scanFinalBlocks(
  client: EthereumClient,
  tokens: WatchedTokens,
  from: number,
  to: number,
): Promise<ScannedBlock[]> {
  const logs = groupByBlock(await client.readTransferLogsOfRange([...tokens.values()], from, to));
  const numbers = Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
  const outside = [...logs.keys()].find((number) => number < from || number > to);
  if (outside !== undefined)
    throw new ProviderError("broken", client.host, `answers logs of block ${outside}, not asked for`);
  const headers = await readInOrder(numbers, HEADERS_AT_ONCE, (number) => client.readHeader(number));
  refuseBrokenLinks(client.host, headers);
  return readInOrder(headers, HEADERS_AT_ONCE, (header) =>
    scanWithLogs(client, tokens, header, logs.get(header.number)),
  );
}

async function scanWithLogs(
  client: EthereumClient,
  tokens: WatchedTokens,
  header: EthereumHeader,
  logs: EthereumLog[] | undefined,
): Promise<ScannedBlock> {
  if (logs === undefined) {
    return mayHoldTransfers(header, tokens)
      ? scanBlock(client, tokens, header)
      : { ...blockHeaderOf(header), transfers: [] };
  }
  return { ...blockHeaderOf(header), transfers: transfersOfLogs(client.host, tokens, header, logs) };
}

function refuseBrokenLinks(host: string, headers: readonly EthereumHeader[]): void {
  for (const [index, header] of headers.entries()) {
    const parent = headers[index - 1];
    if (parent !== undefined && header.parentHash !== parent.hash) {
      throw new ProviderError("broken", host, `final block ${header.number} does not follow ${parent.number}`);
    }
  }
}

function groupByBlock(logs: readonly EthereumLog[]): Map<number, EthereumLog[]> {
  const groups = new Map<number, EthereumLog[]>();
  for (const log of logs) {
    const group = groups.get(log.blockNumber);
    if (group === undefined) groups.set(log.blockNumber, [log]);
    else group.push(log);
  }
  return groups;
}
