import { createHash } from "node:crypto";
import { contractAddress, recoverAddress, signHash } from "../../src/embedded/tron/address.js";
import { FAUCET, PAYER } from "../../src/embedded/tron/chain/identities.js";
import type { TronNode } from "../../src/embedded/tron/node.js";
import type { JsonMessage } from "../../src/embedded/tron/protobuf/message.js";
import {
  decodeTransaction,
  encodeRaw,
  encodeTransaction,
  rawToJson,
  transactionId,
} from "../../src/embedded/tron/protobuf/transaction.js";
import { createTronDictionary } from "./tronDictionary.js";
import { askNode } from "./tronNode.js";
import {
  type Exchange,
  isObject,
  type Json,
  type JsonObject,
  type RecordedBlock,
  type RecordedTransaction,
  readBlocks,
  readRecordedAccounts,
} from "./tronRecording.js";

export type Answer = { status: number; type: string; body: Json | undefined };

export type TronReplay = {
  /** Brings our chain to where the recorded one was, asks the same of our node, and returns both answers. */
  play(exchange: Exchange): Promise<{ recorded: Answer; ours: Answer }>;
};

/** What is broadcast: `visible` and all else as the recorded request had it. */
type Broadcast = RecordedTransaction & { visible?: boolean };

/**
 * How far the solid height trailed the head in each file, and for the fork: the first block that was lost, and the
 * height of the losing branch when it came (the real one was shorter; its successor was 324 blocks high).
 */
const SOLID_LAGS: Record<string, number> = { "01": 20, "07": 18, "10-fork-alone": 20 };
const FORK = { firstLost: 312, headBefore: 323, solidLagBefore: 30, solidLagsAfter: [18, 19] };

/** Blocks of which none was recorded came every three seconds, as all did but the second. */
const SLOT_MS = 3000;

function heightsIn(value: Json | undefined): number[] {
  if (Array.isArray(value)) return value.flatMap(heightsIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    if ((key === "number" || key === "blockNumber") && member !== null && !isObject(member)) return [Number(member)];
    return heightsIn(member);
  });
}

/** The height at which our chain has to be for the recorded answer to be possible: the greatest that it names. */
function heightNeeded({ body, requestBody }: Exchange): number {
  const asked = JSON.stringify(requestBody ?? null);
  if (asked.includes('"eth_blockNumber"')) return Math.max(...[body].flat().map((item) => rpcHeight(item)));
  return Math.max(0, ...heightsIn(body));
}

function rpcHeight(answer: Json | undefined): number {
  return isObject(answer) && /^0x[0-9a-f]{1,6}$/.test(String(answer.result)) ? Number(answer.result) : 0;
}

