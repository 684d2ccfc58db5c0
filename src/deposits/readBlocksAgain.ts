import type { Network, ScannedBlock, ScanPass } from "../chains/chain.js";
import type { Pool } from "../db/client.js";
import type { Recorder } from "../db/recorder.js";
import { findOurs } from "./recordBlocks.js";
import { recordMissed } from "./recordMissed.js";
import type { RecordedDeposit } from "./recordTransfers.js";

async function readBlocks(pass: ScanPass, from: number, to: number): Promise<ScannedBlock[]> {
  const blocks: ScannedBlock[] = [];
  while (from + blocks.length <= to) {
    const next = from + blocks.length;
    const isFinal = next <= pass.finalHeight;
    const read = isFinal
      ? await pass.readFinalBlocks(next, Math.min(to, pass.finalHeight))
      : [await pass.readBlock(next)];
    blocks.push(...read);
  }
  return blocks;
}

/**
 * Reads blocks again that the cursor has passed, and records the transfers to our addresses in them that are missing.
 * @returns the blocks, and what became of each transfer to us.
 * @throws ProviderError when the pass's node cannot answer, and then nothing was recorded.
 */
export async function readBlocksAgain(
  pool: Pool,
  network: Network,
  pass: ScanPass,
  { fromBlock, toBlock }: { fromBlock: number; toBlock: number },
  record?: Recorder<RecordedDeposit[]>,
): Promise<{ blocks: ScannedBlock[]; recorded: RecordedDeposit[] }> {
  const blocks = await readBlocks(pass, fromBlock, toBlock);
  const ours = await findOurs(pool, network, pass, blocks);
  const holding = blocks.filter(({ number }) => ours.some(({ blockNumber }) => blockNumber === number));
  const recorded = await recordMissed(
    pool,
    network,
    holding.map((block) => ({ block, transfers: ours.filter(({ blockNumber }) => blockNumber === block.number) })),
    record,
  );
  return { blocks, recorded };
}
