import { createApi, type Schemas, unwrap } from "./api.js";

const STORED = "coffer.session";

/** Whether a text is a wallet session's token: pages take no keys, which would open every wallet. */
const isSessionToken = (text: string): boolean => text !== "" && !text.startsWith("cfr_");

/**
 * The session's token: from the address's fragment, which it is taken out of so that nobody copies it with the address, else
 * from this tab's memory. Null where there is none.
 */
export function takeSessionToken(): string | null {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given !== null && isSessionToken(given)) {
    sessionStorage.setItem(STORED, given);
    history.replaceState(null, "", location.pathname + location.search);
    return given;
  }
  return sessionStorage.getItem(STORED);
}

export const sessionHeaders = (token: string): Record<string, string> => ({ Authorization: `Bearer ${token}` });

/** Whose session it is. @throws ApiProblem `unauthorized` where it has ended. */
export function readSession(token: string): Promise<Schemas["WalletSessionFacts"]> {
  return unwrap(createApi(sessionHeaders(token)).GET("/v1/wallet-session"));
}
