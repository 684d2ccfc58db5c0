import { existsSync, readFileSync, rmSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "../lib/log.js";
import type { ChildRecord } from "./childProcess.js";
import { isAlive, readProcess } from "./processIdentity.js";

/** Loopback only, whatever the store itself listens on. */
export const POSTGRES_HOST = "127.0.0.1";

/** Recovery after a kill is a matter of seconds for the amounts of WAL that the settings allow. */
const READY_MS = 30_000;
const END_MS = 5_000;

/** The command line: settings are given here rather than in a file, so that two starts can be compared. */
export function postgresArguments(data: string, port: number, durable: boolean): string[] {
  const flag = durable ? "on" : "off";
  const settings = {
    listen_addresses: POSTGRES_HOST,
    unix_socket_directories: "",
    max_connections: 200,
    shared_buffers: "128MB",
    fsync: flag,
    synchronous_commit: flag,
    full_page_writes: flag,
    // Short statements only: compiling them costs more than it saves.
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_checkpoints: "off",
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return ["-D", data, "-p", String(port), ...options];
}

/** Reads postmaster.pid, where PostgreSQL itself says when it is ready; false when it ended before. */
export async function becameReady(record: ChildRecord, postmasterFile: string): Promise<boolean> {
  const deadline = performance.now() + READY_MS;
  while (performance.now() < deadline) {
    const lines = existsSync(postmasterFile) ? readFileSync(postmasterFile, "utf8").split("\n") : [];
    if (Number(lines[0]) === record.pid && lines[7]?.trim() === "ready") return true;
    if (!isAlive(record)) return false;
    await delay(10);
  }
  return false;
}

/**
 * Frees the cluster of a postmaster that no pid file of ours speaks of, and of a postmaster.pid whose pid belongs to
 * another process by now, which would make PostgreSQL refuse to start. Where the pid is nobody's, the file stays:
 * PostgreSQL looks in it for backends that outlived their postmaster.
 */
export async function clearPostmasterFile(data: string, postmasterFile: string, log: Logger): Promise<void> {
  if (!existsSync(postmasterFile)) return;
  const pid = Number.parseInt(readFileSync(postmasterFile, "utf8"), 10);
  const found = Number.isInteger(pid) && pid > 0 ? readProcess(pid) : undefined;
  if (found === undefined) return;
  if (!found.command.includes("postgres") || !found.command.includes(data)) {
    log.warn({ pid }, "removed a stale postmaster.pid whose pid is another process's now");
    rmSync(postmasterFile, { force: true });
    return;
  }
  log.warn({ pid }, "ends a PostgreSQL that ran unrecorded on this data directory");
  process.kill(pid, "SIGINT");
  const deadline = performance.now() + END_MS;
  while (isAlive(found) && performance.now() < deadline) await delay(20);
}
