import type { Hex } from "viem";
import { decodeAbiParameters } from "viem/utils";
import { fromBase58, toBase58 } from "../address.js";
import { runConstantCall } from "../evm/constantCall.js";
import type { JsonMessage, JsonValue } from "../protobuf/message.js";
import type { ChainView } from "./chainView.js";
import { type ChainEvent, eventsOfBlock, renderEvent } from "./contractEvents.js";

/** The head's view and the solid height, as the event service marks what is unconfirmed. */
export type EventContext = { view: ChainView; solidHeight: number; baseUrl: string };

export type EventAnswer = { status: number; body: JsonValue | null };

const TRANSFER_TOPIC = "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
const DEFAULT_LIMIT = 20;
const MAXIMUM_LIMIT = 200;

function failure(status: number, error: string): EventAnswer {
  return { status, body: { success: false, error, statusCode: status } };
}

/** Where the next page goes on: the last record's block, and its place among all the block's logs. */
function fingerprintOf(event: ChainEvent): string {
  return Buffer.from(`${event.blockNumber}:${event.transactionId}:${event.index}`).toString("base64url");
}

function newestFirst(view: ChainView): ChainEvent[] {
  const heights = view.chain.blocks.packedHeights().filter((number) => number <= view.height);
  return heights.reverse().flatMap((number) => eventsOfBlock(view, number).reverse());
}

/** The filters that all lists share. */
function select({ view, solidHeight }: EventContext, query: URLSearchParams, timeName: string): ChainEvent[] {
  const minimum = Number(query.get(`min_${timeName}`) ?? 0);
  const maximum = Number(query.get(`max_${timeName}`) ?? Number.POSITIVE_INFINITY);
  const events = newestFirst(view).filter((event) => {
    const confirmed = event.blockNumber <= solidHeight;
    if (query.get("only_confirmed") === "true" && !confirmed) return false;
    if (query.get("only_unconfirmed") === "true" && confirmed) return false;
    return event.timestamp >= minimum && event.timestamp <= maximum;
  });
  return (query.get("order_by") ?? "").endsWith(",asc") ? events.reverse() : events;
}

type Page = { events: ChainEvent[]; fingerprint: string | null };

function pageOf(events: ChainEvent[], query: URLSearchParams): Page {
  const limit = Math.max(1, Number(query.get("limit") ?? DEFAULT_LIMIT));
  const after = query.get("fingerprint");
  const start = after === null ? 0 : events.findIndex((event) => fingerprintOf(event) === after) + 1;
  const page = events.slice(start, start + limit);
  const last = page.at(-1);
  return {
    events: page,
    fingerprint: last !== undefined && start + limit < events.length ? fingerprintOf(last) : null,
  };
}

function envelope(context: EventContext, url: URL, data: JsonMessage[], fingerprint: string | null): EventAnswer {
  const next = new URL(url.pathname + url.search, context.baseUrl);
  if (fingerprint !== null) next.searchParams.set("fingerprint", fingerprint);
  const meta: JsonMessage = {
    at: Date.now(),
    page_size: data.length,
    ...(fingerprint === null ? {} : { fingerprint, links: { next: next.toString() } }),
  };
  return { status: 200, body: { data, success: true, meta } };
}

function listEvents(context: EventContext, url: URL, keep: (event: ChainEvent) => boolean): EventAnswer {
  const query = url.searchParams;
  const named = query.get("event_name");
  const shown = new Map<ChainEvent, JsonMessage>();
  const events = select(context, query, "block_timestamp").filter((event) => {
    if (!keep(event)) return false;
    const rendered = renderEvent(context.view, context.solidHeight, event);
    if (rendered === null || (named !== null && rendered.event_name !== named)) return false;
    shown.set(event, rendered);
    return true;
  });
  const { events: page, fingerprint } = pageOf(events, query);
  return envelope(
    context,
    url,
    page.map((event) => shown.get(event) ?? {}),
    fingerprint,
  );
}

