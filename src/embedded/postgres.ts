import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { messageOf, UnavailableError } from "../lib/errors.js";
import type { Logger } from "../lib/log.js";
import { endChild, findChild, runsCommand, startChild } from "./childProcess.js";
import { choosePort } from "./freePort.js";
import { findPostgresBinaries } from "./postgresBinaries.js";
import { EMBEDDED_ROLE, POSTGRES_ENVIRONMENT, postgresFiles, preparePostgresDirectory } from "./postgresDirectory.js";
import { choosePostgresUser } from "./postgresUser.js";
import { becameReady, clearPostmasterFile, POSTGRES_HOST, postgresArguments } from "./postmaster.js";

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

const DEFAULT_PORT = 5433;
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
    `postgres://${EMBEDDED_ROLE}:${password}@${POSTGRES_HOST}:${port}/${database}`;

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
        host: POSTGRES_HOST,
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
      // A killed postmaster is there until it is reaped, its backends until they notice; a port may be lost meanwhile.
      const passing =
        /pre-existing shared memory block|Address already in use|lock file "postmaster.pid" already exists/.test(said);
      if (!passing || tries >= START_TRIES)
        throw new UnavailableError(`PostgreSQL did not start: ${said.slice(-2000)}`);
      await delay(200);
    }
  }
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
