import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { z } from "zod";
import { messageOf } from "../lib/errors.js";
import type { Logger } from "../lib/log.js";

/** Blocks without transactions that stay in the state: 2.7 hours at the default pace, 7 MB for every 5,000. */
export const KEPT_EMPTY_BLOCKS = 20_000;

const blockSchema = z.looseObject({
  header: z.looseObject({ number: z.string(), timestamp: z.string() }),
  transactions: z.array(z.unknown()),
});

const stateSchema = z.looseObject({ best_block_number: z.number(), blocks: z.array(blockSchema) });

type AnvilState = z.infer<typeof stateSchema>;

/** The files of anvil's state: the one that it writes, and the last whole copy of it. */
export type AnvilStateFiles = { state: string; copy: string };

/**
 * Makes the state file one that anvil starts from with the chain as it was. Anvil writes it in place, so that a kill
 * within the write leaves a torn file, from which it would refuse to start: then the copy takes its place. A start adds
 * a genesis of its own to the blocks, and the next start would take either for the real one: the later ones go. Old
 * empty blocks go too, because anvil writes all of its state every second.
 */
export function prepareAnvilState(files: AnvilStateFiles, log: Logger): void {
  const candidates = [files.state, files.copy].filter((file) => existsSync(file));
  for (const file of candidates) {
    try {
      const state = stateSchema.parse(JSON.parse(readFileSync(file, "utf8")));
      writeWhole(files.state, JSON.stringify({ ...state, blocks: keepBlocks(state) }));
      if (file === files.copy)
        log.warn({ file: files.state }, "a torn state of the Ethereum chain, goes on from its copy");
      return;
    } catch (error) {
      log.warn({ file, reason: messageOf(error).slice(0, 200) }, "a state of the Ethereum chain that cannot be read");
    }
  }
  if (candidates.length === 0) return;
  log.error({ file: files.state }, "no readable state of the Ethereum development chain: it starts anew from genesis");
  renameSync(candidates[0] ?? files.state, `${files.state}.unreadable`);
  rmSync(files.copy, { force: true });
}

/** Copies the state file, unless anvil is writing it at the moment. Says whether there is a new copy. */
export function copyAnvilState(files: AnvilStateFiles): boolean {
  if (!existsSync(files.state)) return false;
  const draft = `${files.copy}.${process.pid}.new`;
  const before = statSync(files.state);
  if (existsSync(files.copy) && statSync(files.copy).mtimeMs >= before.mtimeMs) return false;
  copyFileSync(files.state, draft);
  const after = statSync(files.state);
  const whole = before.mtimeMs === after.mtimeMs && before.size === after.size && endsWhole(draft, before.size);
  if (whole) renameSync(draft, files.copy);
  else rmSync(draft, { force: true });
  return whole;
}

function keepBlocks(state: AnvilState): AnvilState["blocks"] {
  const genesisTime = Math.min(...state.blocks.filter(isGenesis).map(({ header }) => Number(header.timestamp)));
  const oldest = state.best_block_number - KEPT_EMPTY_BLOCKS;
  return state.blocks.filter((block) => {
    if (isGenesis(block)) return Number(block.header.timestamp) === genesisTime;
    return block.transactions.length > 0 || Number(block.header.number) > oldest;
  });
}

function isGenesis(block: AnvilState["blocks"][number]): boolean {
  return Number(block.header.number) === 0;
}

/** Whether the file ends as the state does, with its last field: a whole parse of 30 MB would stall the process. */
function endsWhole(file: string, size: number): boolean {
  const tail = Buffer.alloc(64);
  const descriptor = openSync(file, "r");
  try {
    readSync(descriptor, tail, 0, tail.length, Math.max(0, size - tail.length));
  } finally {
    closeSync(descriptor);
  }
  return /"historical_states":null\}\s*\0*$/.test(tail.toString("latin1"));
}

function writeWhole(file: string, content: string): void {
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, content, { mode: 0o600 });
  renameSync(draft, file);
}
