import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

/** What the Compose file decides itself, whatever `.env` says: its own network, ports, database and queue. */
const DECIDED = ["DATABASE_URL", "HOST", "METRICS_HOST", "METRICS_PORT", "NODE_ENV", "PORT", "REDIS_URL"];

const serviceSchema = z.object({
  env_file: z.string(),
  environment: z.record(z.string(), z.coerce.string()),
  volumes: z.array(z.string()),
});
const composeSchema = z.object({ services: z.object({ api: serviceSchema, workers: serviceSchema }) });

describe("the Compose file", () => {
  it("gives the API and the workers the whole of .env, but for what it decides itself", async () => {
    const { services } = composeSchema.parse(parse(await readFile("docker-compose.yml", "utf8"), { merge: true }));
    for (const { env_file, environment } of Object.values(services)) {
      expect(env_file).toBe(".env");
      const decided = Object.entries(environment).filter(([name, value]) => !value.startsWith(`\${${name}:`));
      expect(decided.map(([name]) => name).toSorted()).toEqual(DECIDED);
    }
  });

  it("shows both of them the address lists", async () => {
    const { services } = composeSchema.parse(parse(await readFile("docker-compose.yml", "utf8"), { merge: true }));
    for (const { volumes } of Object.values(services)) {
      expect(volumes).toContain("./address-lists:/coffer/address-lists:ro");
    }
  });
});

it("the units give the API and the workers metrics ports of their own, which the guide names", async () => {
  const guide = await readFile("docs/production.md", "utf8");
  const units = ["coffer-api", "coffer-workers"].map((name) => readFile(`deploy/systemd/${name}.service`, "utf8"));
  const ports = (await Promise.all(units)).map((unit) => /^Environment=METRICS_PORT=(\d+)$/m.exec(unit)?.[1]);
  expect(new Set(ports).size).toBe(2);
  for (const port of ports) expect(guide).toContain(`127.0.0.1:${port}`);
});

it("the guide's command line for Compose needs no API that runs, because a restore acts before one starts", async () => {
  const guide = await readFile("docs/production.md", "utf8");
  const line = /^coffer\(\).* docker compose .*$/m.exec(guide)?.[0] ?? "";
  const script = `docker() { printf '%s\\n' "$@"; }\n${line}\ncoffer addresses skip --note "two words"`;
  const { stdout } = await promisify(execFile)("bash", ["-c", script]);
  const words = stdout.trimEnd().split("\n");
  expect(words).toEqual(expect.arrayContaining(["run", "--rm", "--no-deps"]));
  expect(words.slice(words.indexOf("api"))).toEqual([
    "api",
    "node",
    "bin/coffer.mjs",
    "addresses",
    "skip",
    "--note",
    "two words",
  ]);
});
