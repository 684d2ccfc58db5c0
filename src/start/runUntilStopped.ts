import { type Env, EnvError, readEnv } from "../lib/env.js";
import { messageOf } from "../lib/errors.js";
import { createLogger } from "../lib/log.js";
import { createShutdown, type Shutdown } from "../lib/shutdown.js";
import { serveMetrics } from "../metrics/serveMetrics.js";
import { openStore, type Store } from "./store.js";

/** Reply to SIGTERM within 10 s, as api.md promises: a part that hangs is left behind before that. */
const CLOSE_WITHIN_MS = 9_500;

/**
 * The frame of every main: opens the store, lets `start` build on it, and closes everything in reverse order on SIGTERM or
 * SIGINT. A start that fails says why in one message and closes what was open.
 */
export async function runUntilStopped(start: (store: Store, shutdown: Shutdown) => Promise<void>): Promise<void> {
  const env = readEnvOrExit();
  const log = createLogger(env.logLevel);
  const shutdown = createShutdown(log);
  const stop = async (code: number) => {
    setTimeout(() => {
      log.error("closing took too long; ending all the same");
      process.exit(1);
    }, CLOSE_WITHIN_MS).unref();
    await shutdown.close();
    process.exit(code);
  };
  // Handled for good: a group and a parent may each pass the same signal on, and the second must not end us half closed.
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(0));
  process.on("unhandledRejection", (error) => {
    log.fatal({ err: error }, "unhandled rejection");
    void stop(1);
  });
  try {
    const store = await openStore(env, log, shutdown);
    const metrics = await serveMetrics(store.metrics.registry, env.metrics, log);
    shutdown.add("metrics", () => metrics.close());
    await start(store, shutdown);
  } catch (error) {
    if (error instanceof EnvError) process.stderr.write(`${error.message}\n`);
    else log.fatal({ err: error }, `Coffer could not start: ${messageOf(error)}`);
    await stop(1);
  }
}

function readEnvOrExit(): Env {
  try {
    return readEnv();
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    return process.exit(1);
  }
}
