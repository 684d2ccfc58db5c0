import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Coffer = {
  url: string;
  child: ChildProcess;
  /** All of stderr so far. */
  log(): string;
  /** Sends the signal and waits for the end; returns the exit code, null where the signal ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
};

export type Main = "src/main.ts" | "src/server.ts" | "workers/main.ts";

/** A DATA_DIR of the test's own; PostgreSQL's user can reach it. */
export async function createDataDirectory(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "coffer-data-"));
  await chmod(path, 0o755);
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/**
 * Runs a main in a process of its own. The environment holds only what is given. `ready` is what its ready line says, and
 * rejects where it ends without one.
 * @param words what node is called with; left out: what the main's npm script calls it with.
 */
export function launchCoffer(
  main: Main,
  environment: Record<string, string>,
  words: string[] = ["--import", "tsx", main],
): Omit<Coffer, "url"> & { ready: Promise<{ url?: string }> } {
  const child = spawn(process.execPath, words, {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  child.stderr?.on("data", (chunk) => {
    errors += chunk;
  });
  const exited = once(child, "exit");
  const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
    return child.exitCode;
  };
  const ready = new Promise<{ url?: string }>((resolve, reject) => {
    let output = "";
    child.stdout?.on("data", (chunk) => {
      output += chunk;
      const line = output.split("\n").find((each) => each.includes('"ready"'));
      if (line !== undefined) resolve(JSON.parse(line));
    });
    child.once("exit", (code) =>
      reject(new Error(`${main} ended with ${code} before it was ready: ${errors.slice(-2000)}`)),
    );
  });
  return { child, log: () => errors, stop, ready };
}

/** Launches a main and waits for the ready line. */
export async function startCoffer(...launch: Parameters<typeof launchCoffer>): Promise<Coffer> {
  const { ready, ...coffer } = launchCoffer(...launch);
  const { url = "" } = await ready;
  return { url, ...coffer };
}

/** Calls the API with one of the play keys of a DATA_DIR. */
export async function callCoffer(
  coffer: Coffer,
  dataDirectory: string,
  role: "store" | "service" | "operator",
  path: string,
  body?: Record<string, unknown>,
): Promise<{ status: number; body: Record<string, unknown> & { id: string } }> {
  const keys = JSON.parse(await readFile(join(dataDirectory, "keys.json"), "utf8"));
  const reply = await fetch(`${coffer.url}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      authorization: `Bearer ${keys[role]}`,
      "content-type": "application/json",
      "idempotency-key": `test-${Math.random()}`,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> & { id: string } };
}
