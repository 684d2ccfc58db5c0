import type { JsonMessage } from "../protobuf/message.js";
import { NodeError } from "./nodeError.js";
import { renderBlock, renderInfo } from "./render.js";
import type { WalletHandler, WalletRequest } from "./walletRequest.js";

const MAXIMUM_RANGE = 100;

function blockAt({ view, params }: WalletRequest, number: number): JsonMessage {
  const block = view.block(number);
  return block === undefined ? {} : renderBlock(block, params.visible);
}

function blockRange({ view, params }: WalletRequest, start: number, end: number): JsonMessage {
  const blocks: JsonMessage[] = [];
  for (let number = start; number < end; number += 1) {
    const block = view.block(number);
    if (block !== undefined) blocks.push(renderBlock(block, params.visible));
  }
  return { block: blocks };
}

function getBlock(request: WalletRequest): JsonMessage {
  const { view, params } = request;
  const wanted = params.text("id_or_num");
  const detail = String(params.fields.detail) === "true";
  if (wanted !== "" && !/^(-?\d{1,18}|[0-9a-f]{64})$/i.test(wanted))
    throw new NodeError("id must be legal block hash.");
  const isId = wanted.length === 64;
  const number = wanted === "" ? view.height : Number(wanted);
  const block = isId ? view.blockById(wanted.toLowerCase()) : view.block(number);
  return block === undefined ? {} : renderBlock(block, params.visible, detail);
}

/** Blocks and what became of their transactions, for both roots. */
export const blockHandlers: Readonly<Record<string, WalletHandler>> = {
  getnowblock: (request) => blockAt(request, request.view.height),
  getblockbynum: (request) => blockAt(request, request.params.integer("num")),
  getblockbyid({ view, params }) {
    const block = view.blockById(params.hex("value"));
    return block === undefined ? {} : renderBlock(block, params.visible);
  },
  getblock: getBlock,
  getblockbylimitnext(request) {
    const start = request.params.integer("startNum");
    const end = request.params.integer("endNum");
    if (start < 0 || end <= start || end - start > MAXIMUM_RANGE) return {};
    return blockRange(request, start, end);
  },
  getblockbylatestnum(request) {
    const count = request.params.integer("num");
    if (count <= 0 || count >= MAXIMUM_RANGE) return {};
    const { height } = request.view;
    return blockRange(request, Math.max(0, height - count + 1), height + 1);
  },
  gettransactioncountbyblocknum({ view, params }) {
    const block = view.block(params.integer("num"));
    return { count: block === undefined ? -1n : BigInt(block.transactions.length) };
  },
  // `[]` for an empty block, for one beyond the view, and for one not solid yet: alone it proves nothing.
  gettransactioninfobyblocknum({ view, params }) {
    const number = params.integer("num");
    if (number <= 0) return {};
    const timestamp = view.chain.blocks.timestampOf(number);
    return view.packedIn(number).map((packed) => renderInfo(packed, { number, timestamp }, params.visible));
  },
};
