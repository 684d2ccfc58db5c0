import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { bytesOfAddress } from "../../src/chains/addresses.js";
import { tronDefinition } from "../../src/chains/definitions/tron.js";
import { TRANSFER_TOPIC } from "../../src/chains/transferLog.js";

/**
 * A TRON node, in a process of its own, that holds mainnet's block 79072107 as many times as it is told to, each with its
 * own number and id. All answers are ready before the first call, so that only their readers are measured.
 */

type Transaction = { txID: string };
type Block = {
  blockID: string;
  block_header: { raw_data: { number: number; parentHash: string; timestamp: number } };
  transactions: Transaction[];
};
type Call = { txid: string; from: string; to: string; amount: string; selector: string };

const GENESIS = {
  blockID: tronDefinition.identity.genesisHash,
  block_header: { raw_data: { parentHash: "0".repeat(64) } },
};
/** approve(): a call of USDT that moves nothing. */
const APPROVE = "095ea7b3";

const readFixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../test/fixtures/tron/${name}`, import.meta.url), "utf8"));
const blocks = Number(process.argv[2]);
const block = readFixture("block-79072107-as-getblockbynum-DERIVED.json") as Block;
const calls = new Map(
  (readFixture("block-79072107-expected-usdt-calls.json") as Call[])
    .filter(({ selector }) => selector !== APPROVE)
    .map((call) => [call.txid, call]),
);
const { raw_data } = block.block_header;
const head = raw_data.number;
const topicOf = (address: string) => bytesOfAddress("tron", address).padStart(64, "0");

/** Nobody recorded the block's infos: each USDT call that moved something gets the Transfer log that it made. */
const infos = block.transactions.map(({ txID }) => {
  const call = calls.get(txID);
  const common = { id: txID, blockNumber: head, blockTimeStamp: raw_data.timestamp, contractResult: [""] };
  if (call === undefined) return { ...common, receipt: { net_usage: 268 } };
  const log = {
    address: bytesOfAddress("tron", tronDefinition.usdt),
    topics: [TRANSFER_TOPIC, topicOf(call.from), topicOf(call.to)],
    data: BigInt(call.amount).toString(16).padStart(64, "0"),
  };
  return { ...common, receipt: { result: "SUCCESS" }, log: [log] };
});

/** A block's id starts with its number. */
const idOf = (number: number) => number.toString(16).padStart(16, "0") + block.blockID.slice(16);
const numbers = Array.from({ length: blocks + 1 }, (_, offset) => head + offset);
const headerOf = (number: number) => ({
  blockID: idOf(number),
  block_header: { ...block.block_header, raw_data: { ...raw_data, number, parentHash: idOf(number - 1) } },
});
const infoText = JSON.stringify(infos);
const blockTexts = new Map(numbers.map((number) => [number, JSON.stringify({ ...block, ...headerOf(number) })]));
const infoTexts = new Map(
  numbers.map((number) => [number, infoText.replaceAll(`"blockNumber":${head}`, `"blockNumber":${number}`)]),
);
const genesis = JSON.stringify(GENESIS);
const top = head + blocks;

function answerTo(name: string, ask: { num?: number; id_or_num?: string; startNum?: number; endNum?: number }): string {
  switch (name) {
    case "getnowblock":
      return blockTexts.get(top) ?? "{}";
    case "getblock":
      return ask.id_or_num === "0" ? genesis : JSON.stringify(headerOf(Number(ask.id_or_num ?? top)));
    case "getblockbynum":
      return blockTexts.get(ask.num ?? 0) ?? "{}";
    case "getblockbylimitnext": {
      const wanted = numbers.filter((number) => number >= (ask.startNum ?? 0) && number < (ask.endNum ?? 0));
      return `{"block":[${wanted.map((number) => blockTexts.get(number)).join(",")}]}`;
    }
    default:
      return infoTexts.get(ask.num ?? 0) ?? "[]";
  }
}

const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => {
    body += chunk;
  });
  request.on("end", () => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(answerTo(request.url?.split("/").at(-1) ?? "", JSON.parse(body || "{}")));
  });
});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({
    url: `http://127.0.0.1:${port}`,
    first: head,
    firstId: idOf(head),
    transactions: infos.length,
  });
});
