import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { UnavailableError } from "../lib/errors.js";
import type { PostgresBinaries } from "./postgresBinaries.js";
import type { PostgresUser } from "./postgresUser.js";

/** PostgreSQL's superuser in an embedded cluster, and the name of its database. */
export const EMBEDDED_ROLE = "coffer";

/** Programs see no PG* variable of ours, and speak English, which the checks of their output rely on. */
export const POSTGRES_ENVIRONMENT = { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

/** The files of an embedded cluster under the directory given to it. */
export function postgresFiles(directory: string) {
  return {
    data: join(directory, "data"),
    password: join(directory, "password"),
    port: join(directory, "port"),
    pid: join(directory, "postgres.json"),
    log: join(directory, "postgres.log"),
    postmaster: join(directory, "data", "postmaster.pid"),
  };
}

/** Creates the cluster, unless it is there, and returns its password. An initdb that was killed is done again. */
export async function preparePostgresDirectory(
  directory: string,
  binaries: PostgresBinaries,
  user: PostgresUser,
  durable: boolean,
): Promise<string> {
  const files = postgresFiles(directory);
  if (existsSync(files.data)) return readFileSync(files.password, "utf8").trim();
  const password = randomBytes(24).toString("base64url");
  writeFileSync(files.password, `${password}\n`, { mode: 0o600 });
  const draft = join(directory, "data.new");
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const passwordForInitdb = join(directory, "password.new");
  writeFileSync(passwordForInitdb, `${password}\n`, { mode: 0o600 });
  if (user.owner !== undefined) {
    for (const path of [draft, passwordForInitdb]) chownSync(path, user.owner.uid, user.owner.gid);
  }
  try {
    await runInitdb(binaries.initdb, draft, passwordForInitdb, user, durable);
  } finally {
    rmSync(passwordForInitdb, { force: true });
  }
  renameSync(draft, files.data);
  return password;
}

async function runInitdb(
  initdb: string,
  data: string,
  passwordFile: string,
  user: PostgresUser,
  durable: boolean,
): Promise<void> {
  const [program = initdb, ...programArguments] = [
    ...user.wrapper,
    initdb,
    `--pgdata=${data}`,
    `--username=${EMBEDDED_ROLE}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // The built-in locale sorts alike on every machine, whatever its C library.
    ...["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
    "--no-instructions",
    ...(durable ? [] : ["--no-sync"]),
  ];
  try {
    await promisify(execFile)(program, programArguments, { ...user.spawn, cwd: "/", env: POSTGRES_ENVIRONMENT });
  } catch (error) {
    throw new UnavailableError(`PostgreSQL's initdb failed in ${data}: ${String(error).slice(0, 2000)}`, {
      cause: error,
    });
  }
}
