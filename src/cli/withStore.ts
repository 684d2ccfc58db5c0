import { readEnv } from "../lib/env.js";
import { createLogger } from "../lib/log.js";
import { createShutdown } from "../lib/shutdown.js";
import type { Store } from "../start/store.js";

/**
 * Opens the store that the environment names, as its processes do, for the length of one command: a running embedded
 * store is joined, one that is stopped is started and stopped again. Only warnings are logged.
 * @throws Error where there is no store: no command makes one.
 */
export async function withStore<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
  // What a store is made of takes more than a second to load, which `--help` and a mistyped option need not wait for.
  const { openStore } = await import("../start/store.js");
  const { requireStore } = await import("../start/requireStore.js");
  const env = readEnv();
  process.stderr.write(`On ${requireStore(env)}:\n`);
  const log = createLogger("warn");
  const shutdown = createShutdown(log);
  try {
    return await work(await openStore(env, log, shutdown));
  } finally {
    await shutdown.close();
  }
}

/** The name that an operator's acts from this command line are audited by. */
export function commandLineClient(): string {
  return `command line (${process.env.USER ?? "unknown user"})`;
}
