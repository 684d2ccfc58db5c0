import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "../lib/log.js";

export type PortChoice = {
  /** What the port is for, in the log. */
  name: string;
  host: string;
  /** The port to use while nothing else is remembered. */
  preferred: number;
  /** Remembers the choice, so that addresses given out stay true over restarts. */
  file: string;
  log: Logger;
};

const RELEASE_MS = 500;

/** A port that is free now: the remembered one, else the preferred one, else any, which the log then says. */
export async function choosePort(choice: PortChoice): Promise<number> {
  const remembered = readPort(choice.file);
  const wanted = remembered ?? choice.preferred;
  const port =
    (await tryPort(choice.host, wanted)) ??
    (remembered === undefined ? undefined : await waitForPort(choice.host, remembered)) ??
    (await tryPort(choice.host, 0)) ??
    wanted;
  if (port !== wanted) {
    choice.log.warn({ part: choice.name, taken: wanted, port }, `port ${wanted} is taken, ${choice.name} uses ${port}`);
  }
  mkdirSync(dirname(choice.file), { recursive: true });
  writeFileSync(choice.file, `${port}\n`, { mode: 0o600 });
  return port;
}

/** A process that was just killed lets go of its port a moment after it is gone from the list of processes. */
async function waitForPort(host: string, port: number): Promise<number | undefined> {
  const deadline = performance.now() + RELEASE_MS;
  while (performance.now() < deadline) {
    await delay(25);
    if ((await tryPort(host, port)) !== undefined) return port;
  }
  return undefined;
}

function readPort(file: string): number | undefined {
  try {
    const port = Number(readFileSync(file, "utf8"));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
  } catch {
    return undefined;
  }
}

async function tryPort(host: string, port: number): Promise<number | undefined> {
  const server = createServer();
  try {
    server.listen({ port, host, exclusive: true });
    await once(server, "listening");
    const address = server.address();
    return typeof address === "object" && address !== null ? address.port : undefined;
  } catch {
    return undefined;
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}
