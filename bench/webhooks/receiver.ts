import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A shop's receiver, a process of its own: answers 204 at once, except below `/hang`, where it never answers. Tells its
 * port to its parent, and for each message from it all that came since the last.
 */

/** A webhook as it came in; `at` is when it had come in whole, in milliseconds since 1970. */
export type Arrival = { path: string; headers: Record<string, string>; body: string; at: number };

const arrivals: Arrival[] = [];

const server = createServer(async (request, response) => {
  const path = request.url ?? "";
  if (path.startsWith("/hang")) return;
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk;
  response.writeHead(204).end();
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  arrivals.push({ path, headers, body, at: performance.timeOrigin + performance.now() });
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("message", () => process.send?.(arrivals.splice(0)));
