import { FAUCET, PAYER } from "../../src/embedded/tron/chain/identities.js";
import type { TronNode } from "../../src/embedded/tron/node.js";
import { createTronDictionary, type TronDictionary } from "./tronDictionary.js";
import { askNode } from "./tronNode.js";
import { type Exchange, isObject, type Json, type RecordedTransaction, readRecordedAccounts } from "./tronRecording.js";
import { createTronReplayChain, type TronReplayChain } from "./tronReplayChain.js";
import {
  type Broadcast,
  createTronTransactionTranslator,
  type TronTransactionTranslator,
} from "./tronTransactionTranslator.js";

export type Answer = { status: number; type: string; body: Json | undefined };

export type TronReplay = {
  /** Brings our chain to where the recorded one was, asks the same of our node, and returns both answers. */
  play(exchange: Exchange): Promise<{ recorded: Answer; ours: Answer }>;
};

/** How far the solid height trailed the head from a file on. */
const SOLID_LAGS: Record<string, number> = { "01": 20, "07": 18, "10-fork-alone": 20 };

function heightsIn(value: Json | undefined): number[] {
  if (Array.isArray(value)) return value.flatMap(heightsIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    if ((key === "number" || key === "blockNumber") && member !== null && !isObject(member)) return [Number(member)];
    return heightsIn(member);
  });
}

function rpcHeight(answer: Json | undefined): number {
  return isObject(answer) && /^0x[0-9a-f]{1,6}$/.test(String(answer.result)) ? Number(answer.result) : 0;
}

/** The height at which our chain has to be for the recorded answer to be possible: the greatest that it names. */
function heightNeeded({ body, requestBody }: Exchange): number {
  const asked = JSON.stringify(requestBody ?? null);
  if (asked.includes('"eth_blockNumber"')) return Math.max(...[body].flat().map((item) => rpcHeight(item)));
  return Math.max(0, ...heightsIn(body));
}

function registerAccounts(dictionary: TronDictionary): void {
  const accounts = readRecordedAccounts();
  dictionary.register(String(accounts.treasury), FAUCET);
  dictionary.register(String(accounts.buyer), PAYER);
  for (const address of Object.values(accounts)) dictionary.identityOf(address);
}

async function translateBody(
  { method, path, requestBody: body }: Exchange,
  dictionary: TronDictionary,
  translator: TronTransactionTranslator,
): Promise<string | undefined> {
  if (method === "GET") return undefined;
  if (body === undefined || body === null) return "";
  if (!isObject(body)) return dictionary.translate(JSON.stringify(body));
  if (typeof body.notJson === "string") return body.notJson;
  if (path.endsWith("broadcasttransaction") && isObject(body.raw_data)) {
    return JSON.stringify(await translator.translate({ signature: [], ...body } as unknown as Broadcast));
  }
  if (path.endsWith("broadcasthex") && /^([0-9a-f]{2})+$/.test(String(body.transaction))) {
    return JSON.stringify({ transaction: await translator.translateHex(String(body.transaction)) });
  }
  return dictionary.translate(JSON.stringify(body));
}

async function enterFile(file: string, chain: TronReplayChain): Promise<void> {
  const lag = Object.entries(SOLID_LAGS).find(([prefix]) => file.startsWith(prefix))?.[1];
  if (lag !== undefined) await chain.setSolidLag(lag);
  if (file === "10-fork-rejoined") await chain.fork();
}

/** Plays the recorded scenario on `node`, whose chain must be new. */
export async function createTronReplay(node: TronNode, exchanges: Exchange[]): Promise<TronReplay> {
  const dictionary = createTronDictionary();
  registerAccounts(dictionary);
  const chain = await createTronReplayChain({ node, exchanges, dictionary, send });
  const translator = createTronTransactionTranslator(dictionary, chain);
  let file = "";

  async function send(transaction: RecordedTransaction): Promise<void> {
    if (translator.knows(transaction.txID)) return;
    const body = await translator.translate(transaction);
    const { body: answer } = await askNode(node.rpcUrl, "/wallet/broadcasttransaction", body);
    if (answer.result !== true) throw new Error(`${transaction.txID} was refused: ${JSON.stringify(answer)}`);
  }

  async function ask(exchange: Exchange): Promise<Answer> {
    const body = await translateBody(exchange, dictionary, translator);
    const base = exchange.root.endsWith("solidity") ? node.solidityUrl : node.rpcUrl;
    const headers = exchange.requestType === undefined ? {} : { "content-type": exchange.requestType };
    const init = body === undefined ? {} : { method: exchange.method, body, headers };
    const response = await fetch(base + dictionary.translate(exchange.path), init);
    const text = await response.text();
    const type = response.headers.get("content-type") ?? "";
    const isJson = type.startsWith("application/json");
    return { status: response.status, type, body: isJson ? (JSON.parse(text) as Json) : undefined };
  }

  return {
    async play(exchange) {
      if (exchange.file !== file) await enterFile(exchange.file, chain);
      file = exchange.file;
      const height = heightNeeded(exchange);
      await (exchange.root.endsWith("solidity") ? chain.mineToSolid(height) : chain.mineTo(height));
      const ours = await ask(exchange);
      const { status, type, body } = exchange;
      return { recorded: { status, type, body: dictionary.translateJson(body) }, ours };
    },
  };
}
