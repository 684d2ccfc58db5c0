import { readFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the server got it. `path` has no query. */
type FixtureRequest = { path: string; headers: IncomingHttpHeaders; body: unknown };

/**
 * What the server does: answer JSON, answer this text, break the connection (before any byte, or in the middle of `text`),
 * or never answer.
 */
export type FixtureAnswer =
  | { json: unknown; status?: number }
  | { text: string; status?: number; type?: string; headers?: Record<string, string> }
  | { reset: true; after?: string }
  | { hang: true; after?: string };

export type FixtureHandler = (request: FixtureRequest) => FixtureAnswer;

export type FixtureServer = {
  url: string;
  /** Everything that was asked so far. */
  requests: FixtureRequest[];
  /** Answers in the handler's place while set; null lets the handler answer after all. */
  intercept: ((request: FixtureRequest) => FixtureAnswer | null) | null;
  close(): Promise<void>;
};

/** Serves recorded chain data over HTTP on a port of its own, so that the production clients read it as they read a node. */
export async function startFixtureServer(handler: FixtureHandler): Promise<FixtureServer> {
  const http = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on("data", (chunk: Buffer) => chunks.push(chunk));
    message.on("end", () => {
      const text = Buffer.concat(chunks).toString("utf8");
      const { pathname } = new URL(message.url ?? "/", "http://host");
      const request = { path: pathname, headers: message.headers, body: text === "" ? null : JSON.parse(text) };
      server.requests.push(request);
      write(response, server.intercept?.(request) ?? handler(request));
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const server: FixtureServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    requests: [],
    intercept: null,
    close: () => {
      http.closeAllConnections();
      return new Promise((resolve) => http.close(() => resolve()));
    },
  };
  return server;
}

/** A fixture file, parsed. `name` is its path below test/fixtures. */
export function readFixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8"));
}

function write(response: ServerResponse, answer: FixtureAnswer): void {
  if ("reset" in answer || "hang" in answer) {
    if (answer.after !== undefined) {
      response.writeHead(200, { "content-type": "application/json" });
      response.write(answer.after);
    }
    // A moment, so that the part that was written is on its way before the connection breaks.
    if ("reset" in answer) setTimeout(() => response.destroy(), 20);
    return;
  }
  const json = "json" in answer;
  const headers = json ? {} : answer.headers;
  const type = json ? "application/json;charset=utf-8" : (answer.type ?? "application/json;charset=utf-8");
  response.writeHead(answer.status ?? 200, { "content-type": type, ...headers });
  response.end(json ? JSON.stringify(answer.json) : answer.text);
}
