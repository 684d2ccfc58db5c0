import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import getPort from "get-port";
import type { Member } from "./startPatroni.js";
import { type Program, startProgram } from "./startProgram.js";
import type { RedisMember } from "./startRedisSentinel.js";

/**
 * HAProxy, as Patroni's manual sets it up: one port that leads to whichever PostgreSQL leads, one to the Redis master.
 * Connections to a server that lost its role are cut, so that nobody goes on reading from it.
 */
export async function startBalancer(
  directory: string,
  postgres: readonly Member[],
  redis: readonly RedisMember[],
): Promise<{ postgresPort: number; redisPort: number; program: Program }> {
  const [postgresPort, redisPort] = [await getPort(), await getPort()];
  const file = join(directory, "haproxy.cfg");
  const check = "inter 1s fall 2 rise 1 on-marked-down shutdown-sessions";
  const lines = [
    "defaults",
    "  mode tcp",
    "  timeout connect 2s",
    "  timeout client 1h",
    "  timeout server 1h",
    "  timeout check 2s",
    "listen postgres",
    `  bind 127.0.0.1:${postgresPort}`,
    "  option httpchk OPTIONS /primary",
    "  http-check expect status 200",
    `  default-server ${check}`,
    ...postgres.map(({ name, port, restPort }) => `  server ${name} 127.0.0.1:${port} check port ${restPort}`),
    "listen redis",
    `  bind 127.0.0.1:${redisPort}`,
    "  option tcp-check",
    "  tcp-check send info\\ replication\\r\\n",
    "  tcp-check expect string role:master",
    `  default-server ${check}`,
    ...redis.map(({ port }) => `  server redis${port} 127.0.0.1:${port} check`),
  ];
  await writeFile(file, `${lines.join("\n")}\n`);
  return { postgresPort, redisPort, program: startProgram(directory, "haproxy", "haproxy", ["-db", "-f", file]) };
}
