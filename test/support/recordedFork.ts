import { readFixture } from "./fixtureServer.js";
import { type Exchange, type RecordedTronChain, recordedWholeChain } from "./fixtureServerTron.js";

/** Two payments in block 313 of the losing branch: one is packed again in block 325, one never comes back. */
export const SURVIVOR = { txHash: "8db22b6c47f62b216f32c0d1fda38c681212a6d5aac534723935a7bd4d5b6cd8", to: "deposit1" };
export const ORPHAN = { txHash: "9ef4f68cde143e79ad15e82ed5acb30bb7130d13da47261436103f2b91dbc485", to: "deposit2" };

/** The block below the first that was recorded of the branch that won. DERIVED: the other branch leaves it here. */
export const ANCESTOR = {
  number: 305,
  hash: "000000000000013138c3ebddaa1aaf0ca35a797b15e48c9fb6b0041652ae6c17",
  timestamp: new Date(1_795_263_894_000),
};
const BLOCK_MS = 3_000;

/** What the node had at one stage of the recorded fork: `alone` on the losing branch, `rejoined`, and `later`. */
export function forkStage(file: string, stage: string): RecordedTronChain {
  const whole = recordedWholeChain();
  const recorded: RecordedTronChain = { ...whole, infos: new Map(), pool: new Map() };
  const exchanges = (readFixture(`tron/java-tron/${file}.json`) as Exchange[]).filter((each) =>
    each.label.startsWith(`${stage}:`),
  );
  for (const { root, path, requestBody, body } of exchanges) {
    const call = `${root} ${path.split("/").at(-1)}`;
    if (call === "full getnowblock" || call === "full getblockbynum") {
      const block = body as NonNullable<ReturnType<typeof whole.blocks.get>>;
      const number = block.block_header.raw_data.number ?? 0;
      recorded.blocks.set(number, block);
      if (call === "full getnowblock") recorded.head = number;
    }
    if (call === "solidity getnowblock") {
      const block = body as NonNullable<ReturnType<typeof whole.blocks.get>>;
      recorded.solid = block.block_header.raw_data.number ?? 0;
      recorded.blocks.set(recorded.solid, block);
    }
    if (call === "full gettransactioninfobyblocknum") recorded.infos.set(requestBody?.num ?? 0, body as never);
    if (call === "full gettransactioninfobyid" && "id" in (body as object)) {
      const info = body as { id: string; blockNumber: number };
      // The infos of block 325 were not recorded as a list: DERIVED from those that were recorded one by one.
      if (!recorded.infos.has(info.blockNumber)) recorded.infos.set(info.blockNumber, [info]);
    }
    if (call === "full gettransactionbyid" && "txID" in (body as object)) {
      const transaction = body as { txID: string };
      recorded.pool.set(transaction.txID, transaction);
    }
  }
  return recorded;
}

/** A stage with every block from the ancestor to the head. Those that nobody recorded are DERIVED: empty, and linked. */
export function wholeForkStage(file: string, stage: string): RecordedTronChain {
  const recorded = forkStage(file, stage);
  const header = (number: number, parentHash: string) => ({
    raw_data: { number, parentHash, timestamp: ANCESTOR.timestamp.getTime() + (number - ANCESTOR.number) * BLOCK_MS },
  });
  const derivedId = (number: number) => `${number.toString(16).padStart(16, "0")}${"d".repeat(48)}`;
  const { blocks } = recorded;
  blocks.set(ANCESTOR.number, {
    blockID: ANCESTOR.hash,
    block_header: header(ANCESTOR.number, derivedId(ANCESTOR.number - 1)),
  });
  for (let number = recorded.head; number > ANCESTOR.number; number -= 1) {
    if (blocks.has(number)) continue;
    const blockID = blocks.get(number + 1)?.block_header.raw_data.parentHash ?? "";
    const parentHash = blocks.get(number - 1)?.blockID ?? derivedId(number - 1);
    blocks.set(number, { blockID, block_header: header(number, parentHash) });
  }
  return recorded;
}