/** Plays the recorded scenario on `node`, whose chain must be new. */
export async function createTronReplay(node: TronNode, exchanges: Exchange[]): Promise<TronReplay> {
  const dictionary = createTronDictionary();
  const blocks = new Map<number, RecordedBlock>();
  const packedHeights = new Map<string, number>();
  const broadcast = new Set<string>();
  const translated = new Map<string, Broadcast>();
  let head = 1;
  let headTime = 0;
  let solidLag = 18;
  let file = "";

  const accounts = readRecordedAccounts();
  dictionary.register(String(accounts.treasury), FAUCET);
  dictionary.register(String(accounts.buyer), PAYER);
  for (const address of Object.values(accounts)) dictionary.identityOf(address);
  const beforeFork = exchanges.filter((exchange) => exchange.file !== "10-fork-rejoined");
  for (const block of readBlocks(beforeFork)) {
    blocks.set(block.number, block);
    for (const { txID } of block.transactions) packedHeights.set(txID, block.number);
  }

  async function blockAt(number: number): Promise<{ id: string; timestamp: number }> {
    const { body } = await askNode(node.rpcUrl, "/wallet/getblockbynum", { num: number });
    const { timestamp = 0 } = (body.block_header as { raw_data: { timestamp?: number } }).raw_data;
    return { id: String(body.blockID), timestamp };
  }

  async function learnBlock(number: number): Promise<void> {
    const { id, timestamp } = await blockAt(number);
    headTime = timestamp;
    const recorded = blocks.get(number);
    if (recorded === undefined) return;
    dictionary.learn(recorded.id, id);
    if (number > 0) dictionary.learn(recorded.parentId, (await blockAt(number - 1)).id);
  }

  async function setSolidLag(lag: number): Promise<void> {
    solidLag = lag;
    await node.control.setSolidLag(lag);
  }

  async function mineTo(height: number): Promise<void> {
    while (head < height) {
      const recorded = blocks.get(head + 1);
      for (const transaction of recorded?.transactions ?? []) await broadcastOnce(transaction);
      // The pace of the recorded chain, at which used bandwidth comes back.
      await node.control.advanceClock(SLOT_MS / 1000);
      await node.control.mine();
      head += 1;
      await learnBlock(head);
    }
  }

  async function broadcastOnce(transaction: RecordedTransaction): Promise<void> {
    if (broadcast.has(transaction.txID)) return;
    const body = await translateBroadcast(transaction);
    const { body: answer } = await askNode(node.rpcUrl, "/wallet/broadcasttransaction", body);
    if (answer.result !== true) throw new Error(`${transaction.txID} was refused: ${JSON.stringify(answer)}`);
  }

  function recordedHeadTime(): number {
    for (let distance = 0; distance <= head; distance += 1) {
      const before = blocks.get(head - distance);
      if (before !== undefined) return before.timestamp + distance * SLOT_MS;
    }
    throw new Error(`no recorded block at or below ${head}`);
  }

  /** The same reference on our chain where the recorded one was good; a wrong one stays wrong. */
  async function translateReference({ ref_block_bytes: bytes, ref_block_hash: hash }: JsonObject) {
    const number = Number.parseInt(String(bytes), 16);
    const recorded = blocks.get(number);
    const isWrong = recorded === undefined ? hash === "deadbeefdeadbeef" : recorded.id.slice(16, 32) !== hash;
    if (isWrong) return { ref_block_bytes: bytes ?? "", ref_block_hash: hash ?? "" };
    await mineTo(number);
    return { ref_block_bytes: bytes ?? "", ref_block_hash: (await blockAt(number)).id.slice(16, 32) };
  }

  /** Signs as the recorded transaction was signed: rightly, by another's key, by nobody, or with rubbish. */
  function sign(signature: string, recordedId: string, id: string): string {
    let signer: string;
    try {
      if (signature.length !== 130) return signature;
      signer = recoverAddress(Buffer.from(recordedId, "hex"), Buffer.from(signature, "hex"));
    } catch {
      return signature;
    }
    const identity = dictionary.known(signer);
    if (identity !== undefined) return signHash(Buffer.from(id, "hex"), identity.privateKey, 27).toString("hex");
    // It was changed after it was signed, so it recovers to an address that nobody has.
    return signHash(createHash("sha256").update(id).digest(), FAUCET.privateKey, 27).toString("hex");
  }

  async function buildBroadcast(recorded: Broadcast): Promise<Broadcast> {
    const recordedRaw = encodeRaw(recorded.raw_data as JsonMessage, false);
    const recordedId = transactionId(recordedRaw);
    const [, owner = ""] = /"owner_address":"(41[0-9a-f]{40})"/.exec(JSON.stringify(recorded.raw_data)) ?? [];
    const ourOwner = dictionary.identityOf(owner).address;
    const packedAt = packedHeights.get(recordedId);
    if (packedAt !== undefined) await mineTo(packedAt - 1);
    const reference = await translateReference(recorded.raw_data);
    const shift = headTime - recordedHeadTime();
    const rawData: JsonObject = {
      ...dictionary.translateJson(recorded.raw_data),
      ...reference,
      expiration: Number(recorded.raw_data.expiration) + shift,
      timestamp: Number(recorded.raw_data.timestamp) + shift,
    };
    const raw = encodeRaw(rawData as JsonMessage, false);
    const id = transactionId(raw);
    broadcast.add(recordedId);
    dictionary.learn(recordedId, id);
    dictionary.learn(contractAddress(recordedId, owner), contractAddress(id, ourOwner));
    return {
      ...recorded,
      // What did not belong to the recorded transaction stays as it was: the question is whether the node minds.
      txID: recorded.txID === recordedId ? id : recorded.txID,
      raw_data: rawData,
      raw_data_hex: recorded.raw_data_hex.length > 2 ? Buffer.from(raw).toString("hex") : recorded.raw_data_hex,
      signature: recorded.signature.map((signature) => sign(signature, recordedId, id)),
    };
  }

  /** What is sent twice is the same both times. */
  async function translateBroadcast(recorded: Broadcast): Promise<Broadcast> {
    const key = JSON.stringify([recorded.raw_data, recorded.signature, recorded.txID]);
    const known = translated.get(key) ?? (await buildBroadcast(recorded));
    translated.set(key, known);
    return known;
  }

  async function translateHex(hex: string): Promise<string> {
    const { id, raw, signatures } = decodeTransaction(Buffer.from(hex, "hex"));
    const ours = await translateBroadcast({
      txID: id,
      raw_data: JSON.parse(
        JSON.stringify(rawToJson(raw, false), (_, value) => (typeof value === "bigint" ? Number(value) : value)),
      ),
      raw_data_hex: Buffer.from(raw).toString("hex"),
      signature: signatures.map((signature) => Buffer.from(signature).toString("hex")),
    });
    return Buffer.from(
      encodeTransaction({
        id: ours.txID,
        raw: Buffer.from(ours.raw_data_hex, "hex"),
        signatures: ours.signature.map((signature) => Buffer.from(signature, "hex")),
      }),
    ).toString("hex");
  }

  async function requestBody({ method, path, requestBody: body }: Exchange): Promise<string | undefined> {
    if (method === "GET") return undefined;
    if (body === undefined || body === null) return "";
    if (!isObject(body)) return dictionary.translate(JSON.stringify(body));
    if (typeof body.notJson === "string") return body.notJson;
    if (path.endsWith("broadcasttransaction") && isObject(body.raw_data)) {
      return JSON.stringify(await translateBroadcast({ signature: [], ...body } as unknown as Broadcast));
    }
    if (path.endsWith("broadcasthex") && /^([0-9a-f]{2})+$/.test(String(body.transaction))) {
      return JSON.stringify({ transaction: await translateHex(String(body.transaction)) });
    }
    return dictionary.translate(JSON.stringify(body));
  }

  async function enterFile(exchange: Exchange): Promise<void> {
    file = exchange.file;
    const lag = Object.entries(SOLID_LAGS).find(([prefix]) => file.startsWith(prefix))?.[1];
    if (lag !== undefined) await setSolidLag(lag);
    if (file === "10-fork-alone") await mineTo(FORK.firstLost);
    if (file !== "10-fork-rejoined") return;
    await setSolidLag(FORK.solidLagBefore);
    await mineTo(FORK.headBefore);
    await node.control.fork({ depth: FORK.headBefore - FORK.firstLost + 1 });
    for (const lag of FORK.solidLagsAfter) await setSolidLag(lag);
    head = FORK.headBefore + 1;
    for (const number of [...blocks.keys()]) if (number >= FORK.firstLost) blocks.delete(number);
    for (const block of readBlocks(exchanges.filter((other) => other.file === file))) blocks.set(block.number, block);
    for (const number of blocks.keys()) if (number <= head) await learnBlock(number);
    await learnBlock(head);
  }

  async function ask(exchange: Exchange): Promise<Answer> {
    const body = await requestBody(exchange);
    const base = exchange.root.endsWith("solidity") ? node.solidityUrl : node.rpcUrl;
    const headers = exchange.requestType === undefined ? {} : { "content-type": exchange.requestType };
    const init = body === undefined ? {} : { method: exchange.method, body, headers };
    const response = await fetch(base + dictionary.translate(exchange.path), init);
    const text = await response.text();
    const type = response.headers.get("content-type") ?? "";
    const isJson = type.startsWith("application/json");
    return { status: response.status, type, body: isJson ? (JSON.parse(text) as Json) : undefined };
  }

  async function reach(height: number, root: Exchange["root"]): Promise<void> {
    if (!root.endsWith("solidity")) return mineTo(height);
    const { body } = await askNode(node.rpcUrl, "/dev/state");
    if (Number(body.solid) < height) await mineTo(height + solidLag);
  }

  await learnBlock(0);
  const { id: genesisId } = await blockAt(0);
  const recordedGenesis = blocks.get(0)?.id ?? "";
  // JSON-RPC's chain id is the end of the genesis block's.
  dictionary.learn(`0x${recordedGenesis.slice(-8)}`, `0x${genesisId.slice(-8)}`);
  await learnBlock(1);

  return {
    async play(exchange) {
      if (exchange.file !== file) await enterFile(exchange);
      await reach(heightNeeded(exchange), exchange.root);
      const ours = await ask(exchange);
      const { status, type, body } = exchange;
      return { recorded: { status, type, body: dictionary.translateJson(body) }, ours };
    },
  };
}
