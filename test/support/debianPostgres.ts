import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import getPort from "get-port";
import pg from "pg";
import { findServerUser } from "./serverUser.js";

const run = promisify(execFile);
const VERSIONS = "/usr/lib/postgresql";

export type DebianPostgres = {
  /** Of the database `coffer`. */
  url: string;
  port: number;
  /** Runs one of its programs, such as pg_dump, and returns what it printed. */
  program(name: string, args: readonly string[]): Promise<string>;
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
};

async function findBinaries(): Promise<string> {
  const newest = (await readdir(VERSIONS)).toSorted((a, b) => Number(b) - Number(a))[0];
  if (newest === undefined) throw new Error("Install Debian's PostgreSQL: apt-get install postgresql");
  return join(VERSIONS, newest, "bin");
}

/** A PostgreSQL of Debian's own, as an operator would run it, on a free port and with a data folder of the test's. */
export async function startDebianPostgres(): Promise<DebianPostgres> {
  const binaries = await findBinaries();
  const user = await findServerUser();
  const directory = await mkdtemp(join(tmpdir(), "coffer-debian-postgres-"));
  await chmod(directory, 0o700);
  if (user !== undefined) await chown(directory, user.uid, user.gid);
  const data = join(directory, "data");
  const environment = { PATH: binaries, LC_ALL: "C.UTF-8" };
  const program = async (name: string, args: readonly string[]) =>
    (await run(join(binaries, name), args, { ...user, cwd: directory, env: environment, maxBuffer: 1 << 28 })).stdout;
  await program("initdb", ["-D", data, "--username", "coffer", "--auth", "trust", "--encoding", "UTF8"]);

  const port = await getPort({ host: "127.0.0.1" });
  const settings = { port: String(port), listen_addresses: "127.0.0.1", unix_socket_directories: directory };
  const server = spawn(
    join(binaries, "postgres"),
    ["-D", data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    { ...user, cwd: directory, env: environment, stdio: "ignore" },
  );
  const ended = once(server, "exit");
  const urlOf = (name: string) => `postgresql://coffer@127.0.0.1:${port}/${name}`;
  const createDatabase = async (name: string) => {
    const client = new pg.Client({ connectionString: urlOf("postgres") });
    await client.connect();
    try {
      await client.query(`CREATE DATABASE ${name}`);
    } finally {
      await client.end();
    }
    return urlOf(name);
  };
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      await createDatabase("coffer");
      break;
    } catch (error) {
      if (Date.now() > deadline || server.exitCode !== null) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return {
    url: urlOf("coffer"),
    port,
    program,
    createDatabase,
    stop: async () => {
      if (server.exitCode === null) server.kill("SIGINT");
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}
