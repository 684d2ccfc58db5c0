import { setTimeout as delay } from "node:timers/promises";
import { ensureDevelopmentKeys } from "./developmentKeys.js";
import type { Store } from "./store.js";

const LATE_EVERY_MS = 60_000;
const ASK_EVERY_MS = 50;
const ASK_EVERY_MOST_MS = 1_000;

async function isReady(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const reply = await fetch(`${url}/readyz`, { signal });
    await reply.arrayBuffer();
    return reply.ok;
  } catch {
    return false;
  }
}

/** Asks `/readyz` until it answers 200, less often as time goes by. @returns false where `signal` was aborted before. */
export async function waitUntilReady(url: string, signal: AbortSignal): Promise<boolean> {
  for (let pause = ASK_EVERY_MS; !signal.aborted; pause = Math.min(pause * 1.1, ASK_EVERY_MOST_MS)) {
    if (await isReady(url, signal)) return true;
    await delay(pause);
  }
  return false;
}

/**
 * Prints the ready line once `/readyz` answers 200, however long that takes; never where `stopping` is aborted before. On
 * development chains also where the keys and pages are, on stderr.
 */
export async function announceReady(
  { env, log, database, development }: Pick<Store, "env" | "log" | "database" | "development">,
  url: string,
  stopping: AbortSignal,
): Promise<void> {
  const keys = development === null ? null : await ensureDevelopmentKeys(database.pool, env.dataDir);
  const late = setInterval(() => log.error({ url }, "still not ready; /readyz says what is missing"), LATE_EVERY_MS);
  const isReadyNow = await waitUntilReady(url, stopping);
  clearInterval(late);
  if (!isReadyNow) return;
  if (keys !== null) {
    process.stderr.write(
      `\nCoffer runs on development chains at ${url}\n  prices       ${url}/pricing\n  console      ${url}/console\n` +
        `  store key    ${keys.store}\n  service key  ${keys.service}\n  operator key ${keys.operator}\n` +
        `  keys and chains are kept in ${env.dataDir}\n\n`,
    );
  }
  process.stdout.write(`${JSON.stringify({ event: "ready", url })}\n`);
}
