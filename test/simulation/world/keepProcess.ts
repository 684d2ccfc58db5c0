import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Coffer, startCoffer } from "../../support/coffer.js";
import type { ProcessName } from "../plan/plan.js";
import type { Mains } from "./bundleMains.js";

/** What one process of the store did: how each of its runs ended, and all that it logged. */
export type ProcessRecord = {
  name: string;
  /** `asked` is the signal that the play sent, null where the process ended by itself; `code` its exit code. */
  exits: { asked: NodeJS.Signals | null; code: number | null }[];
  log: string;
};

/** One real process of the store and what befalls it, one mishap after the other. */
export type KeptProcess = {
  /** kill -9, and a start after a while. */
  kill(downMs: number): Promise<void>;
  /** SIGTERM, and a start. */
  restart(): Promise<void>;
  /** SIGSTOP, and SIGCONT after a while. */
  stall(forMs: number): Promise<void>;
  /** Waits until all mishaps so far are over and the process is up. */
  settled(): Promise<void>;
  /** Ends it and writes its logs. */
  close(): Promise<void>;
  /** What it did until now. */
  record(): ProcessRecord;
};

export type KeepOptions = {
  name: ProcessName;
  main: keyof Mains;
  mains: Mains;
  environment: Record<string, string>;
  logDirectory: string;
};

/** A start may fail while providers lie; whoever runs services starts them again, this often at most. */
const START_TRIES = 20;
const START_AGAIN_MS = 500;

/** Starts a main and starts it again whenever it was made to end, as a service manager does. */
export async function keepProcess(options: KeepOptions): Promise<KeptProcess> {
  const { name, main, mains, environment, logDirectory } = options;
  const logs: string[] = [];
  const exits: ProcessRecord["exits"] = [];
  /** The signal that it was sent to end its present run. */
  let asked: NodeJS.Signals | null = null;
  const start = async (): Promise<Coffer> => {
    for (let tries = 1; ; tries += 1) {
      try {
        const started = await startCoffer(main, environment, [mains[main]]);
        asked = null;
        started.child.once("exit", (code) => exits.push({ asked, code }));
        return started;
      } catch (error) {
        logs.push(String(error));
        if (tries === START_TRIES) throw error;
        await delay(START_AGAIN_MS);
      }
    }
  };
  let running = await start();
  let last: Promise<void> = Promise.resolve();

  async function end(signal: NodeJS.Signals): Promise<void> {
    asked = signal;
    await running.stop(signal);
    logs.push(running.log(), `--- ended by ${signal}\n`);
  }
  const inTurn = (mishap: () => Promise<void>): Promise<void> => {
    last = last.then(mishap);
    return last;
  };

  return {
    kill: (downMs) =>
      inTurn(async () => {
        await end("SIGKILL");
        await delay(downMs);
        running = await start();
      }),
    restart: () =>
      inTurn(async () => {
        await end("SIGTERM");
        running = await start();
      }),
    stall: (forMs) =>
      inTurn(async () => {
        running.child.kill("SIGSTOP");
        await delay(forMs);
        running.child.kill("SIGCONT");
      }),
    settled: () => last,
    close: () =>
      inTurn(async () => {
        await end("SIGTERM");
        await writeFile(join(logDirectory, `${name}.log`), logs.join(""));
      }),
    record: () => ({ name, exits: [...exits], log: logs.join("") }),
  };
}
