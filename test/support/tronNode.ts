import { TronWeb } from "tronweb";
import { createTronNode, type TronNode, type TronNodeOptions } from "../../src/embedded/tron/node.js";
import { createLogger } from "../../src/lib/log.js";

/** A development node on a spare port that keeps its chain in memory and makes blocks only when told to. */
export function startTronNode(options: Partial<TronNodeOptions> = {}): Promise<TronNode> {
  const log = createLogger("fatal");
  return createTronNode({ directory: null, host: "127.0.0.1", port: 0, blockMs: 0, log, ...options });
}

/** An unmodified tronweb that talks to the node and signs with `privateKey`. */
export function tronWebFor(node: { rpcUrl: string; solidityUrl: string }, privateKey: string): TronWeb {
  return new TronWeb({
    fullNode: node.rpcUrl,
    solidityNode: node.solidityUrl,
    eventServer: node.rpcUrl,
    privateKey,
  });
}

export type JsonAnswer = { status: number; type: string; body: Record<string, unknown> };

/** Asks the node as any HTTP client would. */
export async function askNode(url: string, path: string, body?: unknown): Promise<JsonAnswer> {
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body), headers: JSON_HEADERS };
  const response = await fetch(url + path, init);
  const text = await response.text();
  const parsed = text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : {};
  return { status: response.status, type: response.headers.get("content-type") ?? "", body: parsed };
}

const JSON_HEADERS = { "content-type": "application/json" };
