import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createRandom } from "./createRandom.js";

/** What the proxy does wrong, once per call or for as long as the fault is set. */
export type Fault =
  /** Answers after so long; above the client's patience it is a hung socket. */
  | { kind: "latency"; ms: number }
  /** Breaks the connection. */
  | { kind: "reset" }
  /** Ends the answer in its middle. */
  | { kind: "truncate" }
  /** A page of somebody's load balancer, with status 200. */
  | { kind: "html" }
  | { kind: "status"; status: number }
  /** Status 200, and an error in the body. */
  | { kind: "error"; message: string }
  /** 429, and a suspension in words for so many seconds from the first call that meets it. */
  | { kind: "suspension"; seconds: number }
  /** Logs and infos answered as `[]`, as by a node that lacks the block. */
  | { kind: "withhold" }
  /** Refuses a range of blocks as too large. */
  | { kind: "too_large" }
  /** Changes the text of each answer: drops, invents or alters what it holds. */
  | { kind: "rewrite"; change(text: string, operation: string, asked: Asked): string | Promise<string> };

/** What a call asked for. */
export type Asked = { path: string; body: string };

export type FaultProxy = {
  url: string;
  /** Where calls go; another node from now on where it is changed. */
  target: string;
  /** Faults that meet every call, the first of them winning. */
  faults: Fault[];
  /** Instead of `faults`: each call meets one of these with this chance, by the seed. */
  storm: { chance: number; faults: Fault[] } | null;
  /** Names of all calls so far: the JSON-RPC method, or the last part of the path. */
  calls: string[];
  /** How many of them a fault has met so far, and changed the answer of or held it up. */
  met: number;
  /** Ends a suspension. */
  pardon(): void;
  /** Starts the storm's chances anew. */
  reseed(seed: number): void;
  close(): Promise<void>;
};

/** Calls that answer with logs, whose `[]` could be taken for "no payments". */
const LOGS = new Set(["eth_getLogs", "gettransactioninfobyblocknum"]);
const PAGE = "<html><body><h1>502 Bad Gateway</h1></body></html>";

/** Stands between Coffer and a node of either network, and lies as it is told to; chance follows the seed. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  let random = createRandom(1);
  let suspendedUntil = 0;
  const chooseFault = (): Fault | undefined => {
    const { storm, faults } = proxy;
    if (storm === null) return faults[0];
    return random() < storm.chance ? storm.faults[Math.floor(random() * storm.faults.length)] : undefined;
  };
  const handle = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(message);
    const operation = operationOf(message.url ?? "/", body);
    proxy.calls.push(operation);
    const fault = chooseFault();
    if (fault?.kind === "suspension" && suspendedUntil <= Date.now())
      suspendedUntil = Date.now() + fault.seconds * 1000;
    if (suspendedUntil > Date.now()) {
      const seconds = Math.ceil((suspendedUntil - Date.now()) / 1000);
      proxy.met += 1;
      const words = `The key exceeds the frequency limit, and the query server is suspended for ${seconds}s`;
      answer(response, 429, JSON.stringify({ Error: words }));
      return;
    }
    if (fault !== undefined && refuse(fault, operation, body, response)) {
      proxy.met += 1;
      return;
    }
    const forwarded = await fetch(proxy.target + (message.url ?? "/"), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    const told = await forwarded.text();
    let text = told;
    if (fault?.kind === "latency") await new Promise((resolve) => setTimeout(resolve, fault.ms));
    if (fault?.kind === "truncate") text = text.slice(0, text.length / 2);
    if (fault?.kind === "rewrite") text = await fault.change(text, operation, { path: message.url ?? "/", body });
    if (fault?.kind === "latency" || text !== told) proxy.met += 1;
    answer(response, forwarded.status, text);
  };
  const http = createServer((message, response) => {
    // A node that is down is a broken connection, as without a proxy.
    handle(message, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    target,
    faults: [],
    storm: null,
    calls: [],
    met: 0,
    pardon: () => {
      suspendedUntil = 0;
    },
    reseed: (seed) => {
      random = createRandom(seed);
    },
    close: () => {
      http.closeAllConnections();
      return new Promise((resolve) => http.close(() => resolve()));
    },
  };
  return proxy;
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function operationOf(path: string, body: string): string {
  const method = /"method":"(\w+)"/.exec(body)?.[1];
  return method ?? path.split("/").at(-1) ?? path;
}

function answer(response: ServerResponse, status: number, text: string, type = "application/json"): void {
  response.writeHead(status, { "content-type": type });
  response.end(text);
}

/** Answers in the node's place; false when the fault lets the call through. */
function refuse(fault: Fault, operation: string, body: string, response: ServerResponse): boolean {
  const id = /"id":(\d+)/.exec(body)?.[1] ?? "1";
  const isRpc = body.includes('"jsonrpc"');
  const error = (message: string) =>
    isRpc
      ? `{"jsonrpc":"2.0","id":${id},"error":{"code":-32000,"message":${JSON.stringify(message)}}}`
      : JSON.stringify({ Error: message });
  switch (fault.kind) {
    case "reset":
      response.destroy();
      return true;
    case "html":
      answer(response, 200, PAGE, "text/html");
      return true;
    case "status":
      answer(response, fault.status, "{}");
      return true;
    case "error":
      answer(response, 200, error(fault.message));
      return true;
    case "withhold":
      if (!LOGS.has(operation)) return false;
      answer(response, 200, isRpc ? `{"jsonrpc":"2.0","id":${id},"result":[]}` : "[]");
      return true;
    case "too_large":
      return refuseRange(operation, body, response, error("query returned more than 10000 results"));
    default:
      return false;
  }
}

/** More than two blocks at once are too many. */
function refuseRange(operation: string, body: string, response: ServerResponse, refusal: string): boolean {
  const bounds = /"fromBlock":"(0x\w+)","toBlock":"(0x\w+)"/.exec(body);
  const range = /"startNum":(\d+),"endNum":(\d+)/.exec(body);
  const ethereum = bounds === null ? 0 : Number(bounds[2]) - Number(bounds[1]) + 1;
  const tron = range === null ? 0 : Number(range[2]) - Number(range[1]);
  if (Math.max(ethereum, tron) <= 2) return false;
  if (operation === "eth_getLogs") answer(response, 200, refusal);
  else answer(response, 413, "{}");
  return true;
}
