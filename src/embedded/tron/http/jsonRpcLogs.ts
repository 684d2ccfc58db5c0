import type { JsonMessage, JsonValue } from "../protobuf/message.js";
import { blockNumberOf } from "./blockTag.js";
import { logsOfBlock, type PlacedLog } from "./jsonRpcRender.js";
import type { RpcContext } from "./rpcContext.js";
import { invalidParams } from "./rpcError.js";

/** What providers allow; the recorded net was set to 50. */
const MAXIMUM_BLOCK_RANGE = 5000;

function asList(value: JsonValue | undefined): string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map((item) => String(item).toLowerCase());
}

function readAddresses(value: JsonValue | undefined): string[] {
  const addresses = asList(value);
  for (const address of addresses) {
    if (!/^(0x)?(41)?[0-9a-f]{40}$/.test(address)) throw invalidParams(`invalid address: ${address}`);
  }
  return addresses.map((address) => `0x${address.slice(-40)}`);
}

function matches(log: PlacedLog, addresses: string[], topics: string[][]): boolean {
  if (addresses.length > 0 && !addresses.includes(log.address)) return false;
  return topics.every((wanted, position) => wanted.length === 0 || wanted.includes(log.topics[position] ?? ""));
}

/** The heights of a filter's range, cut at the view's end. */
function readRange({ view, solidView }: RpcContext, filter: JsonMessage): { from: number; to: number } {
  const heights = { latest: view.height, finalized: solidView.height };
  const from = blockNumberOf(filter.fromBlock ?? "latest", heights);
  const to = blockNumberOf(filter.toBlock ?? "latest", heights);
  const given = filter.toBlock !== undefined;
  if (given && from > to) throw invalidParams("please verify: fromBlock <= toBlock");
  const end = Math.min(to, view.height);
  if (end - from > MAXIMUM_BLOCK_RANGE) throw invalidParams(`exceed max block range: ${MAXIMUM_BLOCK_RANGE}`);
  return { from, to: end };
}

/** eth_getLogs, by range or by block hash. */
export function getLogs(context: RpcContext, [filter]: JsonValue[]): JsonValue {
  const { view } = context;
  const wanted = (typeof filter === "object" && filter !== null ? filter : {}) as JsonMessage;
  const addresses = readAddresses(wanted.address);
  const topics = (Array.isArray(wanted.topics) ? wanted.topics : []).map(asList);
  const hash = wanted.blockHash;
  let heights: number[];
  if (typeof hash === "string") {
    const block = view.blockById(hash.replace(/^0x/, ""));
    if (block === undefined) throw invalidParams("invalid blockHash");
    heights = [block.header.number];
  } else {
    const { from, to } = readRange(context, wanted);
    heights = view.chain.blocks.packedHeights().filter((number) => number >= from && number <= to);
  }
  return heights.flatMap((number) => {
    const block = view.block(number);
    return block === undefined
      ? []
      : logsOfBlock(block)
          .flat()
          .filter((log) => matches(log, addresses, topics));
  });
}
