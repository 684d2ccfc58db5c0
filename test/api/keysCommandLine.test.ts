import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { addKeyCommands } from "../../src/cli/keys.js";
import { type Coffer, callCoffer, createDataDirectory, startCoffer } from "../support/coffer.js";
import { runCommand } from "../support/commandLine.js";

let data: Awaited<ReturnType<typeof createDataDirectory>>;
let coffer: Coffer;

beforeAll(async () => {
  data = await createDataDirectory();
  coffer = await startCoffer("src/main.ts", { DATA_DIR: data.path, PORT: "0", LOG_LEVEL: "warn" });
  vi.stubEnv("DATA_DIR", data.path);
}, 300_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  expect(await coffer.stop()).toBe(0);
  await data.remove();
});

/** `coffer keys …` in this process, which has loaded all of it already. */
async function keys(...words: string[]): Promise<{ stdout: string; stderr: string }> {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const logged = vi.spyOn(console, "log").mockImplementation((line) => void stdout.push(line));
  const warned = vi.spyOn(console, "error").mockImplementation((line) => void stderr.push(line));
  try {
    const writeErr = (text: string) => void stderr.push(text);
    const program = new Command("coffer").exitOverride().configureOutput({ writeErr });
    addKeyCommands(program);
    await program.parseAsync(["keys", ...words], { from: "user" });
    return { stdout: stdout.join("\n"), stderr: stderr.join("\n") };
  } finally {
    logged.mockRestore();
    warned.mockRestore();
  }
}

async function statusOf(key: string): Promise<number> {
  const headers = { authorization: `Bearer ${key}` };
  return (await fetch(`${coffer.url}/v1/wallets?externalId=x`, { headers })).status;
}

describe("coffer keys", () => {
  it("rotate and revoke keys of a running store, which heeds both and keeps who did it", async () => {
    const made = (await keys("create", "--role", "store", "--client", "shop")).stdout;
    const listed = await keys("list");
    const [, id = ""] = /^(key_\w+) +store +shop +works$/m.exec(listed.stdout) ?? [];
    expect(id).not.toBe("");
    expect(listed.stdout).not.toContain(made.slice(12));

    const rotated = await keys("rotate", id, "--overlap", "1h");
    const next = rotated.stdout;
    expect(next).toMatch(/^cfr_store_\w+$/);
    expect(rotated.stderr).toContain(`of client "shop" in place of ${id}, which works for another 1h at most.`);
    expect((await keys("list")).stdout).toMatch(new RegExp(`^${id} .+ works until 20`, "m"));
    expect([await statusOf(made), await statusOf(next)]).toEqual([200, 200]);

    expect((await keys("revoke", id)).stdout).toMatch(/^key_\w+, a store key of client "shop", is revoked.+$/);
    await vi.waitFor(async () => expect(await statusOf(made)).toBe(401), { timeout: 5_000, interval: 200 });
    expect(await statusOf(next)).toBe(200);
    expect((await keys("list")).stdout).toMatch(new RegExp(`^${id} .+ revoked 20`, "m"));

    expect((await keys("list")).stderr).toBe("");
    const newest = await keys("list", "--limit", "1");
    expect(newest.stderr).toBe("There are more than are shown; --limit 2 shows more.");
    expect(newest.stdout.split("\n")).toHaveLength(2);

    const audit = await callCoffer(coffer, data.path, "operator", `/v1/audit?objectId=${id}`);
    const clientId = expect.stringContaining("command line");
    expect(audit.body.data).toMatchObject([
      { action: "key.revoke", clientId },
      { action: "key.rotate", clientId, note: "both work for 3600 s" },
      { action: "key.create", clientId },
    ]);

    const again = runCommand(data.path, "keys", "rotate", id);
    expect(await again.ended).toBe(1);
    expect(again.stdout()).toBe("");
    expect(again.output()).toMatch(/This key is revoked; make a new one .+`coffer keys create --help` says how\./);
  }, 300_000);

  it("refuse what they do not know, and say what they do", async () => {
    await expect(keys("revoke", "key_none")).rejects.toThrow(
      "There is no such key. `coffer keys list` shows those there are.",
    );
    await expect(keys("rotate", "key_none")).rejects.toThrow("There is no such key.");
    await expect(keys("rotate", "key_none", "--overlap", "soon")).rejects.toThrow(
      '"soon" is not a duration; write it like 40d, 12h, 30m or 90s',
    );
    await expect(keys("rotate", "key_none", "--overlap", "91d")).rejects.toThrow("90d is the most");
    await expect(keys("list", "--limit", "many")).rejects.toThrow("It must be a whole number from 1 to 999999.");
    await expect(keys("rotate")).rejects.toThrow("missing required argument 'keyId'");
    const help = new Command("coffer");
    addKeyCommands(help);
    const text = help.commands[0]?.helpInformation() ?? "";
    for (const name of ["create", "list", "rotate", "revoke"]) expect(text).toMatch(new RegExp(`^ +${name} `, "m"));
  }, 300_000);
});