async function readText({ view }: EventContext, contract: string, selector: string): Promise<Hex | null> {
  const outcome = await runConstantCall(view.chain, view.height, {
    owner: `41${"0".repeat(40)}`,
    contract,
    data: Buffer.from(selector, "hex"),
    value: 0n,
  });
  return outcome.result === "SUCCESS" ? `0x${Buffer.from(outcome.returnValue).toString("hex")}` : null;
}

/** Name, symbol and decimals of a token, or null for a contract that has none. */
async function tokenInfo(context: EventContext, contract: string): Promise<JsonMessage | null> {
  const [name, symbol, decimals] = await Promise.all(
    ["06fdde03", "95d89b41", "313ce567"].map((selector) => readText(context, contract, selector)),
  );
  if (!name || !symbol || !decimals) return null;
  return {
    symbol: decodeAbiParameters([{ type: "string" }], symbol)[0],
    address: toBase58(contract),
    decimals: Number(BigInt(decimals)),
    name: decodeAbiParameters([{ type: "string" }], name)[0],
  };
}

async function listTransfers(context: EventContext, url: URL, owner: string): Promise<EventAnswer> {
  const query = url.searchParams;
  const contract = query.get("contract_address");
  const own = owner.slice(2);
  const transfers = select(context, query, "timestamp").filter(({ log: { address, topics } }) => {
    if (topics[0] !== TRANSFER_TOPIC || topics.length !== 3) return false;
    if (contract !== null && fromBase58(contract) !== `41${address}`) return false;
    const isFrom = topics[1]?.endsWith(own) === true;
    const isTo = topics[2]?.endsWith(own) === true;
    if (query.get("only_to") === "true") return isTo;
    return query.get("only_from") === "true" ? isFrom : isFrom || isTo;
  });
  const { events, fingerprint } = pageOf(transfers, query);
  const tokens = new Map<string, JsonMessage | null>();
  for (const { log } of events)
    tokens.set(log.address, tokens.get(log.address) ?? (await tokenInfo(context, `41${log.address}`)));
  const data = events.flatMap(({ log, timestamp, transactionId }) => {
    const token = tokens.get(log.address);
    if (!token) return [];
    return [
      {
        transaction_id: transactionId,
        token_info: token,
        block_timestamp: BigInt(timestamp),
        from: toBase58(`41${log.topics[1]?.slice(-40) ?? ""}`),
        to: toBase58(`41${log.topics[2]?.slice(-40) ?? ""}`),
        type: "Transfer",
        value: BigInt(`0x${log.data || "0"}`).toString(),
      },
    ];
  });
  return envelope(context, url, data, fingerprint);
}

/** Answers `/v1/…`, the part of TronGrid that tronweb's event API and account histories ask. Null for other paths. */
export async function answerEventService(context: EventContext, url: URL): Promise<EventAnswer | null> {
  // The real service answers so, with nothing in it.
  if (Number(url.searchParams.get("limit") ?? 0) > MAXIMUM_LIMIT) return { status: 400, body: null };
  const [, contract] = /^\/v1\/contracts\/(\w+)\/events$/.exec(url.pathname) ?? [];
  if (contract !== undefined) {
    const address = fromBase58(contract);
    if (address === null) return failure(400, "A valid base58check contract address is required.");
    const number = url.searchParams.get("block_number");
    return listEvents(context, url, ({ log, blockNumber }) => {
      return `41${log.address}` === address && (number === null || blockNumber === Number(number));
    });
  }
  const [, transaction] = /^\/v1\/transactions\/([0-9a-f]{64})\/events$/i.exec(url.pathname) ?? [];
  if (transaction !== undefined) {
    return listEvents(context, url, ({ transactionId }) => transactionId === transaction.toLowerCase());
  }
  const [, block] = /^\/v1\/blocks\/(\d+|latest)\/events$/.exec(url.pathname) ?? [];
  if (block !== undefined) {
    const number = block === "latest" ? context.view.height : Number(block);
    return listEvents(context, url, ({ blockNumber }) => blockNumber === number);
  }
  const [, account] = /^\/v1\/accounts\/(\w+)\/transactions\/trc20$/.exec(url.pathname) ?? [];
  if (account === undefined) return null;
  const owner = fromBase58(account);
  return owner === null ? failure(400, "A valid account address is required.") : listTransfers(context, url, owner);
}
