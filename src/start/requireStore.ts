import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Env } from "../lib/env.js";
import { usesDevelopmentChains } from "./safeSettings.js";

/** What of a store lies in DATA_DIR; null where all of it is elsewhere. */
function embeddedPart(env: Env): "postgres" | "ethereum" | null {
  if (env.databaseUrl === undefined) return "postgres";
  return usesDevelopmentChains(env) ? "ethereum" : null;
}

/**
 * Says which store a command acts on. Only a start makes one: a command in a shell without the store's settings would make
 * an empty one, report on that, and look as if all were well.
 * @throws Error where DATA_DIR would hold the store and does not.
 */
export function requireStore(env: Env): string {
  const part = embeddedPart(env);
  if (part !== null && !existsSync(join(env.dataDir, part))) {
    const unset = part === "postgres" ? "no DATABASE_URL" : "neither network's RPC_URLS";
    throw new Error(
      `There is no store in ${env.dataDir}, and ${unset} is set. ` +
        "Give this command the settings of your store (docs/production.md says how), or make a store by `npm start`.",
    );
  }
  if (env.databaseUrl === undefined) return `the embedded store in ${env.dataDir}`;
  const { host, pathname } = new URL(env.databaseUrl);
  return `the store in ${host}${pathname}`;
}
