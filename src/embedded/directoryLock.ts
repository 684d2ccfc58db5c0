import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { UnavailableError } from "../lib/errors.js";
import { isAlive, ownIdentity } from "./processIdentity.js";

const holderSchema = z.object({ pid: z.number(), startTime: z.string() });

const POLL_MS = 25;
/** Longer than the slowest start of all parts, which is what the lock is held for. */
const WAIT_MS = 90_000;

let drafts = 0;

/**
 * Runs `work` while no other process, nor another call in this one, runs work under the same lock file. The file names
 * its holder, so that a lock left by a kill -9 is seen to be nobody's and taken over.
 * @throws UnavailableError when a living process keeps the lock for too long.
 */
export async function withDirectoryLock<T>(lockFile: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(lockFile), { recursive: true });
  drafts += 1;
  const draft = `${lockFile}.${process.pid}.${drafts}`;
  writeFileSync(draft, JSON.stringify(ownIdentity()), { mode: 0o600 });
  try {
    await acquire(lockFile, draft);
  } finally {
    rmSync(draft, { force: true });
  }
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

async function acquire(lockFile: string, draft: string): Promise<void> {
  const deadline = performance.now() + WAIT_MS;
  // A link appears whole or not at all: a lock file without its holder's name could not be told from a stale one.
  while (!tryLink(draft, lockFile)) {
    const holder = readHolder(lockFile);
    if (holder !== undefined && !isAlive(holder)) removeStale(lockFile, draft, holder.pid);
    else if (performance.now() > deadline) {
      throw new UnavailableError(`process ${holder?.pid} keeps ${lockFile}: end it, or choose another DATA_DIR`);
    } else await delay(POLL_MS);
  }
}

/** Takes the file away by a rename, and puts it back where another process was faster and the lock is alive again. */
function removeStale(lockFile: string, draft: string, stalePid: number): void {
  const grabbed = `${draft}.stale`;
  try {
    renameSync(lockFile, grabbed);
  } catch {
    return;
  }
  if (readHolder(grabbed)?.pid !== stalePid) tryLink(grabbed, lockFile);
  rmSync(grabbed, { force: true });
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function readHolder(file: string): z.infer<typeof holderSchema> | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}
