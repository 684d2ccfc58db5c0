import { isUtf8 } from "node:buffer";
import express from "express";
import { CofferError } from "../lib/errors.js";

/** Deeper JSON is nobody's request, and costs stack where it is read. */
const DEPTH_MAX = 32;

function refuse(message: string): never {
  throw new CofferError("invalid_request", `The request ${message}.`, { fields: { issues: [{ path: "", message }] } });
}

/**
 * Refuses what PostgreSQL cannot store (NUL, half of a surrogate pair) and what is too deep, wherever in `value` it is,
 * so that no schema has to think of it. Walks without recursion: the depth is not known yet.
 */
export function requireStorable(value: unknown): void {
  const rest: { value: unknown; depth: number }[] = [{ value, depth: 1 }];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { value: each, depth } = next;
    if (typeof each === "string" && /\0|\p{Surrogate}/u.test(each)) refuse("holds text that is not valid Unicode");
    if (typeof each !== "object" || each === null) continue;
    if (depth > DEPTH_MAX) refuse(`is nested more than ${DEPTH_MAX} deep`);
    for (const [name, inner] of Object.entries(each)) {
      rest.push({ value: name, depth }, { value: inner, depth: depth + 1 });
    }
  }
}

/** Reads a request's JSON body of at most `limit`; without one, an empty object. */
export type ReadBody = (request: express.Request, response: express.Response) => Promise<unknown>;

/** @throws CofferError or the body parser's errors, from what it returns (see toCofferError.ts). */
export function createReadBody(limit: string): ReadBody {
  const parse = express.json({
    limit,
    verify: (_request, _response, bytes) => {
      // The parser would put replacement characters where bytes are no UTF-8, and change what was meant.
      if (!isUtf8(bytes)) refuse("is not valid UTF-8");
    },
  });
  return async (request, response) => {
    const { "content-length": length = "0", "transfer-encoding": encoding } = request.headers;
    if (encoding === undefined && Number(length) === 0) return {};
    await new Promise<void>((resolve, reject) => {
      parse(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(error)));
    });
    if (request.body === undefined) refuse("has a body that is not JSON: send Content-Type: application/json");
    requireStorable(request.body);
    return request.body;
  };
}
