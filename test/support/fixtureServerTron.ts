import { type FixtureHandler, readFixture } from "./fixtureServer.js";

type TronTransactionJson = { txID: string; ret?: { contractRet?: string }[]; [field: string]: unknown };
type TronBlockJson = {
  blockID: string;
  block_header: { raw_data: { number?: number; parentHash: string; timestamp?: number } };
  transactions?: TronTransactionJson[];
};
type TronInfoJson = { id: string; blockNumber: number; [field: string]: unknown };

export type RecordedTronChain = {
  blocks: Map<number, TronBlockJson>;
  infos: Map<number, TronInfoJson[]>;
  /** Known to the node, but in no block. */
  pool: Map<string, TronTransactionJson>;
  head: number;
  solid: number;
};

export type Exchange = { label: string; root: string; path: string; requestBody?: { num?: number }; body: unknown };

type Expected = { txid: string; from: string; to: string; amount: string; selector: string };

/** The whole private chain that was recorded from the real node, blocks 0 to 148, all solid. */
export function recordedWholeChain(): RecordedTronChain {
  const blocks = new Map<number, TronBlockJson>([[0, recordedGenesis()]]);
  const infos = new Map<number, TronInfoJson[]>();
  for (const { path, requestBody, body } of readFixture("tron/java-tron/09-whole-chain.json") as Exchange[]) {
    const number = requestBody?.num ?? 0;
    if (path.endsWith("getblockbynum")) blocks.set(number, body as TronBlockJson);
    else infos.set(number, body as TronInfoJson[]);
  }
  return { blocks, infos, pool: new Map(), head: 148, solid: 148 };
}

/** The genesis of the private chain. */
function recordedGenesis(): TronBlockJson {
  const exchanges = readFixture("tron/java-tron/01-blocks-and-unknowns.json") as Exchange[];
  const genesis = exchanges.find((exchange) => exchange.label === "genesis by number");
  if (genesis === undefined) throw new Error("no genesis in the fixture");
  return genesis.body as TronBlockJson;
}

/**
 * Mainnet's block 79072107 with DERIVED infos: nobody recorded them, so each recorded USDT call that moved something gets
 * one Transfer log at index 0 and the outcome SUCCESS, and every other transaction an info without logs.
 */
export function derivedMainnetBlock(): RecordedTronChain {
  const block = readFixture("tron/block-79072107-as-getblockbynum-DERIVED.json") as TronBlockJson;
  const calls = readFixture("tron/block-79072107-expected-usdt-calls.json") as Expected[];
  const moved = new Map(calls.filter((call) => call.selector !== "095ea7b3").map((call) => [call.txid, call]));
  const { number = 0, timestamp } = block.block_header.raw_data;
  const infos = (block.transactions ?? []).map(({ txID }) => {
    const call = moved.get(txID);
    const common = { id: txID, blockNumber: number, blockTimeStamp: timestamp, contractResult: [""] };
    if (call === undefined) return { ...common, receipt: { net_usage: 268 } };
    return { ...common, receipt: { result: "SUCCESS" }, log: [transferLog(call)] };
  });
  return {
    blocks: new Map([
      [0, MAINNET_GENESIS_DERIVED],
      [number, block],
    ]),
    infos: new Map([[number, infos]]),
    pool: new Map(),
    head: number,
    solid: number,
  };
}

/** Only the id of mainnet's genesis is real. */
const MAINNET_GENESIS_DERIVED: TronBlockJson = {
  blockID: "00000000000000001ebf88508a03865c71d452e25f4d51194196a1d22b6653dc",
  block_header: { raw_data: { parentHash: "0".repeat(64) } },
};

/** Answers for a recorded chain, on both roots, in java-tron's words for what is not there. */
export function serveTronChain(chain: RecordedTronChain): FixtureHandler {
  return ({ path, body }) => {
    const [, root = "", name = ""] = path.split("/");
    const ask = (body ?? {}) as Record<string, unknown>;
    const top = root === "walletsolidity" ? chain.solid : chain.head;
    return { json: answerTo(chain, name, ask, top) };
  };
}

function answerTo(chain: RecordedTronChain, name: string, ask: Record<string, unknown>, top: number): unknown {
  const block = (number: number) => (number <= top ? chain.blocks.get(number) : undefined);
  const infos = (number: number) => (number <= top ? (chain.infos.get(number) ?? []) : []);
  const packed = (id: unknown) => [...chain.infos.keys()].flatMap(infos).find((info) => info.id === id);
  switch (name) {
    case "getnowblock":
      return block(top) ?? {};
    case "getblock": {
      const { transactions: _, ...header } = block(Number(ask.id_or_num ?? top)) ?? {};
      return header;
    }
    case "getblockbynum":
      return block(Number(ask.num)) ?? {};
    case "getblockbylimitnext": {
      const [start, end] = [Number(ask.startNum), Number(ask.endNum)];
      if (end <= start || end - start > 100) return {};
      const numbers = Array.from({ length: end - start }, (_, offset) => start + offset);
      return { block: numbers.flatMap((number) => block(number) ?? []) };
    }
    case "gettransactioninfobyblocknum":
      return Number(ask.num) <= 0 ? {} : infos(Number(ask.num));
    case "gettransactioninfobyid":
      return packed(ask.value) ?? {};
    case "gettransactionbyid": {
      const inBlocks = [...chain.blocks.keys()].flatMap((number) => block(number)?.transactions ?? []);
      return inBlocks.find((each) => each.txID === ask.value) ?? chain.pool.get(String(ask.value)) ?? {};
    }
    default:
      throw new Error(`the recorded chain has no answer for ${name}`);
  }
}

/** A Transfer log of USDT, as an info has it. */
function transferLog(call: Expected): unknown {
  return {
    address: "a614f803b6fd780986a42c78ec9c7f77e6ded13c",
    topics: [
      "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef",
      hexOf(call.from).padStart(64, "0"),
      hexOf(call.to).padStart(64, "0"),
    ],
    data: BigInt(call.amount).toString(16).padStart(64, "0"),
  };
}

/** The 20 bytes of a base58check address, worked out without the code under test. */
function hexOf(address: string): string {
  const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  let value = 0n;
  for (const character of address) value = value * 58n + BigInt(alphabet.indexOf(character));
  return value.toString(16).padStart(50, "0").slice(2, 42);
}
