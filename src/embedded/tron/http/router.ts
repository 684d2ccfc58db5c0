import type { Chain } from "../chain/chain.js";
import type { JsonValue } from "../protobuf/message.js";
import { createChainView } from "./chainView.js";
import { answerEventService } from "./eventService.js";
import { asksForUnknown, type FaultState } from "./faults.js";
import { BAD_GATEWAY_PAGE, unknownPathPage } from "./htmlPages.js";
import { stringify } from "./json.js";
import { answerJsonRpc, JSON_RPC_TYPE } from "./jsonRpc.js";
import { NodeError } from "./nodeError.js";
import { readParams } from "./requestParams.js";
import { walletApi } from "./walletApi.js";

export type NodeRequest = { method: string; url: URL; type: string; body: string };
export type NodeResponse = { status: number; type: string; body: string };

/** Which paths a port serves. A provider serves all on one; a node of one's own has its solid chain on another. */
export type PortRole = "everything" | "full" | "solidity";

const JSON_TYPE = "application/json;charset=utf-8";
const HTML_TYPE = "text/html;charset=iso-8859-1";

function json(value: JsonValue, int64AsString = false): NodeResponse {
  return { status: 200, type: JSON_TYPE, body: stringify(value, int64AsString) };
}

function unknownPath({ method, url }: NodeRequest): NodeResponse {
  const { status, html } = unknownPathPage(method, url.pathname);
  return { status, type: HTML_TYPE, body: html };
}

function rateLimited(faults: FaultState, path: string): NodeResponse | null {
  const seconds = faults.suspendedFor();
  const status = faults.faults().rateLimit?.status;
  if (seconds === null || status === undefined) return null;
  const error = `The key exceeds the frequency limit(15), and the query server is suspended for ${seconds} s`;
  const body = path.startsWith("/v1/") ? { success: false, error, statusCode: status } : { Error: error };
  return { status, type: JSON_TYPE, body: JSON.stringify(body) };
}

/** "Unknown" to a JSON-RPC request or a batch: a result of null for each. */
function nullResults(body: string): JsonValue {
  const answer = ({ id = null }: { id?: JsonValue }) => ({ jsonrpc: "2.0", id, result: null });
  const request = JSON.parse(body) as { id?: JsonValue } | { id?: JsonValue }[];
  return Array.isArray(request) ? request.map(answer) : answer(request);
}

/** What a fault answers instead of the truth, or null. */
function faultyAnswer(state: FaultState, request: NodeRequest): NodeResponse | null {
  const faults = state.faults();
  const limited = rateLimited(state, request.url.pathname);
  if (limited !== null) return limited;
  if (faults.html === true) return { status: 502, type: "text/html", body: BAD_GATEWAY_PAGE };
  if (faults.errorBody !== undefined) return json({ Error: faults.errorBody });
  const asked = `${request.url.pathname}${request.url.search} ${request.body}`;
  if (!asksForUnknown(faults, asked)) return null;
  if (!request.url.pathname.startsWith("/jsonrpc")) return json({});
  return { status: 200, type: JSON_RPC_TYPE, body: stringify(nullResults(request.body)) };
}

/** Answers every path of the node but its controls. */
export function createRouter(options: { chain: Chain; faults: FaultState; role: PortRole; baseUrl: () => string }) {
  const { chain, faults, role } = options;

  function views() {
    const behind = faults.faults().lagHeadBy ?? 0;
    return {
      head: createChainView(chain, Math.max(0, chain.blocks.height() - behind)),
      solid: createChainView(chain, Math.max(0, chain.solidHeight() - behind)),
    };
  }

  async function answerWallet(request: NodeRequest, root: "wallet" | "walletsolidity", name: string) {
    const handler = Object.hasOwn(walletApi[root], name) ? walletApi[root][name] : undefined;
    if (handler === undefined) return unknownPath(request);
    const { head, solid } = views();
    try {
      const params = readParams(request.method, request.url.searchParams, request.type, request.body);
      const isWithheld =
        name === "gettransactioninfobyblocknum" && faults.faults().emptyInfosFor?.includes(params.integer("num"));
      if (isWithheld === true) return json([]);
      const value = await handler({ view: root === "wallet" ? head : solid, solidView: solid, params });
      // The real node heeds this parameter of a GET only.
      const int64AsString = request.method === "GET" && request.url.searchParams.get("int64_as_string") === "true";
      return json(value, int64AsString);
    } catch (error) {
      if (error instanceof NodeError) return json({ Error: error.message });
      if (error instanceof RangeError) {
        return json({ Error: `class com.google.protobuf.InvalidProtocolBufferException : ${error.message}` });
      }
      throw error;
    }
  }

  return async function answer(request: NodeRequest): Promise<NodeResponse> {
    const faulty = faultyAnswer(faults, request);
    if (faulty !== null) return faulty;
    const [, root = "", name = ""] = request.url.pathname.split("/");
    if (root === "wallet" && role !== "solidity") return answerWallet(request, root, name);
    if (root === "walletsolidity" && role !== "full") return answerWallet(request, root, name);
    const { head, solid } = views();
    if (root === "jsonrpc" && request.method === "POST") {
      const context = { view: role === "solidity" ? solid : head, solidView: solid };
      return { status: 200, type: JSON_RPC_TYPE, body: stringify(await answerJsonRpc(context, request.body)) };
    }
    if (root === "healthcheck") return json({ ok: true });
    if (root === "v1" && request.method === "GET" && role !== "solidity") {
      const context = { view: head, solidHeight: solid.height, baseUrl: options.baseUrl() };
      const answered = await answerEventService(context, request.url);
      if (answered !== null) {
        const body = answered.body === null ? "" : stringify(answered.body);
        return { status: answered.status, type: JSON_TYPE, body };
      }
    }
    return unknownPath(request);
  };
}
