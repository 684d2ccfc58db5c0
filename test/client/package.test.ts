import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

let project: string;

const run = (command: string, ...parts: string[]) =>
  execFileSync(command, parts, { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** What `npm install` would fetch for the package, from what is installed here. */
async function install(...names: string[]): Promise<void> {
  for (const name of names) {
    const place = join(project, "node_modules", name);
    await mkdir(dirname(place), { recursive: true });
    await symlink(resolve("node_modules", name), place);
  }
}

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "coffer-package-"));
  execFileSync("npm", ["run", "--silent", "build:package"], { stdio: "inherit" });
  run("npm", "pack", "--silent", "--ignore-scripts", resolve("dist/package"));
  const [packed = ""] = (await readdir(project)).filter((name) => name.endsWith(".tgz"));
  await mkdir(join(project, "node_modules/coffer"), { recursive: true });
  run("tar", "-xzf", packed, "--strip-components=1", "-C", "node_modules/coffer");
  await install("openapi-fetch", "openapi-typescript-helpers", "@types/node", "undici-types");
  await writeFile(join(project, "package.json"), JSON.stringify({ type: "module" }));
}, 180_000);
afterAll(() => rm(project, { recursive: true, force: true }));

it("the packed package is imported by plain Node, with openapi-fetch beside it and nothing else", async () => {
  const script = `
    import { CofferUnreachableError, createCofferClient } from "coffer/client";
    const coffer = createCofferClient({ baseUrl: "http://127.0.0.1:1", key: "cfr_service_x", giveUpAfterMs: 200 });
    const error = await coffer.get("/v1/catalog").catch((thrown) => thrown);
    console.log(error instanceof CofferUnreachableError, Object.keys(coffer).join());`;
  await writeFile(join(project, "plain.js"), script);
  expect(run(process.execPath, "plain.js").trim()).toBe("true get,post,patch,delete,charge,requireCredits");
});

it("its types hold in a strict TypeScript project, without skipLibCheck", async () => {
  const source = `
    import { type Wallet, createCofferClient, isCofferError } from "coffer/client";
    const coffer = createCofferClient({ baseUrl: "http://127.0.0.1:1", key: "cfr_store_x" });
    const wallet: Wallet = await coffer.post("/v1/wallets", { body: { externalId: "buyer-1" } });
    const charged = await coffer.charge({ walletId: wallet.id, usage: { operation: "image" } }, async ({ signal }) => {
      signal.throwIfAborted();
      return { result: 1, providerCostUsd: "0.01" };
    });
    export const one: number = charged.result;
    export const url = (error: unknown): string =>
      isCofferError(error, "insufficient_credits") ? error.problem.topUpUrl : "";
    // @ts-expect-error a wallet has no such field
    wallet.credit;
    // @ts-expect-error there is no such path
    await coffer.get("/v1/wallet");`;
  await writeFile(join(project, "strict.ts"), source);
  const options = {
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    target: "ES2023",
    lib: ["ES2023"],
    module: "NodeNext",
    types: ["node"],
    noEmit: true,
  };
  await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files: ["strict.ts"] }));
  const compiled = () => run(process.execPath, resolve("node_modules/typescript/bin/tsc"));
  expect(compiled).not.toThrow();
}, 120_000);
