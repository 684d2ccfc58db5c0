import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readEnv } from "../../src/lib/env.js";
import { requireStore } from "../../src/start/requireStore.js";
import { createDataDirectory } from "../support/coffer.js";
import { runCommand } from "../support/commandLine.js";

let data: Awaited<ReturnType<typeof createDataDirectory>>;

beforeAll(async () => {
  data = await createDataDirectory();
});
afterAll(() => data.remove());

describe("a command where there is no store", () => {
  it("makes none: it is refused, says what to set, and prints no key", async () => {
    const command = runCommand(join(data.path, "none"), "keys", "create", "--role", "operator");
    expect(await command.ended).toBe(1);
    expect(command.stdout()).toBe("");
    expect(command.output()).toMatch(
      /There is no store in .+\/none, and no DATABASE_URL is set\..+docs\/production\.md/,
    );
    expect(await readdir(data.path)).toEqual([]);
  }, 120_000);

  it("makes no chains beside a database either", () => {
    const env = readEnv({ DATA_DIR: data.path, DATABASE_URL: "postgresql://u:p@db:5432/coffer", COFFER_DEV: "1" });
    expect(() => requireStore(env)).toThrow("neither network's RPC_URLS is set");
  });
});

it("a command names the store that it acts on, without its password", () => {
  const env = readEnv({ DATABASE_URL: "postgresql://coffer:secret@db:5432/coffer", TRON_RPC_URLS: "http://node" });
  expect(requireStore(env)).toBe("the store in db:5432/coffer");
});
