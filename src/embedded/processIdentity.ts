import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** What tells a process from another one that was given the same pid later. */
export type ProcessIdentity = {
  pid: number;
  /** When it started, in the system's own form: comparable for equality only. */
  startTime: string;
};

export type ProcessState = ProcessIdentity & { command: string };

/** The process with this pid as the system knows it now; undefined where there is none, or only its zombie. */
export function readProcess(pid: number): ProcessState | undefined {
  return process.platform === "linux" ? readFromProc(pid) : readFromPs(pid);
}

/** Whether the process is still the one that was recorded. */
export function isAlive(identity: ProcessIdentity): boolean {
  return readProcess(identity.pid)?.startTime === identity.startTime;
}

/** This process. */
export function ownIdentity(): ProcessIdentity {
  const state = readProcess(process.pid);
  return { pid: process.pid, startTime: state?.startTime ?? "" };
}

function readFromProc(pid: number): ProcessState | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The second field is the name in parentheses, which may hold anything; the rest is counted from behind it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state] = fields;
    const startTime = fields[19];
    if (startTime === undefined || state === "Z" || state === "X") return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    return { pid, startTime, command };
  } catch {
    return undefined;
  }
}

function readFromPs(pid: number): ProcessState | undefined {
  try {
    const line = execFileSync("ps", ["-o", "stat=,lstart=,command=", "-p", String(pid)], {
      encoding: "utf8",
      env: { LC_ALL: "C", PATH: "/bin:/usr/bin" },
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
    const match = /^(\S+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s+(.*)$/.exec(line);
    const [, state = "Z", startTime = "", command = ""] = match ?? [];
    return state.startsWith("Z") ? undefined : { pid, startTime, command };
  } catch {
    return undefined;
  }
}
