import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Development, readDevelopment } from "../src/embedded/development.js";

export type Network = "tron" | "ethereum";
export type OpenedCheckout = { id: string; walletId: string; url: string; address: string; amountDue: string };

export type RunningStore = {
  url: string;
  keys: { store: string; service: string; operator: string };
  development: Development;
  /** Posts to the API, with a new Idempotency-Key; `key` is the store's where left out. @throws Error on any refusal. */
  post<Reply>(path: string, body: unknown, key?: string): Promise<Reply>;
  /** Opens a checkout for a new wallet; more fields of the request in `fields`. */
  openCheckout(network: Network | null, fields?: Record<string, unknown>): Promise<OpenedCheckout>;
  /** Stops it and removes all that it kept. */
  close(): Promise<void>;
};

/** Runs `npm start` in a folder of its own, as a user would who has configured nothing else than `environment`. */
export async function startStore(environment: Record<string, string> = {}): Promise<RunningStore> {
  const directory = await mkdtemp(join(tmpdir(), "coffer-bench-"));
  // PostgreSQL does not run as root and must be able to reach its folder.
  await chmod(directory, 0o755);
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ["--import", "tsx", "src/main.ts"], {
    env: { PATH, HOME, DATA_DIR: directory, PORT: "0", METRICS_PORT: "0", LOG_LEVEL: "fatal", ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await readUrl(child.stdout);
  const keys = JSON.parse(await readFile(join(directory, "keys.json"), "utf8")) as RunningStore["keys"];

  async function post<Reply>(path: string, body: unknown, key = keys.store): Promise<Reply> {
    const headers = {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      "idempotency-key": crypto.randomUUID(),
    };
    const reply = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
    return (await reply.json()) as Reply;
  }

  return {
    url,
    keys,
    development: readDevelopment(directory) as Development,
    post,
    openCheckout: async (network, fields = {}) => {
      const walletId = fields.walletId ?? (await post<{ id: string }>("/v1/wallets", {})).id;
      return post("/v1/checkouts", { packId: "small", ...(network === null ? {} : { network }), ...fields, walletId });
    },
    close: async () => {
      if (child.exitCode === null) {
        child.kill("SIGTERM");
        await once(child, "exit");
      }
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The address in the line that says that the store is ready. */
async function readUrl(output: AsyncIterable<unknown>): Promise<string> {
  for await (const chunk of output) {
    const line = String(chunk)
      .split("\n")
      .find((each) => each.includes('"ready"'));
    if (line !== undefined) return JSON.parse(line).url;
  }
  throw new Error("the store ended before it was ready");
}
