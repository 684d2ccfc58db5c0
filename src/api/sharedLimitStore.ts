import { type ClientRateLimitInfo, MemoryStore, type Options, type Store } from "express-rate-limit";
import { type RedisReply, RedisStore } from "rate-limit-redis";
import { messageOf } from "../lib/errors.js";
import type { Logger } from "../lib/log.js";

/** While Redis is away it is asked again this often, so that requests do not each wait for it, in milliseconds. */
const AGAIN_MS = 1_000;

/**
 * Counts what is limited in Redis, for all processes together. While Redis does not answer, each process counts for
 * itself: nobody is shut out because of it, and nobody may do as they like.
 */
export function createSharedLimitStore({
  prefix,
  sendCommand,
  log,
}: {
  prefix: string;
  sendCommand: (...command: string[]) => Promise<RedisReply>;
  log: Logger;
}): Store {
  const local = new MemoryStore();
  let options: Options | undefined;
  let shared: RedisStore | undefined;
  let awayUntil = 0;

  async function onRedis<Result>(work: (store: RedisStore) => Promise<Result>): Promise<Result> {
    if (shared === undefined) {
      const opened = new RedisStore({ prefix, sendCommand });
      if (options !== undefined) await opened.init(options);
      shared = opened;
    }
    return work(shared);
  }

  async function count(key: string): Promise<ClientRateLimitInfo> {
    if (Date.now() < awayUntil) return local.increment(key);
    try {
      return await onRedis((store) => store.increment(key));
    } catch (error) {
      if (Date.now() >= awayUntil) log.warn({ reason: messageOf(error) }, "Redis is away: each process counts alone");
      awayUntil = Date.now() + AGAIN_MS;
      // Its scripts may be gone when it comes back.
      shared = undefined;
      return local.increment(key);
    }
  }

  return {
    prefix,
    init: (given) => {
      options = given;
      local.init(given);
    },
    increment: count,
    decrement: (key) => onRedis((store) => store.decrement(key)),
    resetKey: (key) => onRedis((store) => store.resetKey(key)),
    shutdown: () => local.shutdown(),
  };
}
