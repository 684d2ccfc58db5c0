import type { BlockHeader, ScannedBlock } from "../chain.js";
import { ProviderError } from "../providerError.js";
import type { WatchedTokens } from "../watchedTokens.js";
import type { TronBlock, TronHeader, TronInfo } from "./schemas.js";
import { outcomeOf, transfersOfInfo } from "./transfersOfInfo.js";
import type { TronClient } from "./tronClient.js";
import type { TronRoot } from "./tronHttp.js";

/** A block's header in the form that all networks share. */
export function blockHeaderOf(header: TronHeader): BlockHeader {
  const { number, parentHash, timestamp } = header.block_header.raw_data;
  return { number, hash: header.blockID, parentHash, timestamp: new Date(timestamp) };
}

/** The watched transfers of a block, read through `root`. */
export async function scanBlock(
  client: TronClient,
  root: TronRoot,
  tokens: WatchedTokens,
  block: TronBlock,
): Promise<ScannedBlock> {
  const header = blockHeaderOf(block);
  // Genesis has transactions but no infos: it only hands out TRX.
  const infos = header.number === 0 ? [] : await readAllInfos(client, root, block);
  for (const info of infos) {
    if (outcomeOf(info) === "unknown") {
      throw new ProviderError("behind", client.host, `transaction ${info.id} has logs but no outcome yet`);
    }
  }
  const succeeded = infos.filter((info) => outcomeOf(info) === "succeeded");
  return { ...header, transfers: succeeded.flatMap((info) => transfersOfInfo(info, header, tokens)) };
}

/**
 * A node answers `[]` for an empty block, and also for one that it lacks or that is not solid on it yet; and behind a load
 * balancer the next answer may be another node's. A block has exactly one info for each of its transactions, so anything
 * else is "behind".
 */
async function readAllInfos(client: TronClient, root: TronRoot, block: TronBlock): Promise<TronInfo[]> {
  const { number, timestamp } = block.block_header.raw_data;
  const infos = await client.readInfos(root, number);
  const wanted = new Set(block.transactions.map((transaction) => transaction.txID));
  const got = new Set(infos.map((info) => info.id));
  // The same transactions can stand in two blocks of a fork at one height, which differ in their time.
  const strangers = infos.filter(
    (info) => !wanted.has(info.id) || info.blockNumber !== number || (info.blockTimeStamp ?? timestamp) !== timestamp,
  );
  if (strangers.length > 0 || got.size !== wanted.size || infos.length !== block.transactions.length) {
    const message = `has ${infos.length} infos (${strangers.length} of them of another block) for the ${wanted.size} transactions of block ${number}`;
    throw new ProviderError("behind", client.host, message);
  }
  return infos;
}
