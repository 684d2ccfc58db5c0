import { DEVELOPMENT_XPUBS } from "../chains/testXpubs.js";
import type { Sql } from "../db/sql.js";
import type { Env } from "../lib/env.js";
import type { Logger } from "../lib/log.js";
import { pinXpub } from "./pinXpub.js";
import { requireDurableDatabase } from "./requireDurableDatabase.js";
import { requireNoPlayKeys } from "./requireNoPlayKeys.js";
import { requireSafeRedis } from "./requireSafeRedis.js";
import { takesRealMoney, usesDevelopmentChains } from "./safeSettings.js";

/**
 * Looks at what the settings lead to, before anything is built on it: the database, Redis, and the account keys.
 * @throws EnvError with a sentence that says what to change.
 */
export async function requireSafeParts(env: Env, sql: Sql, log: Logger): Promise<void> {
  const isReal = takesRealMoney(env);
  await requireDurableDatabase(sql, { isReal, log });
  if (env.redisUrl !== undefined) await requireSafeRedis(env.redisUrl, { isReal, log });
  if (isReal) await requireNoPlayKeys(sql);
  for (const network of ["tron", "ethereum"] as const) {
    const { urls, xpub = DEVELOPMENT_XPUBS[network], addressList } = env[network];
    if (urls === undefined && !usesDevelopmentChains(env)) continue;
    const fingerprint = await pinXpub(sql, { network, xpub, addressList });
    log.info({ network, fingerprint }, "account key");
  }
}
