import { createServer } from "node:http";
import type { Registry } from "prom-client";
import type { Logger } from "../lib/log.js";

export type MetricsAddress = { host: string; port: number };

/**
 * Serves `/metrics` on a port of its own, which no buyer reaches. A port that is taken costs the metrics of this process,
 * never the store: a second process on one machine needs a METRICS_PORT of its own.
 * @returns the address, null where the port is taken, and what closes it.
 */
export async function serveMetrics(
  registry: Registry,
  { host, port }: MetricsAddress,
  log: Logger,
): Promise<{ url: string | null; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    if (request.method !== "GET" || request.url?.split("?")[0] !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    try {
      const text = await registry.metrics();
      response.writeHead(200, { "Content-Type": registry.contentType }).end(text);
    } catch (error) {
      log.warn({ err: error }, "metrics could not be collected");
      response.writeHead(503).end();
    }
  });
  const listening = await new Promise<boolean>((resolve) => {
    server.once("error", (error) => {
      log.warn({ host, port, err: error }, "no metrics from this process: set METRICS_PORT to a free port");
      resolve(false);
    });
    server.listen(port, host, () => resolve(true));
  });
  const address = server.address();
  const url = address !== null && typeof address === "object" ? `http://${host}:${address.port}/metrics` : null;
  return {
    url,
    close: async () => {
      if (!listening) return;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
