import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export type RunningCommand = {
  child: ChildProcess;
  /** Its exit code, when it has ended. */
  ended: Promise<number | null>;
  /** What it has written so far, on stdout alone and on both. */
  stdout(): string;
  output(): string;
};

/** Runs the `coffer` command as a developer would, on the store of this DATA_DIR. */
export function runCommand(dataDirectory: string, ...words: string[]): RunningCommand {
  const child = spawn(process.execPath, ["bin/coffer.mjs", ...words], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDirectory },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, output] = ["", ""];
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  // When its streams are read to their ends too.
  const ended = once(child, "close").then(() => child.exitCode);
  return { child, ended, stdout: () => stdout, output: () => output };
}
