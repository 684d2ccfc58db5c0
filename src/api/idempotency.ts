import { hash } from "node:crypto";
import { CofferError } from "../lib/errors.js";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  let fields = "";
  for (const name of Object.keys(value).sort()) {
    fields += `${fields === "" ? "" : ","}${JSON.stringify(name)}:${canonical(value[name] ?? null)}`;
  }
  return `{${fields}}`;
}

/** What a key stands for: method, path and body, the same however the body's fields are ordered and spaced. */
export function fingerprintOf(method: string, path: string, body: unknown): string {
  return hash("sha256", `${method} ${path}\n${canonical((body ?? {}) as Json)}`, "base64url");
}

/** Visible ASCII. */
export const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * The Idempotency-Key of a call that moves value, or of one item of a batch.
 * @throws CofferError `idempotency_key_missing`; `invalid_request` when it is not 1–255 visible ASCII characters.
 */
export function requireIdempotencyKey(text: string | undefined, path = "Idempotency-Key"): string {
  if (text === undefined || text === "") {
    throw new CofferError(
      "idempotency_key_missing",
      `This call moves value: send it with ${path}, a name of your own for it, so that repeating it is safe.`,
    );
  }
  if (IDEMPOTENCY_KEY.test(text)) return text;
  const message = "must be 1 to 255 visible ASCII characters, without spaces";
  throw new CofferError("invalid_request", `${path} ${message}.`, { fields: { issues: [{ path, message }] } });
}
