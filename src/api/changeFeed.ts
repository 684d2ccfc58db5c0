import pg from "pg";
import { z } from "zod";
import { CHANGES_CHANNEL, type Change } from "../db/notify.js";
import type { Logger } from "../lib/log.js";

/** A change, or that changes may have been missed and everything should be looked at again, or that the feed ends. */
export type Notice = Change | { missed: true } | { closing: true };

export type ChangeFeed = {
  /** Calls `listener` at each notice until the returned function is called. */
  subscribe(listener: (notice: Notice) => void): () => void;
  /** Tells listeners that the feed ends, and closes its connection. */
  close(): Promise<void>;
};

const payloadSchema = z.union([z.strictObject({ checkout: z.string() }), z.strictObject({ network: z.string() })]);

const PAUSE_FIRST_MS = 200;
const PAUSE_MAX_MS = 5_000;
/** A connection that only listens would never notice that its other end is gone. */
const PING_MS = 15_000;

/**
 * Listens for the changes that any process of the store announces, on a connection of its own that is made again when it
 * breaks. `url` must reach PostgreSQL itself: a pooler does not pass notifications on.
 */
export function createChangeFeed(url: string, log: Logger): ChangeFeed {
  const listeners = new Set<(notice: Notice) => void>();
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let pauseMs = PAUSE_FIRST_MS;
  let closed = false;

  function tell(notice: Notice): void {
    for (const listener of listeners) listener(notice);
  }

  function read(payload: string | undefined): void {
    try {
      tell(payloadSchema.parse(JSON.parse(payload ?? "")));
    } catch (error) {
      log.warn({ err: error }, "a change was announced that could not be read");
      tell({ missed: true });
    }
  }

  function retry(broken: pg.Client, error: unknown): void {
    if (closed || client !== broken) return;
    log.warn({ err: error }, "the change feed lost its connection");
    client = undefined;
    clearInterval(timer);
    broken.end().catch(() => {});
    timer = setTimeout(connect, pauseMs);
    pauseMs = Math.min(pauseMs * 2, PAUSE_MAX_MS);
  }

  function connect(): void {
    const next = new pg.Client({
      connectionString: url,
      application_name: "coffer changes",
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
    });
    client = next;
    next.on("error", (error) => retry(next, error));
    next.on("end", () => retry(next, "the connection ended"));
    next.on("notification", (message) => read(message.payload));
    const listening = next.connect().then(() => next.query(`LISTEN ${CHANGES_CHANNEL}`));
    listening
      .then(() => {
        if (client !== next) return;
        pauseMs = PAUSE_FIRST_MS;
        timer = setInterval(() => next.query("SELECT 1").catch((error) => retry(next, error)), PING_MS);
        tell({ missed: true });
      })
      .catch((error) => retry(next, error));
  }

  connect();
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      if (closed) return;
      closed = true;
      clearTimeout(timer);
      tell({ closing: true });
      await client?.end().catch(() => {});
    },
  };
}
