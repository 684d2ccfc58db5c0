import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import type { Arrival } from "./receiver.js";

export type Receiver = {
  url: string;
  /** Waits until so many have come in since the last call, and gives them. @throws Error when they do not within `seconds`. */
  take(count: number, seconds: number): Promise<Arrival[]>;
  stop(): void;
};

const LOOK_MS = 100;

/** Starts a receiver in a process of its own, so that it takes no time from who posts. */
export async function startReceiver(): Promise<Receiver> {
  const child = fork(new URL("./receiver.ts", import.meta.url), { execArgv: ["--import", "tsx"] });
  const [port] = (await once(child, "message")) as [number];
  return {
    url: `http://127.0.0.1:${port}`,
    take: async (count, seconds) => {
      const taken: Arrival[] = [];
      for (const until = performance.now() + seconds * 1_000; taken.length < count; await delay(LOOK_MS)) {
        if (performance.now() > until) throw new Error(`${taken.length} of ${count} webhooks came in ${seconds} s`);
        child.send("take");
        const [arrivals] = (await once(child, "message")) as [Arrival[]];
        taken.push(...arrivals);
      }
      return taken;
    },
    stop: () => void child.kill("SIGKILL"),
  };
}
