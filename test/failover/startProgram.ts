import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { join } from "node:path";

export type Program = {
  child: ChildProcess;
  /** kill -9, of the program and of what it started. */
  kill(): Promise<void>;
};

/** Starts a program in a process group of its own, its output in a file of its name. */
export function startProgram(
  directory: string,
  name: string,
  command: string,
  args: readonly string[],
  options: { user?: { uid: number; gid: number } | undefined; env?: Record<string, string> } = {},
): Program {
  const log = openSync(join(directory, `${name}.log`), "a");
  const child = spawn(command, args, {
    ...options.user,
    cwd: directory,
    detached: true,
    env: { PATH: process.env.PATH, LC_ALL: "C.UTF-8", ...options.env },
    stdio: ["ignore", log, log],
  });
  const ended = once(child, "exit");
  return {
    child,
    kill: async () => {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      process.kill(-child.pid, "SIGKILL");
      await ended;
    },
  };
}

/** Asks every 200 ms until it is so. @throws RangeError naming what did not come about within `seconds`. */
export async function until(what: string, isSo: () => Promise<boolean>, seconds = 90): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await isSo().catch(() => false))) {
    if (Date.now() > deadline) throw new RangeError(`${what} did not come about within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
