import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { messageOf, UnavailableError } from "../lib/errors.js";
import type { Logger } from "../lib/log.js";
import { type ChildRecord, endChild, findChild, runsCommand, startChild } from "./childProcess.js";
import { choosePort } from "./freePort.js";
import { findPostgresBinaries } from "./postgresBinaries.js";
import { EMBEDDED_ROLE, POSTGRES_ENVIRONMENT, postgresFiles, preparePostgresDirectory } from "./postgresDirectory.js";
import { choosePostgresUser } from "./postgresUser.js";
import { isAlive, readProcess } from "./processIdentity.js";

export type EmbeddedPostgresParameters = {
  /** Where the cluster, its password and its log lie; created where missing. */
  directory: string;
  /** Preferred port while none is remembered; default 5433, beside an ordinary PostgreSQL. */
  port?: number;
  /** False only for tests: faster, and a crash of the machine loses the cluster. Default true. */
  durable?: boolean;
  log: Logger;
};

export type EmbeddedPostgres = {
  /** Of the database `coffer`, with a superuser's rights. */
  url: string;
  pidFile: string;
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  close(): Promise<void>;
};

const HOST = "127.0.0.1";
const DEFAULT_PORT = 5433;
/** Recovery after a kill is a matter of seconds for the amounts of WAL that the settings allow. */
const READY_MS = 30_000;
const CLOSE_GRACE_MS = 5_000;
const START_TRIES = 20;

/**
 * Starts PostgreSQL on the cluster in `directory`, or goes on with the one that an earlier process left running there.
 * @throws UnavailableError with the end of PostgreSQL's log when it does not come up.
 */
export async function startEmbeddedPostgres(parameters: EmbeddedPostgresParameters): Promise<EmbeddedPostgres> {
  const { log, durable = true } = parameters;
  const directory = resolve(parameters.directory);
  const files = postgresFiles(directory);
  // Others may pass, not list: run by root, PostgreSQL's own user has to reach the data below.
  mkdirSync(directory, { recursive: true, mode: 0o711 });
  const binaries = await findPostgresBinaries();
  const user = choosePostgresUser(files.data, binaries.postgres);
  const password = await preparePostgresDirectory(directory, binaries, user, durable);
  const urlOf = (port: number, database: string): string =>
    `postgres://${EMBEDDED_ROLE}:${password}@${HOST}:${port}/${database}`;

  let port = await adopt();
  port ??= await start();
  await createDatabase(urlOf(port, "postgres"));
  return {
    url: urlOf(port, EMBEDDED_ROLE),
    pidFile: files.pid,
    close: () => endChild(files.pid, CLOSE_GRACE_MS),
  };

  async function adopt(): Promise<number | undefined> {
    const running = findChild(files.pid);
    if (running !== undefined) {
      const { port: usedPort } = running.details;
      const command = {
        executable: binaries.postgres,
        arguments: postgresArguments(files.data, Number(usedPort), durable),
      };
      if (
        typeof usedPort === "number" &&
        runsCommand(running, command) &&
        (await answers(urlOf(usedPort, "postgres")))
      ) {
        log.info({ pid: running.pid, port: usedPort }, "goes on with the PostgreSQL that was left running");
        return usedPort;
      }
    }
    await endChild(files.pid, CLOSE_GRACE_MS);
    await clearPostmasterFile(files.data, files.postmaster, log);
    return undefined;
  }

  async function start(): Promise<number> {
    for (let tries = 1; ; tries += 1) {
      const logStart = existsSync(files.log) ? statSync(files.log).size : 0;
      const wanted = {
        name: "PostgreSQL",
        host: HOST,
        preferred: parameters.port ?? DEFAULT_PORT,
        file: files.port,
        log,
      };
      const chosen = await choosePort(wanted);
      const record = await startChild(files.pid, files.log, {
        executable: binaries.postgres,
        arguments: postgresArguments(files.data, chosen, durable),
        endSignal: "SIGINT",
        details: { port: chosen },
        wrapper: user.wrapper,
        options: { ...user.spawn, cwd: "/", env: POSTGRES_ENVIRONMENT },
      });
      if (await becameReady(record, files.postmaster)) return chosen;
      const said = readFileSync(files.log).subarray(logStart).toString("utf8");
      await endChild(files.pid, CLOSE_GRACE_MS);
      // Backends of a killed postmaster take a moment to notice; a port may be lost between the choice and the start.
      const passing = /pre-existing shared memory block|Address already in use/.test(said);
      if (!passing || tries >= START_TRIES)
        throw new UnavailableError(`PostgreSQL did not start: ${said.slice(-2000)}`);
      await delay(200);
    }
  }
}

function postgresArguments(data: string, port: number, durable: boolean): string[] {
  const flag = durable ? "on" : "off";
  const settings = {
    listen_addresses: HOST,
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
async function becameReady(record: ChildRecord, postmasterFile: string): Promise<boolean> {
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
async function clearPostmasterFile(data: string, postmasterFile: string, log: Logger): Promise<void> {
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
  const deadline = performance.now() + CLOSE_GRACE_MS;
  while (isAlive(found) && performance.now() < deadline) await delay(20);
}

async function answers(url: string): Promise<boolean> {
  try {
    await withClient(url, (client) => client.query("SELECT 1"));
    return true;
  } catch {
    return false;
  }
}

async function createDatabase(url: string): Promise<void> {
  try {
    await withClient(url, async (client) => {
      const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [EMBEDDED_ROLE]);
      if (found.rowCount === 0) await client.query(`CREATE DATABASE ${EMBEDDED_ROLE}`);
    });
  } catch (error) {
    throw new UnavailableError(`PostgreSQL runs, but refuses us: ${messageOf(error)}`, { cause: error });
  }
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  // A server that dies under an idle client would otherwise end this process by an unhandled event.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
