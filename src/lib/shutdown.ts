import { StoppedError } from "./errors.js";
import type { Logger } from "./log.js";

export type Shutdown = {
  /** Aborted with a StoppedError when closing begins: for calls to others, which a close would else wait for. */
  signal: AbortSignal;
  /** Registers a close; closes run last registered first, so that a database outlives what uses it. */
  add(name: string, close: () => Promise<void> | void): void;
  /** Runs every close once, in reverse order. One that fails is logged and the rest still run. */
  close(): Promise<void>;
};

/** Collects what has to be closed at the place where it was opened. */
export function createShutdown(log: Logger): Shutdown {
  const stopping = new AbortController();
  const closes: { name: string; close: () => Promise<void> | void }[] = [];
  let closing: Promise<void> | undefined;

  async function closeAll(): Promise<void> {
    for (const { name, close } of closes.reverse()) {
      try {
        await close();
        log.debug({ name }, "closed");
      } catch (error) {
        log.error({ name, err: error }, "close failed");
      }
    }
  }

  return {
    signal: stopping.signal,
    add: (name, close) => closes.push({ name, close }),
    close: () => {
      stopping.abort(new StoppedError());
      closing ??= closeAll();
      return closing;
    },
  };
}
