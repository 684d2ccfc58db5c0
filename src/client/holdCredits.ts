import type { Api } from "./api.js";
import { isCofferError } from "./cofferError.js";
import type { Hold, NewHold } from "./schema.js";
import { isReplay, unwrap } from "./unwrap.js";

/** What became of work: what it cost you, whether its output can be used, and less credits than were held. */
export type Settlement = {
  /** Dollars, as a decimal string. */
  providerCostUsd?: string;
  outcome?: "succeeded" | "rejected";
  credits?: string;
};

/** More tries at one job than this are a loop somewhere. */
const TURNS_MAX = 100;

const headers = (key: string) => ({ header: { "Idempotency-Key": key } });

export async function readHold(api: Api, id: string, signal: AbortSignal | null = null): Promise<Hold> {
  return (await unwrap(api.GET("/v1/holds/{id}", { params: { path: { id } }, signal }))).data;
}

async function openOrRepeat(api: Api, body: NewHold, key: string): Promise<Hold | null> {
  try {
    const { data, response } = await unwrap(api.POST("/v1/holds", { body, params: headers(key) }));
    // What is repeated says how the hold was then.
    return isReplay(response) ? await readHold(api, data.id) : data;
  } catch (error) {
    // An earlier try found too few credits; there may be more by now.
    if (isCofferError(error, "insufficient_credits") && error.replayed) return null;
    throw error;
  }
}

/**
 * Holds credits under a key. Where an earlier try with this key left a hold that is open or captured, it is that one; one
 * that was voided or has expired is followed by a new one.
 */
export async function holdCredits(api: Api, body: NewHold, key: string): Promise<Hold> {
  for (let turn = 1; turn <= TURNS_MAX; turn += 1) {
    const hold = await openOrRepeat(api, body, turn === 1 ? key : `${key}#${turn}`);
    if (hold?.state === "open" || hold?.state === "captured") return hold;
  }
  throw new Error(`${key} was tried ${TURNS_MAX} times and never came to its end.`);
}

/** @returns the hold, captured: by this call, or by an earlier one. */
export async function captureHold(api: Api, id: string, settlement: Settlement): Promise<Hold> {
  const params = { path: { id }, ...headers(`${id}-capture`) };
  try {
    return (await unwrap(api.POST("/v1/holds/{id}/capture", { body: settlement, params }))).data;
  } catch (error) {
    if (!isCofferError(error, "hold_not_open", "idempotency_key_reused")) throw error;
    const hold = await readHold(api, id);
    if (hold.state === "captured") return hold;
    throw error;
  }
}

export async function voidHold(api: Api, id: string, reason: string): Promise<void> {
  const params = { path: { id }, ...headers(`${id}-void`) };
  await unwrap(api.POST("/v1/holds/{id}/void", { body: { reason: reason.trim().slice(0, 400) || "failed" }, params }));
}

export async function extendHold(api: Api, id: string, expiresInSeconds: number): Promise<void> {
  const params = { path: { id }, ...headers(crypto.randomUUID()) };
  await unwrap(api.POST("/v1/holds/{id}/extend", { body: { expiresInSeconds }, params }));
}
