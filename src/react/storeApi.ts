import createClient from "openapi-fetch";
import type { Api } from "../client/api.js";
import { type Call, readAnswer } from "../client/readAnswer.js";
import type { components, paths } from "../client/schema.js";

export type Schemas = components["schemas"];

/** Where the store is, and the token of a wallet's session, which your server asks for (`POST /v1/wallets/{id}/sessions`). */
export type StoreSession = { storeUrl: string; token: string };

/** The store refused, or could not be reached; `message` is for people, `code` one of the store's error codes. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * The API as a page may call it.
 * @throws StoreError `key_in_browser` for an API key: whoever reads the page could spend from every wallet with it.
 */
export function createStoreApi(storeUrl: string, token?: string): Api {
  if (token?.startsWith("cfr_") === true) {
    throw new StoreError(
      "key_in_browser",
      "This is an API key. Pass a wallet session's token; keys stay on your server.",
    );
  }
  return createClient<paths, "application/json">({
    baseUrl: storeUrl.replace(/\/$/, ""),
    headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
  });
}

/** What a call answered. @throws StoreError */
export async function unwrap<Data>(call: Call<Data>): Promise<Data> {
  const refusal = (body: unknown, { status }: Response) => {
    const { code, detail } = (body ?? {}) as { code?: unknown; detail?: unknown };
    return new StoreError(String(code ?? status), String(detail ?? `The store answered ${status}.`));
  };
  return (await readAnswer(call, refusal)).data;
}
