import { ensureDevelopmentKeys } from "./developmentKeys.js";
import type { Store } from "./store.js";

const READY_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 50;

/** Asks `/readyz` until it answers 200. @returns false where it has not within a minute. */
export async function waitUntilReady(url: string): Promise<boolean> {
  const until = Date.now() + READY_WITHIN_MS;
  while (Date.now() < until) {
    const reply = await fetch(`${url}/readyz`).catch(() => undefined);
    await reply?.arrayBuffer();
    if (reply?.ok) return true;
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  return false;
}

/** Prints the ready line once `/readyz` answers 200; on development chains also where the keys and pages are, on stderr. */
export async function announceReady(store: Store, url: string): Promise<void> {
  const { env, log, database, development } = store;
  const keys = development === null ? null : await ensureDevelopmentKeys(database.pool, env.dataDir);
  if (!(await waitUntilReady(url))) log.error({ url }, "not ready within a minute; /readyz says what is missing");
  if (keys !== null) {
    process.stderr.write(
      `\nCoffer runs on development chains at ${url}\n  prices       ${url}/pricing\n  console      ${url}/console\n` +
        `  store key    ${keys.store}\n  service key  ${keys.service}\n  operator key ${keys.operator}\n` +
        `  keys and chains are kept in ${env.dataDir}\n\n`,
    );
  }
  process.stdout.write(`${JSON.stringify({ event: "ready", url })}\n`);
}
