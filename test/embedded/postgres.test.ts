import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { describe, expect, it, onTestFinished } from "vitest";
import { findChild } from "../../src/embedded/childProcess.js";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../src/embedded/postgres.js";
import { isAlive, readProcess } from "../../src/embedded/processIdentity.js";
import { quietLog, scratchDirectory } from "./scratch.js";

const NOBODY = 65_534;

async function start(directory: string, options: { port?: number; durable?: boolean } = {}): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ directory, port: 15_433, durable: false, log: quietLog, ...options });
  onTestFinished(() => postgres.close());
  return postgres;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query({ text, rowMode: "array" })).rows.flat();
  } finally {
    await client.end();
  }
}

async function listenOn(port: number): Promise<void> {
  const server = createServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
}

function pidOf(postgres: EmbeddedPostgres): number {
  return findChild(postgres.pidFile)?.pid ?? 0;
}

describe("embedded PostgreSQL", () => {
  it("starts as whoever runs it, with a random password that only the owner can read, and keeps what was written", async () => {
    const directory = join(scratchDirectory(), "postgres");
    chmodSync(join(directory, ".."), 0o711);
    const first = await start(directory, { durable: true });
    expect(await query(first.url, "SELECT current_database()")).toEqual(["coffer"]);
    expect(
      await query(first.url, "SELECT setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes')"),
    ).toEqual(["on", "on"]);
    expect(statSync(join(directory, "password")).mode & 0o077).toBe(0);
    await query(first.url, "CREATE TABLE kept AS SELECT 7 AS number");
    await first.close();
    expect(findChild(first.pidFile)).toBeUndefined();
    const second = await start(directory, { durable: true });
    expect(second.url).toBe(first.url);
    expect(await query(second.url, "SELECT number FROM kept")).toEqual([7]);
  });

  it("is reachable below a directory that PostgreSQL's user cannot pass", async () => {
    const closed = scratchDirectory();
    chmodSync(closed, 0o700);
    const postgres = await start(join(closed, "postgres"));
    expect(await query(postgres.url, "SELECT 1")).toEqual([1]);
    expect(statSync(closed).mode & 0o777).toBe(0o700);
  });

  it("starts for an ordinary user", async () => {
    const directory = join(scratchDirectory(), "postgres");
    chmodSync(join(directory, ".."), 0o711);
    mkdirSync(directory);
    const isRoot = process.getuid?.() === 0;
    if (isRoot) chownSync(directory, NOBODY, NOBODY);
    const script = fileURLToPath(new URL("startPostgresOnce.ts", import.meta.url));
    const printed = execFileSync(process.execPath, ["--import", "tsx", script, directory], {
      encoding: "utf8",
      ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
    });
    expect(JSON.parse(printed)).toEqual({ answer: 1, owner: isRoot ? NOBODY : process.getuid?.() });
  });

  it("that an earlier process left running is gone on with, unless its settings differ", async () => {
    const directory = join(scratchDirectory(), "postgres");
    const first = await start(directory);
    const pid = pidOf(first);
    const second = await start(directory);
    expect(pidOf(second)).toBe(pid);
    expect(second.url).toBe(first.url);
    const durable = await start(directory, { durable: true });
    expect(pidOf(durable)).not.toBe(pid);
    expect(await query(durable.url, "SHOW fsync")).toEqual(["on"]);
  });

  it("comes back with every committed row after kill -9", async () => {
    const directory = join(scratchDirectory(), "postgres");
    const first = await start(directory, { durable: true });
    await query(first.url, "CREATE TABLE kept AS SELECT * FROM generate_series(1, 1000) AS number");
    process.kill(pidOf(first), "SIGKILL");
    const second = await start(directory, { durable: true });
    expect(second.url).toBe(first.url);
    expect(await query(second.url, "SELECT count(*)::int FROM kept")).toEqual([1000]);
  });

  it("moves from a taken port, and stays at the new one", async () => {
    const directory = join(scratchDirectory(), "postgres");
    await listenOn(15_477);
    const first = await start(directory, { port: 15_477 });
    const port = new URL(first.url).port;
    expect(port).not.toBe("15477");
    await first.close();
    const second = await start(directory, { port: 15_477 });
    expect(new URL(second.url).port).toBe(port);
  });

  it("is not blocked by a postmaster.pid whose pid is another process's by now, and leaves that process alone", async () => {
    const directory = join(scratchDirectory(), "postgres");
    const first = await start(directory);
    const postmasterFile = join(directory, "data", "postmaster.pid");
    const killed = findChild(first.pidFile);
    const content = readFileSync(postmasterFile, "utf8");
    process.kill(pidOf(first), "SIGKILL");
    await expect.poll(() => killed !== undefined && isAlive(killed)).toBe(false);
    // Of PostgreSQL's own user: it takes a pid that it may not signal for a free one.
    const { uid, gid } = statSync(join(directory, "data"));
    const foreign = spawn("sleep", ["60"], { stdio: "ignore", uid, gid });
    onTestFinished(() => void foreign.kill("SIGKILL"));
    await once(foreign, "spawn");
    expect(existsSync(postmasterFile)).toBe(true);
    writeFileSync(postmasterFile, content.replace(/^\d+/, String(foreign.pid)));
    const second = await start(directory);
    expect(await query(second.url, "SELECT 1")).toEqual([1]);
    expect(readProcess(foreign.pid ?? 0)).toBeDefined();
  });

  it("does an initdb again that was killed half-way", async () => {
    const directory = join(scratchDirectory(), "postgres");
    mkdirSync(join(directory, "data.new"), { recursive: true });
    writeFileSync(join(directory, "data.new", "PG_VERSION"), "18\n");
    const postgres = await start(directory);
    expect(await query(postgres.url, "SELECT 1")).toEqual([1]);
  });

  it("says what PostgreSQL says when it cannot start", async () => {
    const directory = join(scratchDirectory(), "postgres");
    const first = await start(directory);
    await first.close();
    writeFileSync(join(directory, "data", "postgresql.conf"), "no_such_setting = 1\n");
    await expect(start(directory)).rejects.toThrow("no_such_setting");
  });
});
