import { Agent, request } from "node:http";
import type { Arrival } from "./receiver.js";

async function post(url: string, agent: Agent, { headers, body }: Arrival): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const sent = request(
      url,
      { method: "POST", agent, headers: { ...headers, connection: "keep-alive" } },
      (response) => {
        response.resume().on("end", resolve);
      },
    );
    sent.on("error", reject).end(body);
  });
}

/** Posts webhooks that came in again as they are, so many at once: no database, no signing. @returns how many a second. */
export async function postDirectly(url: string, arrivals: readonly Arrival[], atOnce: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const left = arrivals.values();
  const begun = performance.now();
  const work = async () => {
    for (const arrival of left) await post(url, agent, arrival);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const perSecond = (arrivals.length * 1_000) / (performance.now() - begun);
  agent.destroy();
  return perSecond;
}
