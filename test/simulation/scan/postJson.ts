import { setTimeout as delay } from "node:timers/promises";

const TRIES = 5;
const AGAIN_MS = 200;

/**
 * Asks a node by POST and reads the JSON of its answer. A connection that the node closed while it was idle is asked on anew.
 * @throws the last error, after a few tries.
 */
export async function postJson(url: string, body: Record<string, unknown>): Promise<unknown> {
  for (let tries = 1; ; tries += 1) {
    try {
      const headers = { "content-type": "application/json" };
      const reply = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
      return await reply.json();
    } catch (error) {
      if (tries === TRIES) throw error;
      await delay(AGAIN_MS * tries);
    }
  }
}
