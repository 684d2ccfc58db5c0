import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { messageOf } from "../../../lib/errors.js";
import type { Logger } from "../../../lib/log.js";
import type { FaultState } from "./faults.js";
import type { NodeRequest, NodeResponse } from "./router.js";

/** More than any deployment takes. */
const MAXIMUM_BODY_BYTES = 4 * 1024 * 1024;

export type HttpServer = { url: string; close(): Promise<void> };

/** Answers one request; `isLoopback` says whether it came from this machine and from no web page. */
export type Answer = (request: NodeRequest, isLoopback: boolean) => Promise<NodeResponse>;

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size > MAXIMUM_BODY_BYTES) throw new RangeError("request body too large");
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function isLoopback({ socket, headers }: IncomingMessage): boolean {
  const address = socket.remoteAddress ?? "";
  return headers.origin === undefined && (address === "::1" || address.replace("::ffff:", "").startsWith("127."));
}

async function respond(message: IncomingMessage, response: ServerResponse, answer: Answer, faults: FaultState) {
  const request = {
    method: message.method ?? "GET",
    url: new URL(message.url ?? "/", "http://node"),
    type: message.headers["content-type"] ?? "",
    body: await readBody(message),
  };
  const { status, type, body } = await answer(request, isLoopback(message));
  const isControl = request.url.pathname.startsWith("/dev/");
  const { latencyMs, truncate } = isControl ? {} : faults.faults();
  if (latencyMs !== undefined) await wait(latencyMs, undefined, { ref: false });
  response.writeHead(status, { "content-type": type });
  response.end(truncate === true ? body.slice(0, Math.floor(body.length / 2)) : body);
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** Serves `answer` on a port (0: a spare one). What it throws is logged and answered as the node's own failure. */
export async function startHttpServer(options: {
  host: string;
  port: number;
  answer: Answer;
  faults: FaultState;
  log: Logger;
}): Promise<HttpServer> {
  const server = createServer((message, response) => {
    respond(message, response, options.answer, options.faults).catch((error: unknown) => {
      options.log.error({ err: error, path: message.url }, "the TRON development node failed to answer");
      if (!response.headersSent) response.writeHead(200, { "content-type": "application/json;charset=utf-8" });
      response.end(JSON.stringify({ Error: `class java.lang.RuntimeException : ${messageOf(error)}` }));
    });
  });
  await listen(server, options.host, options.port);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
