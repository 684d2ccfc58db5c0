import { readFileSync } from "node:fs";

/** One question that the real node was asked, and what it said. */
export type Exchange = {
  file: string;
  label: string;
  root: "full" | "solidity" | "jsonrpc" | "jsonrpc-solidity";
  method: string;
  path: string;
  requestBody?: unknown;
  requestType?: string;
  status: number;
  type: string;
  /** Absent where the answer was no JSON. */
  body?: Json;
  text?: string;
};

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export type RecordedTransaction = {
  txID: string;
  signature: string[];
  raw_data: JsonObject;
  raw_data_hex: string;
};

export type RecordedBlock = {
  id: string;
  parentId: string;
  number: number;
  timestamp: number;
  transactions: RecordedTransaction[];
};

const FOLDER = new URL("../fixtures/tron/java-tron/", import.meta.url);

const FILES = [
  "01-blocks-and-unknowns",
  "02-accounts-and-trx",
  "03-contracts",
  "04-token-transfers",
  "05-busy-block",
  "06-broadcast",
  "07-json-rpc",
  "08-solid",
  "09-whole-chain",
  "10-fork-alone",
  "10-fork-rejoined",
] as const;

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf8")) as T;
}

/** All recorded exchanges, in the order in which they were asked. */
export function readExchanges(): Exchange[] {
  return FILES.flatMap((file) => readJson<Omit<Exchange, "file">[]>(file).map((exchange) => ({ ...exchange, file })));
}

type ChainFile = { accounts: Record<string, { hex: string }> };

/** The recorded accounts by name, in hex. */
export function readRecordedAccounts(): Record<string, string> {
  const { accounts } = readJson<ChainFile>("chain");
  return Object.fromEntries(Object.entries(accounts).map(([name, { hex }]) => [name, hex]));
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function toBlock(value: JsonObject): RecordedBlock {
  const header = value.block_header as { raw_data: { parentHash: string; number?: number; timestamp?: number } };
  const { parentHash, number, timestamp } = header.raw_data;
  return {
    id: String(value.blockID),
    parentId: parentHash,
    number: number ?? 0,
    timestamp: timestamp ?? 0,
    transactions: (value.transactions ?? []) as unknown as RecordedTransaction[],
  };
}

/** Every block that an answer shows, in the order recorded. A height may come twice: a fork replaced it. */
export function readBlocks(exchanges: Exchange[]): RecordedBlock[] {
  const blocks: RecordedBlock[] = [];
  for (const { body } of exchanges) {
    if (!isObject(body)) continue;
    const shown = Array.isArray(body.block) ? body.block : [body];
    for (const value of shown) if (isObject(value) && typeof value.blockID === "string") blocks.push(toBlock(value));
  }
  return blocks;
}
