import { Redis } from "ioredis";
import { EnvError } from "../lib/env.js";
import { messageOf } from "../lib/errors.js";
import type { Logger } from "../lib/log.js";

/** Under any other setting Redis drops jobs when it is full, or forgets them when it restarts. */
const WANTED = { "maxmemory-policy": "noeviction", appendonly: "yes" } as const;

const ANSWER_WITHIN_MS = 2_000;

async function readSettings(url: string): Promise<Map<string, string>> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0, connectTimeout: ANSWER_WITHIN_MS });
  redis.on("error", () => {});
  try {
    await redis.connect();
    const settings = new Map<string, string>();
    for (const name of Object.keys(WANTED)) {
      const [, value = ""] = (await redis.config("GET", name)) as string[];
      settings.set(name, value);
    }
    return settings;
  } finally {
    redis.disconnect();
  }
}

/**
 * Looks whether Redis keeps jobs. The tables know better, so that nothing is lost without them, but work would be late.
 * A Redis that is away or tells nothing, as hosted ones do, is the operator's to look after.
 * @throws EnvError where money is real and Redis may drop jobs; elsewhere it is a warning.
 */
export async function requireSafeRedis(url: string, { isReal, log }: { isReal: boolean; log: Logger }): Promise<void> {
  let settings: Map<string, string>;
  try {
    settings = await readSettings(url);
  } catch (error) {
    log.warn({ reason: messageOf(error), wanted: WANTED }, "Redis does not tell its settings; check them yourself");
    return;
  }
  for (const [name, wanted] of Object.entries(WANTED)) {
    const actual = settings.get(name);
    if (actual === wanted) continue;
    const sentence = `REDIS_URL: this Redis has ${name} ${actual} and may lose jobs; set ${name} ${wanted} in redis.conf.`;
    if (isReal) throw new EnvError(sentence);
    log.warn(sentence);
  }
}
