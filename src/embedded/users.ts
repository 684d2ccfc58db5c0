import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { isAlive, ownIdentity } from "./processIdentity.js";

const userSchema = z.object({ pid: z.number(), startTime: z.string() });

export type Users = {
  /** Takes this user off the list. Says whether others are left. */
  leave(): boolean;
};

/**
 * Puts this process on the list of those that use the parts in a DATA_DIR. A process that was killed counts as gone.
 * To be called, as `leave`, under the directory's lock.
 */
export function joinUsers(directory: string): Users {
  mkdirSync(directory, { recursive: true });
  const own = join(directory, `${randomUUID()}.json`);
  writeFileSync(own, JSON.stringify(ownIdentity()), { mode: 0o600 });
  return {
    leave: () => {
      rmSync(own, { force: true });
      return readdirSync(directory).filter((name) => isUsed(join(directory, name))).length > 0;
    },
  };
}

function isUsed(file: string): boolean {
  try {
    if (isAlive(userSchema.parse(JSON.parse(readFileSync(file, "utf8"))))) return true;
  } catch {
    // Half-written by a process that was killed: nobody's.
  }
  rmSync(file, { force: true });
  return false;
}
