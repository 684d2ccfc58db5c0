import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { z } from "zod";
import { UnavailableError } from "../lib/errors.js";
import type { Logger } from "../lib/log.js";
import { type ChildRecord, endChild, findChild, recordDetails, runsCommand, startChild } from "./childProcess.js";
import { choosePort } from "./freePort.js";
import { isAlive } from "./processIdentity.js";

export type TronChainParameters = {
  /** Where the chain and its log lie; created where missing. */
  directory: string;
  host: string;
  /** Preferred port while none is remembered; default 8090. */
  port?: number;
  /** Milliseconds from block to block. */
  blockMs: number;
  log: Logger;
};

const readySchema = z.object({
  event: z.literal("ready"),
  rpcUrl: z.url(),
  usdt: z.string(),
  faucetPrivateKey: z.string(),
});

export type TronChain = Omit<z.infer<typeof readySchema>, "event"> & {
  pidFile: string;
  close(): Promise<void>;
};

const require = createRequire(import.meta.url);
/** The solid height trails the head by this many blocks: two thirds of 27 witnesses, as on the real network. */
const SOLID_LAG = 18;
const DEFAULT_PORT = 8090;
const READY_MS = 30_000;
const CLOSE_GRACE_MS = 5_000;
const START_TRIES = 5;

/**
 * Starts the TRON development node as a process of its own, or goes on with the one that an earlier process left.
 * @throws UnavailableError with the end of its log when it does not come up.
 */
export async function startTronChain(parameters: TronChainParameters): Promise<TronChain> {
  const { host, blockMs, log } = parameters;
  const directory = resolve(parameters.directory);
  mkdirSync(directory, { recursive: true });
  const files = { pid: join(directory, "node.json"), port: join(directory, "port"), log: join(directory, "node.log") };

  const ready = (await adopt()) ?? (await start());
  const { rpcUrl, usdt, faucetPrivateKey } = ready;
  return { rpcUrl, usdt, faucetPrivateKey, pidFile: files.pid, close: () => endChild(files.pid, CLOSE_GRACE_MS) };

  function argumentsFor(port: number): string[] {
    return [
      // Named in full: a bare name would be looked for from the directory that the store is started in.
      ...[
        "--import",
        pathToFileURL(require.resolve("tsx")).href,
        fileURLToPath(new URL("tron/main.ts", import.meta.url)),
      ],
      ...["--directory", join(directory, "chain"), "--host", host, "--port", String(port)],
      ...["--block-ms", String(blockMs), "--solid-lag", String(SOLID_LAG), "--log-level", "warn"],
    ];
  }

  async function adopt(): Promise<z.infer<typeof readySchema> | undefined> {
    const running = findChild(files.pid);
    if (running === undefined) return undefined;
    const known = readySchema.safeParse(running.details.ready);
    const command = { executable: process.execPath, arguments: argumentsFor(Number(running.details.port)) };
    if (known.success && runsCommand(running, command) && (await answers(known.data.rpcUrl))) {
      log.info({ pid: running.pid, rpcUrl: known.data.rpcUrl }, "goes on with the TRON chain that was left running");
      return known.data;
    }
    await endChild(files.pid, CLOSE_GRACE_MS);
    return undefined;
  }

  async function start(): Promise<z.infer<typeof readySchema>> {
    let said = "";
    for (let tries = 1; tries <= START_TRIES; tries += 1) {
      const preferred = parameters.port ?? DEFAULT_PORT;
      const port = await choosePort({ name: "the TRON chain", host, preferred, file: files.port, log });
      const logStart = existsSync(files.log) ? statSync(files.log).size : 0;
      const started = await startChild(files.pid, files.log, {
        executable: process.execPath,
        arguments: argumentsFor(port),
        endSignal: "SIGTERM",
        details: { port },
      });
      const ready = await readWhenReady(started, files.log, logStart);
      if (ready !== undefined) {
        recordDetails(files.pid, started, { ready });
        return ready;
      }
      await endChild(files.pid, CLOSE_GRACE_MS);
      said = readFileSync(files.log).subarray(logStart).toString("utf8");
      if (!said.includes("EADDRINUSE")) break;
    }
    throw new UnavailableError(`the TRON development chain did not start: ${said.slice(-2000)}`);
  }
}

/** The line that the node prints when it serves; undefined when it ended before. */
async function readWhenReady(
  record: ChildRecord,
  logFile: string,
  logStart: number,
): Promise<z.infer<typeof readySchema> | undefined> {
  const deadline = performance.now() + READY_MS;
  while (isAlive(record) && performance.now() < deadline) {
    const lines = readFileSync(logFile).subarray(logStart).toString("utf8").split("\n");
    // The last piece is not a whole line yet.
    const line = lines.slice(0, -1).find((text) => text.startsWith('{"event":"ready"'));
    if (line !== undefined) return readySchema.parse(JSON.parse(line));
    await delay(20);
  }
  return undefined;
}

async function answers(rpcUrl: string): Promise<boolean> {
  try {
    const response = await fetch(`${rpcUrl}/wallet/getnowblock`, {
      method: "POST",
      signal: AbortSignal.timeout(3_000),
    });
    return response.ok;
  } catch {
    return false;
  }
}
