import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import getPort from "get-port";
import { Redis } from "ioredis";
import { type Program, startProgram, until } from "./startProgram.js";

export type RedisMember = { port: number; program: Program };

export type SentinelCluster = { members: RedisMember[]; master(): Promise<RedisMember>; stop(): Promise<void> };

const SENTINELS = 3;
const NAME = "coffer";

async function ask(port: number, ...command: [string, ...string[]]): Promise<unknown> {
  const client = new Redis(port, "127.0.0.1", {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    return await client.call(...command);
  } finally {
    client.disconnect();
  }
}

async function startMember(directory: string, masterPort: number | undefined): Promise<RedisMember> {
  const port = await getPort();
  const data = join(directory, `redis-${port}`);
  await mkdir(data);
  const settings = ["--port", `${port}`, "--dir", data, "--appendonly", "yes", "--maxmemory-policy", "noeviction"];
  const follow = masterPort === undefined ? [] : ["--replicaof", "127.0.0.1", String(masterPort)];
  const program = startProgram(directory, `redis-${port}`, "redis-server", [...settings, ...follow]);
  await until("redis answers", async () => (await ask(port, "PING")) === "PONG");
  return { port, program };
}

/** A Redis master with two replicas, watched by three Sentinels of which two decide. */
export async function startRedisSentinel(directory: string): Promise<SentinelCluster> {
  const master = await startMember(directory, undefined);
  const members = [master, await startMember(directory, master.port), await startMember(directory, master.port)];
  const sentinels: { port: number; program: Program }[] = [];
  for (let index = 0; index < SENTINELS; index += 1) {
    const port = await getPort();
    const file = join(directory, `sentinel-${port}.conf`);
    const lines = [
      `port ${port}`,
      `dir ${directory}`,
      `sentinel monitor ${NAME} 127.0.0.1 ${master.port} 2`,
      `sentinel down-after-milliseconds ${NAME} 3000`,
      `sentinel failover-timeout ${NAME} 10000`,
    ];
    await writeFile(file, `${lines.join("\n")}\n`);
    sentinels.push({ port, program: startProgram(directory, `sentinel-${port}`, "redis-sentinel", [file]) });
  }
  const masterPort = async () => {
    for (const { port } of sentinels) {
      const answer = await ask(port, "SENTINEL", "get-master-addr-by-name", NAME).catch(() => null);
      if (Array.isArray(answer)) return Number(answer[1]);
    }
    throw new RangeError("no Sentinel knows the master");
  };
  await until("the Sentinels see the replicas", async () => {
    const replicas = await ask(sentinels[0]?.port ?? 0, "SENTINEL", "replicas", NAME);
    return Array.isArray(replicas) && replicas.length === 2;
  });
  return {
    members,
    master: async () => {
      const port = await masterPort();
      const found = members.find((member) => member.port === port);
      if (found === undefined) throw new RangeError(`nobody listens on ${port}`);
      return found;
    },
    stop: async () => {
      for (const { program } of [...sentinels, ...members]) await program.kill();
    },
  };
}
