import { randomUUID } from "node:crypto";

type Json = Record<string, unknown>;

export type Role = "store" | "service" | "operator";

export type ApiCaller = {
  get<Reply = Json>(role: Role, path: string): Promise<Reply>;
  post<Reply = Json>(role: Role, path: string, body: Json): Promise<Reply>;
};

/** Calls the API as a shop, a service and an operator would; any refusal ends the demo with the problem's own words. */
export function createApiCaller(url: string, keys: Record<Role, string>): ApiCaller {
  async function call<Reply>(role: Role, method: string, path: string, body?: Json): Promise<Reply> {
    const reply = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${keys[role]}`,
        "idempotency-key": randomUUID(),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${method} ${path} answered ${reply.status}: ${text}`);
    return JSON.parse(text) as Reply;
  }
  return {
    get: (role, path) => call(role, "GET", path),
    post: (role, path, body) => call(role, "POST", path, body),
  };
}

/** Asks until `isDone`, several times a second. @throws Error saying what was waited for, after `seconds`. */
export async function waitFor<Value>(
  what: string,
  ask: () => Promise<Value>,
  isDone: (value: Value) => boolean,
  seconds = 60,
): Promise<Value> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const value = await ask();
    if (isDone(value)) return value;
    if (Date.now() > until) throw new Error(`Waited ${seconds} s for ${what}; last seen: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
