import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import getPort from "get-port";
import { Redis } from "ioredis";

/** Debian's package of this name holds it. */
const PROGRAM = { name: "redis-server", install: "apt-get install redis-server" };

export type TestRedis = {
  url: string;
  port: number;
  client: Redis;
  /** Ends the server as a power cut would, and starts it again so many ms later. */
  crash(downMs: number): Promise<void>;
  /** Ends the server as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again, with what its append-only file holds. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

async function startServer(port: number, directory: string): Promise<ChildProcess> {
  const settings = [
    "--port",
    String(port),
    "--dir",
    directory,
    "--appendonly",
    "yes",
    "--maxmemory-policy",
    "noeviction",
  ];
  const child = spawn(PROGRAM.name, settings, { stdio: "ignore" });
  await new Promise<void>((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", (error) =>
      reject(new Error(`${PROGRAM.name} does not start: ${PROGRAM.install}`, { cause: error })),
    );
  });
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await ended;
}

/** A Redis of the test's own, set as Coffer asks for it: append-only file, no eviction. Needs Debian's redis-server. */
export async function startRedis(): Promise<TestRedis> {
  const directory = await mkdtemp(join(tmpdir(), "coffer-redis-"));
  const port = await getPort();
  let child = await startServer(port, directory);
  const client = new Redis(port, "127.0.0.1", { maxRetriesPerRequest: null });
  client.on("error", () => {});
  await client.ping();
  const kill = () => end(child, "SIGKILL");
  const restart = async () => {
    child = await startServer(port, directory);
    await client.ping();
  };
  let crashed = Promise.resolve();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    client,
    kill,
    restart,
    // One after the other: two that overlap would start it twice, and one of the two would be ended by nobody.
    crash: (downMs) => {
      crashed = crashed.then(async () => {
        await kill();
        await delay(downMs);
        await restart();
      });
      return crashed;
    },
    close: async () => {
      client.disconnect();
      await end(child, "SIGTERM");
      await rm(directory, { recursive: true, force: true });
    },
  };
}
