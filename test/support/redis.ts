import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import getPort from "get-port";
import { Redis } from "ioredis";

/** Debian's package of this name holds it. */
const PROGRAM = { name: "redis-server", install: "apt-get install redis-server" };

export type TestRedis = { url: string; client: Redis; close(): Promise<void> };

/** A Redis of the test's own, set as Coffer asks for it: append-only file, no eviction. Needs Debian's redis-server. */
export async function startRedis(): Promise<TestRedis> {
  const directory = await mkdtemp(join(tmpdir(), "coffer-redis-"));
  const port = await getPort();
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
  const failed = new Promise<never>((_resolve, reject) => {
    child.once("error", (error) =>
      reject(new Error(`${PROGRAM.name} does not start: ${PROGRAM.install}`, { cause: error })),
    );
  });
  const client = new Redis(port, "127.0.0.1");
  client.on("error", () => {});
  await Promise.race([client.ping(), failed]);
  return {
    url: `redis://127.0.0.1:${port}`,
    client,
    close: async () => {
      client.disconnect();
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}
