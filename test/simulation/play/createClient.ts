import { setTimeout as delay } from "node:timers/promises";
import type { Role, StoreUnderTest } from "../world/startStore.js";

type Json = Record<string, unknown>;

/** What came back: `replayed` where the store said that it had answered this before. */
type Reply = {
  outcome: "accepted" | "refused" | "unknown";
  /** Null where only the connection failed. */
  status: number | null;
  text: string;
  reply: Json;
  replayed: boolean;
};

/** What a client asked for and what it knows of it: a line of its own log, which nothing of Coffer's has touched. */
export type Answer = Reply & {
  role: Role;
  method: "GET" | "POST";
  path: string;
  body: Json | undefined;
  /** Its Idempotency-Key, which is also the reference or reason that it gave. */
  key: string | undefined;
  /** How often it was sent. */
  tries: number;
};

export type Ask = {
  role: Role;
  path: string;
  method?: "GET" | "POST";
  body?: Json;
  key?: string;
  /** For how many milliseconds it is sent again when no definite answer comes. */
  patienceMs?: number;
};

export type Client = {
  /** Every call that moves value, in the order of its last answer. */
  log: Answer[];
  ask(ask: Ask): Promise<Answer>;
  /** Sends a call of the log again; that is not logged. */
  replay(answer: Answer): Promise<Reply>;
};

/** Above the time of an honest answer, below that of a stall. */
const TIMEOUT_MS = 5_000;
const AGAIN_MS = 250;
/** Longer than two starts of a killed process on a busy machine. */
const PATIENCE_MS = 240_000;

/** Whether the call may be sent again with the same key: it was not decided on. */
function isUndecided(status: number, reply: Json): boolean {
  return status >= 500 || status === 429 || reply.code === "idempotency_in_progress";
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
}

/** Calls the API as shops and services do, and keeps a log of its own. */
export function createClient(store: Pick<StoreUnderTest, "url" | "keys">): Client {
  const log: Answer[] = [];

  const send = ({ role, method = "POST", path, body, key }: Ask): Promise<Response> =>
    fetch(`${store.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${store.keys[role]}`,
        ...(key === undefined ? {} : { "idempotency-key": key }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  async function attempt(ask: Ask): Promise<Reply> {
    try {
      const response = await send(ask);
      const { status, headers } = response;
      const text = await response.text();
      const reply = parse(text);
      const decided = response.ok ? "accepted" : "refused";
      const outcome = isUndecided(status, reply) ? "unknown" : decided;
      return { status, text, reply, outcome, replayed: headers.get("idempotency-replayed") === "true" };
    } catch {
      // The connection broke or the answer did not come in time: whether it was done is not known.
      return { status: null, text: "", reply: {}, outcome: "unknown", replayed: false };
    }
  }

  async function persist(ask: Ask): Promise<Reply & { tries: number }> {
    const until = Date.now() + (ask.patienceMs ?? PATIENCE_MS);
    for (let tries = 1; ; tries += 1) {
      const got = await attempt(ask);
      if (got.outcome !== "unknown" || Date.now() >= until) return { ...got, tries };
      await delay(AGAIN_MS);
    }
  }

  return {
    log,
    ask: async (ask) => {
      const { role, method = "POST", path, body, key } = ask;
      const answer: Answer = { role, method, path, body, key, ...(await persist(ask)) };
      if (key !== undefined) log.push(answer);
      return answer;
    },
    replay: ({ role, method, path, body, key }) =>
      persist({ role, method, path, ...(body === undefined ? {} : { body }), ...(key === undefined ? {} : { key }) }),
  };
}
