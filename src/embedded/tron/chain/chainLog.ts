import { closeSync, fdatasyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { InvariantError } from "../../../lib/errors.js";
import type { ContractResult } from "../evm/contractResult.js";
import { GENESIS_ID } from "./genesis.js";
import type { TransactionInfo } from "./transactionInfo.js";

/**
 * One thing that happened to the chain, a line of JSON. Most lines are empty blocks, so their names are short. Blocks
 * carry what their transactions made of the state, so that reading the log back runs no contract.
 */
export type LogRecord =
  | BlockRecord
  /** A transaction entered the pool. */
  | { p: string }
  | { fork: ForkRecord }
  /** The clock's lead over the machine's, in ms. */
  | { clock: number }
  | { solidLag: number };

/** A block: its time, the branch it is on, what it packed, the state it wrote, and what it refused from the pool. */
export type BlockRecord = {
  t: number;
  b?: number;
  x?: LoggedTransaction[];
  w?: Record<string, string | null>;
  d?: string[];
};

/** Blocks above `height` gave way to empty ones at these times; some of their transactions were dropped. */
export type ForkRecord = { height: number; branch: number; times: number[]; drop: string[] };

export type LoggedTransaction = [transactionHex: string, result: ContractResult, info: TransactionInfo];

export type ChainLog = {
  /** What the last process left, oldest first; read once, and not kept. */
  takeRecords(): Iterable<LogRecord>;
  /** Writes a record; with `durable` it is on the disk when this returns. A killed process loses neither kind. */
  append(record: LogRecord, durable: boolean): void;
  close(): void;
};

/** Bumped when old logs can no longer be read. */
const FORMAT = 1;

function firstLine(): string {
  return JSON.stringify({ format: FORMAT, genesis: GENESIS_ID });
}

/** Keeps nothing: for a chain that lives in memory. */
export function createMemoryLog(): ChainLog {
  return { takeRecords: () => [], append: () => {}, close: () => {} };
}

function readLines(path: string): { lines: string[]; length: number } {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { lines: [], length: 0 };
    throw error;
  }
  // A process that was killed while it wrote leaves half a line, which no answer ever told of.
  const end = bytes.lastIndexOf(0x0a) + 1;
  const text = bytes.toString("utf8", 0, end);
  return { lines: text === "" ? [] : text.slice(0, -1).split("\n"), length: end };
}

/**
 * Opens the chain's log in a directory, which is created where it is missing.
 * @throws InvariantError when the file belongs to another genesis or format
 */
export function openChainLog(directory: string): ChainLog {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, "chain.jsonl");
  const { lines, length } = readLines(path);
  const [first, ...rest] = lines;
  if (first !== undefined && first !== firstLine()) {
    throw new InvariantError(`${path} holds another development chain: move it away to start a new one`);
  }
  const file = openSync(path, first === undefined ? "w" : "r+");
  ftruncateSync(file, length);
  let position = length;

  function write(line: string): void {
    const bytes = Buffer.from(`${line}\n`);
    position += writeSync(file, bytes, 0, bytes.length, position);
  }

  if (first === undefined) write(firstLine());
  return {
    takeRecords: () => rest.splice(0).map((line) => JSON.parse(line) as LogRecord),
    append(record, durable) {
      write(JSON.stringify(record));
      if (durable) fdatasyncSync(file);
    },
    close: () => closeSync(file),
  };
}
