import { isUtf8 } from "node:buffer";
import express from "express";
import { CofferError } from "../lib/errors.js";

/** Deeper JSON is nobody's request, and costs stack where it is read. */
const DEPTH_MAX = 32;

function refuse(message: string): never {
  throw new CofferError("invalid_request", `The request ${message}.`, { fields: { issues: [{ path: "", message }] } });
}

/** Whether PostgreSQL can store and be asked for the text: not with NUL, nor with half of a surrogate pair. */
export function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

/**
 * Refuses what PostgreSQL cannot store and what is too deep, wherever in `value` it is,
 * so that no schema has to think of it.
 */
export function requireStorable(value: unknown, depth = 1): void {
  if (typeof value === "string" && !isStorableText(value)) refuse("holds text that is not valid Unicode");
  if (typeof value !== "object" || value === null) return;
  if (depth > DEPTH_MAX) refuse(`is nested more than ${DEPTH_MAX} deep`);
  if (Array.isArray(value)) {
    for (const inner of value) requireStorable(inner, depth + 1);
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    requireStorable(name);
    requireStorable(inner, depth + 1);
  }
}

/** Reads a request's body of at most some limit; without one, an empty object. */
export type ReadBody = (request: express.Request, response: express.Response) => Promise<unknown>;

function verify(_request: unknown, _response: unknown, bytes: Buffer): void {
  // The parser would put replacement characters where bytes are no UTF-8, and change what was meant.
  if (!isUtf8(bytes)) refuse("is not valid UTF-8");
}

/**
 * @param textTypes media types whose body is one text; where there are none, the body is JSON.
 * @throws CofferError or the body parser's errors, from what it returns (see toCofferError.ts).
 */
export function createReadBody(limit: string, textTypes: readonly string[] = []): ReadBody {
  const isText = textTypes.length > 0;
  const parse = isText ? express.text({ limit, verify, type: [...textTypes] }) : express.json({ limit, verify });
  const wanted = isText ? textTypes.join(" or ") : "application/json";
  return async (request, response) => {
    const { "content-length": length = "0", "transfer-encoding": encoding } = request.headers;
    if (encoding === undefined && Number(length) === 0) return {};
    await new Promise<void>((resolve, reject) => {
      parse(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(error)));
    });
    if (request.body === undefined) refuse(`has a body of another kind: send Content-Type: ${wanted}`);
    return request.body;
  };
}
