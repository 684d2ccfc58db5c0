import type { JsonMessage, JsonValue } from "../protobuf/message.js";
import { rpcMethods } from "./jsonRpcMethods.js";
import type { RpcContext } from "./rpcContext.js";
import { RpcError } from "./rpcError.js";

export const JSON_RPC_TYPE = "application/json-rpc";

async function answerOne(context: RpcContext, request: JsonValue): Promise<JsonMessage> {
  const { id = null, method, params } = (typeof request === "object" && request !== null ? request : {}) as JsonMessage;
  const head = { jsonrpc: "2.0", id };
  const handler = typeof method === "string" ? rpcMethods[method] : undefined;
  if (handler === undefined) return { ...head, error: { code: -32601, message: "method not found" } };
  try {
    return { ...head, result: await handler(context, Array.isArray(params) ? params : []) };
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    return { ...head, error: { code: error.code, message: error.message, data: error.data } };
  }
}

/** Answers a JSON-RPC request or a batch of them. */
export async function answerJsonRpc(context: RpcContext, body: string): Promise<JsonValue> {
  let request: JsonValue;
  try {
    request = JSON.parse(body) as JsonValue;
  } catch {
    // The real node quotes this id.
    return { jsonrpc: "2.0", id: "null", error: { code: -32700, message: "JSON parse error" } };
  }
  if (!Array.isArray(request)) return answerOne(context, request);
  return Promise.all(request.map((item) => answerOne(context, item)));
}
