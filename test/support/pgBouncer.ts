import { spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import getPort from "get-port";
import { findServerUser } from "./serverUser.js";

/** Debian's package of this name holds it. */
const PROGRAM = { name: "pgbouncer", install: "apt-get install pgbouncer" };

/** Whether somebody listens there. */
const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1", () => resolve(true));
    socket.once("error", () => resolve(false));
    socket.once("close", () => socket.destroy());
  });

/**
 * Debian's PgBouncer in transaction mode before a PostgreSQL on loopback: a connection is a client's for one transaction only.
 * @returns the pooler's port; every database of the server behind it is reached by its own name.
 */
export async function startPgBouncer(postgresPort: number): Promise<{ port: number; stop(): Promise<void> }> {
  const user = await findServerUser();
  const directory = await mkdtemp(join(tmpdir(), "coffer-pgbouncer-"));
  const port = await getPort({ host: "127.0.0.1" });
  const file = join(directory, "pgbouncer.ini");
  const settings = {
    listen_addr: "127.0.0.1",
    listen_port: port,
    unix_socket_dir: "",
    auth_type: "any",
    pool_mode: "transaction",
    // Fewer than the processes ask for together, so that they really share.
    default_pool_size: 8,
    max_client_conn: 500,
    logfile: join(directory, "pgbouncer.log"),
    // What the client libraries set at the start of a session and never change.
    ignore_startup_parameters: "extra_float_digits",
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  await writeFile(
    file,
    ["[databases]", `* = host=127.0.0.1 port=${postgresPort} user=coffer`, "[pgbouncer]", ...lines, ""].join("\n"),
  );
  if (user !== undefined) for (const path of [directory, file]) await chown(path, user.uid, user.gid);
  const server = spawn(PROGRAM.name, [file], { ...user, cwd: directory, stdio: "ignore" });
  const ended = once(server, "exit");
  while (!(await answers(port))) {
    if (server.exitCode !== null) throw new Error(`${PROGRAM.name} ended with ${server.exitCode}: ${PROGRAM.install}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    port,
    stop: async () => {
      if (server.exitCode === null) server.kill("SIGKILL");
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}
