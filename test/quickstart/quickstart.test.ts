import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, cp, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { promisify } from "node:util";
import getPort from "get-port";
import { PNG } from "pngjs";
import { afterAll, beforeAll, expect, it } from "vitest";

/** What a clone does not have, and the packages, which are reused: installing them takes longer than all the rest. */
const LEFT_OUT = new Set([".git", ".coffer", "node_modules", "coverage"]);

let clone: string;
let stop = async () => {};

/** The page's commands, in order, by what their blocks are for: `install`, `start`, or `` for the second terminal. */
async function readCommands(): Promise<{ purpose: string; commands: string }[]> {
  const page = await readFile("docs/quickstart.md", "utf8");
  return [...page.matchAll(/^```sh ?(\w*)\n(.*?)^```$/gms)].map(([, purpose = "", commands = ""]) => ({
    purpose,
    commands,
  }));
}

/** `npm start` in a terminal of its own; resolves with its address when it is ready. */
async function startStore(commands: string): Promise<string> {
  const environment = { ...process.env, PORT: String(await getPort()), METRICS_PORT: "0" };
  const child = spawn("bash", ["-c", `exec ${commands}`], { cwd: clone, env: environment, detached: true });
  stop = async () => {
    // As Ctrl-C in its terminal does. Everything has ended when nothing holds its output any more.
    const closed = once(child, "close");
    if (child.pid !== undefined) process.kill(-child.pid, "SIGINT");
    await closed;
  };
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer) => {
      output += chunk;
      const ready = /^\{"event":"ready","url":"(.*)"\}$/m.exec(output);
      if (ready?.[1] !== undefined) resolve(ready[1]);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", () => reject(new Error(`npm start ended: ${output.slice(-2_000)}`)));
  });
}

beforeAll(async () => {
  clone = await mkdtemp(join(tmpdir(), "coffer-quickstart-"));
  // PostgreSQL's own user must reach the folder in it.
  await chmod(clone, 0o755);
  await cp(".", clone, { recursive: true, filter: (source) => !LEFT_OUT.has(basename(source)) });
  await symlink(resolve("node_modules"), join(clone, "node_modules"));
});
afterAll(async () => {
  await stop();
  await rm(clone, { recursive: true, force: true });
});

it("docs/quickstart.md, word for word, leads from a clone to a charged generation", async () => {
  const commands = await readCommands();
  expect(commands.map(({ purpose }) => purpose).slice(0, 3)).toEqual(["install", "start", ""]);
  expect(commands[0]?.commands).toBe("npm ci\n");
  const url = await startStore(commands[1]?.commands ?? "");
  const terminal = commands.filter(({ purpose }) => purpose === "").map((block) => block.commands);
  const script = terminal.join("\n").replace("URL=http://localhost:3000\n", `URL=${url}\n`);
  expect(script).toContain(`URL=${url}`);
  const { stdout } = await promisify(execFile)("bash", ["-eu", "-c", script], {
    cwd: clone,
    timeout: 400_000,
  });
  const lines = stdout.trim().split("\n");
  const addresses = stdout.match(/http:\/\/\S+/g) ?? [];
  expect(addresses).toEqual([expect.stringMatching(/\/checkout\/chk_/)]);
  for (const address of addresses) expect([address, (await fetch(address)).status]).toEqual([address, 200]);
  expect(lines[0]).toMatch(/^The buyer's wallet is wal_/);
  expect(lines).toContain("120");
  expect(lines.slice(-2)).toEqual(["Drew lighthouse.png for 4 credits.", "116"]);
  expect(PNG.sync.read(await readFile(join(clone, "lighthouse.png")))).toMatchObject({ width: 1024, height: 1024 });
}, 600_000);
