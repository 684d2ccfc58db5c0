import type { Logger } from "./log.js";

export type Shutdown = {
  /** Registers a close; closes run last registered first, so that a database outlives what uses it. */
  add(name: string, close: () => Promise<void> | void): void;
  /** Runs every close once, in reverse order. One that fails is logged and the rest still run. */
  close(): Promise<void>;
};

/** Collects what has to be closed at the place where it was opened. */
export function createShutdown(log: Logger): Shutdown {
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
    add: (name, close) => closes.push({ name, close }),
    close: () => {
      closing ??= closeAll();
      return closing;
    },
  };
}
