import { Redis } from "ioredis";
import type { LimitStores } from "../api/limits.js";
import { createSharedLimitStore } from "../api/sharedLimitStore.js";
import type { Shutdown } from "../lib/shutdown.js";
import type { Store } from "./store.js";

/** A request waits for its count this long at most, in milliseconds. */
const ANSWER_WITHIN_MS = 250;
/** A connection that is silent for so long while an answer is due is opened anew, in milliseconds: its machine may be gone. */
const SILENT_MS = 5_000;

/** Where the API counts what it limits: in Redis where there is one. @returns undefined where there is none. */
export function openLimitStores(
  { env, storeId, log }: Pick<Store, "env" | "storeId" | "log">,
  shutdown: Shutdown,
): LimitStores | undefined {
  if (env.redisUrl === undefined) return undefined;
  const redis = new Redis(env.redisUrl, {
    connectionName: "coffer-limits",
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: ANSWER_WITHIN_MS,
    socketTimeout: SILENT_MS,
  });
  // Whoever counts is told by the command that fails.
  redis.on("error", () => {});
  shutdown.add("limits", async () => redis.disconnect());
  return (name) =>
    createSharedLimitStore({
      prefix: `{coffer:${storeId}}:limit:${name}:`,
      sendCommand: (command, ...rest) => redis.call(command, ...rest) as Promise<string>,
      log,
    });
}
