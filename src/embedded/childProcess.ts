import { type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { UnavailableError } from "../lib/errors.js";
import { isAlive, readProcess } from "./processIdentity.js";

const recordSchema = z.object({
  pid: z.number().int().positive(),
  startTime: z.string(),
  executable: z.string(),
  arguments: z.array(z.string()),
  endSignal: z.enum(["SIGTERM", "SIGINT"]),
  /** What a later process needs to use this one: ports, addresses. */
  details: z.record(z.string(), z.unknown()),
});

/** What a pid file says of a child. */
export type ChildRecord = z.infer<typeof recordSchema>;

export type ChildCommand = {
  executable: string;
  arguments: string[];
  /** Asks it to end: SIGTERM, or SIGINT where that is the orderly way (PostgreSQL's fast shutdown). */
  endSignal: "SIGTERM" | "SIGINT";
  details: Record<string, unknown>;
  /** A program that becomes the executable (it runs its arguments by exec), such as one that changes the user. */
  wrapper?: string[];
  options?: Pick<SpawnOptions, "cwd" | "env" | "uid" | "gid">;
};

const POLL_MS = 20;

/**
 * Starts a child in a process group of its own, so that Ctrl-C does not reach it before its parent has drained, with
 * its output appended to `logFile` (a pipe would break when the parent dies), and writes the pid file.
 * @throws UnavailableError when the command cannot be started.
 */
export async function startChild(pidFile: string, logFile: string, command: ChildCommand): Promise<ChildRecord> {
  mkdirSync(dirname(pidFile), { recursive: true });
  const output = openSync(logFile, "a", 0o600);
  const [program = command.executable, ...programArguments] = [
    ...(command.wrapper ?? []),
    command.executable,
    ...command.arguments,
  ];
  const child = spawn(program, programArguments, {
    ...command.options,
    detached: true,
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  if (child.pid === undefined) {
    const [error] = await once(child, "error");
    throw new UnavailableError(`${program} could not be started: ${String(error)}`, { cause: error });
  }
  child.unref();
  const { pid } = child;
  const { executable, endSignal, details } = command;
  const startTime = readProcess(pid)?.startTime ?? "ended";
  const record = { pid, startTime, executable, arguments: command.arguments, endSignal, details };
  // Nothing is awaited between the start and this, so that only a kill within microseconds leaves a child unrecorded.
  writeRecord(pidFile, record);
  return record;
}

/** The running child that the pid file speaks of; undefined when it has none or the pid is another process's by now. */
export function findChild(pidFile: string): ChildRecord | undefined {
  let record: ChildRecord;
  try {
    record = recordSchema.parse(JSON.parse(readFileSync(pidFile, "utf8")));
  } catch {
    return undefined;
  }
  const running = readProcess(record.pid);
  // A restarted machine counts its start times anew, so the command has to agree too.
  const same = running?.startTime === record.startTime && running.command.includes(basename(record.executable));
  return same ? record : undefined;
}

/** Adds what became known of a child after its start to its pid file. */
export function recordDetails(pidFile: string, record: ChildRecord, details: Record<string, unknown>): ChildRecord {
  const complete = { ...record, details: { ...record.details, ...details } };
  writeRecord(pidFile, complete);
  return complete;
}

/** Whether `record` is the process that `command` would start, so that it may be used in its place. */
export function runsCommand(record: ChildRecord, command: Pick<ChildCommand, "executable" | "arguments">): boolean {
  return (
    record.executable === command.executable && JSON.stringify(record.arguments) === JSON.stringify(command.arguments)
  );
}

/** Ends the child of the pid file, if it runs: its own signal first, SIGKILL after `graceMs`. Removes the pid file. */
export async function endChild(pidFile: string, graceMs: number): Promise<void> {
  const record = findChild(pidFile);
  if (record !== undefined) {
    signal(record, record.endSignal);
    if (!(await waitForEnd(record, graceMs))) {
      signal(record, "SIGKILL");
      await waitForEnd(record, graceMs);
    }
  }
  if (existsSync(pidFile)) rmSync(pidFile, { force: true });
}

/** Whether the child ended within `boundMs`. Polls, because an adopted process is no child that could be waited for. */
async function waitForEnd(record: ChildRecord, boundMs: number): Promise<boolean> {
  const deadline = performance.now() + boundMs;
  while (isAlive(record)) {
    if (performance.now() >= deadline) return false;
    await delay(POLL_MS);
  }
  return true;
}

function signal(record: ChildRecord, name: NodeJS.Signals): void {
  try {
    process.kill(record.pid, name);
  } catch {
    // It ended by itself in between.
  }
}

function writeRecord(pidFile: string, record: ChildRecord): void {
  const draft = `${pidFile}.${process.pid}.new`;
  writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, pidFile);
}
