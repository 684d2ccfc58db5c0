import type { ScannedBlock } from "../chain.js";
import { ProviderError } from "../providerError.js";
import { readInOrder } from "../readInOrder.js";
import type { WatchedTokens } from "../watchedTokens.js";
import { scanBlock } from "./scanBlock.js";
import type { TronClient } from "./tronClient.js";

/** Within the 15 calls a second that providers allow a key. */
const INFOS_AT_ONCE = 4;

/** The watched transfers of solid blocks from `from` on, as many up to `to` as the node has. */
export async function scanFinalBlocks(
  client: TronClient,
  tokens: WatchedTokens,
  from: number,
  to: number,
): Promise<ScannedBlock[]> {
  const blocks = await client.readSolidBlocks(from, to);
  if (blocks.length === 0) throw new ProviderError("behind", client.host, `has no solid block ${from}`);
  for (const [index, block] of blocks.entries()) {
    const parent = blocks[index - 1];
    if (parent !== undefined && block.block_header.raw_data.parentHash !== parent.blockID) {
      throw new ProviderError("broken", client.host, `solid block ${from + index} does not follow ${from + index - 1}`);
    }
  }
  return readInOrder(blocks, INFOS_AT_ONCE, (block) => scanBlock(client, "walletsolidity", tokens, block));
}
