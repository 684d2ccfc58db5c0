import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { derivedMainnetBlock } from "../../test/support/fixtureServerTron.js";

/**
 * A TRON node, in a process of its own, that holds mainnet's block 79072107 as many times as it is told to, each with its
 * own number and id. All answers are ready before the first call, so that only their readers are measured.
 */

const blocks = Number(process.argv[2]);
const { blocks: recorded, infos, head } = derivedMainnetBlock();
const block = recorded.get(head);
if (block === undefined) throw new Error("the fixture has no block");
const { raw_data } = block.block_header;

/** A block's id starts with its number. */
const idOf = (number: number) => number.toString(16).padStart(16, "0") + block.blockID.slice(16);
const numbers = Array.from({ length: blocks + 1 }, (_, offset) => head + offset);
const headerOf = (number: number) => ({
  blockID: idOf(number),
  block_header: { ...block.block_header, raw_data: { ...raw_data, number, parentHash: idOf(number - 1) } },
});
const infoText = JSON.stringify(infos.get(head));
const blockTexts = new Map(numbers.map((number) => [number, JSON.stringify({ ...block, ...headerOf(number) })]));
const infoTexts = new Map(
  numbers.map((number) => [number, infoText.replaceAll(`"blockNumber":${head}`, `"blockNumber":${number}`)]),
);
const genesis = JSON.stringify(recorded.get(0));
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
    transactions: infos.get(head)?.length,
  });
});
