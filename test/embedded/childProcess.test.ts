import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type ChildCommand, endChild, findChild, startChild } from "../../src/embedded/childProcess.js";
import { isAlive, readProcess } from "../../src/embedded/processIdentity.js";
import { scratchDirectory } from "./scratch.js";

function nodeCommand(script: string): ChildCommand {
  return { executable: process.execPath, arguments: ["-e", script], endSignal: "SIGTERM", details: { port: 1 } };
}

describe("a child process", () => {
  it("runs in a process group of its own, is found by its pid file, and ends on demand", async () => {
    const directory = scratchDirectory();
    const pidFile = join(directory, "child.json");
    const record = await startChild(pidFile, join(directory, "log"), nodeCommand("setInterval(() => {}, 1000)"));
    const processGroup = readFileSync(`/proc/${record.pid}/stat`, "utf8").split(") ")[1]?.split(" ")[2];
    expect(Number(processGroup)).toBe(record.pid);
    expect(findChild(pidFile)).toEqual(record);
    await endChild(pidFile, 2_000);
    expect(isAlive(record)).toBe(false);
    expect(existsSync(pidFile)).toBe(false);
  });

  it("is killed when it does not end by itself in time", async () => {
    const directory = scratchDirectory();
    const pidFile = join(directory, "child.json");
    const log = join(directory, "log");
    const stubborn = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')";
    const record = await startChild(pidFile, log, nodeCommand(stubborn));
    await expect.poll(() => readFileSync(log, "utf8")).toContain("up");
    await endChild(pidFile, 200);
    expect(isAlive(record)).toBe(false);
  });

  it("is never confused with a foreign process that was given its pid", async () => {
    const directory = scratchDirectory();
    const pidFile = join(directory, "child.json");
    const foreign = spawn("sleep", ["60"], { stdio: "ignore" });
    onTestFinished(() => void foreign.kill("SIGKILL"));
    await once(foreign, "spawn");
    const command = nodeCommand("");
    const startTime = readProcess(foreign.pid ?? 0)?.startTime;
    const stale = { ...command, pid: foreign.pid, startTime };
    for (const record of [stale, { ...stale, executable: "/bin/sleep", startTime: "1" }]) {
      writeFileSync(pidFile, JSON.stringify(record));
      expect(findChild(pidFile)).toBeUndefined();
      await endChild(pidFile, 200);
      expect(readProcess(foreign.pid ?? 0)).toBeDefined();
      expect(existsSync(pidFile)).toBe(false);
    }
    // The same record in full is recognised: the checks above fail for the stated reason and no other.
    writeFileSync(pidFile, JSON.stringify({ ...stale, executable: "/bin/sleep" }));
    expect(findChild(pidFile)?.pid).toBe(foreign.pid);
  });

  it("that cannot be started says which program is missing", async () => {
    const directory = scratchDirectory();
    const command = { ...nodeCommand(""), executable: "/nowhere/program" };
    await expect(startChild(join(directory, "p"), join(directory, "log"), command)).rejects.toThrow("/nowhere/program");
  });
});
