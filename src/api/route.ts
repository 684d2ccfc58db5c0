import type express from "express";
import { z } from "zod";
import type { Caller } from "../ledger/outcome.js";
import { CofferError, type ErrorCode } from "../lib/errors.js";
import { fingerprintOf, requireIdempotencyKey } from "./idempotency.js";
import type { Principal } from "./principal.js";
import { isStorableText, requireStorable } from "./readBody.js";

/** Who may call: anyone, or keys of these roles and wallet sessions where named. Operators may call everything. */
type Access = "anyone" | readonly ("store" | "service" | "operator" | "session")[];

type Method = "get" | "post" | "patch" | "delete";

/** A request as it came in, after its caller was made out and its body was read. */
type Arrived = {
  request: express.Request;
  response: express.Response;
  requestId: string;
  principal: Principal | null;
  body: unknown;
};

/** A request as a route sees it: valid. */
export type Call<Query, Body> = Omit<Arrived, "body" | "principal"> & {
  query: Query;
  body: Body;
  /** Null only where anyone may call. */
  visitor: Principal | null;
  /** @throws CofferError `unauthorized` for a visitor without a key. */
  principal(): Principal;
  /** A part of the path, such as `id`. */
  param(name: string): string;
  /** The call's client and key, for what must happen once. @throws CofferError `idempotency_key_missing` */
  caller(): Caller;
};

export type Reply<Body> = { status: number; body: Body; replayed?: boolean };

/** A route as data: what OpenAPI needs to know of it, and what the app does with it. */
export type Route = {
  method: Method;
  /** With `{name}` for parameters. */
  path: string;
  summary: string;
  access: Access;
  /** Whether the call needs an Idempotency-Key. */
  movesValue: boolean;
  /** The longest body that is read, in the body parser's notation. */
  bodyLimit: string;
  /** Media types whose body is read as one text; empty where it is JSON. */
  textTypes: readonly string[];
  query: z.ZodType;
  body: z.ZodType;
  /** What the body should be, where `body` lets more through because the route checks its parts one by one. */
  describedBody: z.ZodType;
  /** What a success answers. */
  reply: z.ZodType;
  /** The statuses that come with `reply`: 200 unless it says otherwise. */
  statuses: readonly number[];
  /** What the reply can come as, the usual first; only JSON has the shape of `reply`, the others are one text. */
  mediaTypes: readonly string[];
  /** Codes that this call is refused with, beside those that any call of its kind may be (see openapiRefusals.ts). */
  refusals: readonly ErrorCode[];
  /** Answers the call, or takes the response over itself and returns undefined. */
  run(arrived: Arrived): Promise<Reply<unknown> | undefined>;
};

const nothing = z.strictObject({});

type Definition<ReplySchema extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> = {
  method: Method;
  path: string;
  summary: string;
  access: Access;
  movesValue?: boolean;
  bodyLimit?: string;
  textTypes?: readonly string[];
  statuses?: readonly number[];
  mediaTypes?: readonly string[];
  refusals?: readonly ErrorCode[];
  query?: Query;
  body?: Body;
  describedBody?: z.ZodType;
  reply: ReplySchema;
  handle(call: Call<z.output<Query>, z.output<Body>>): Promise<Reply<z.input<ReplySchema>> | undefined>;
};

/** "Required" where a field was left out; of others the schema knows better what would be right. */
const requiredWhereMissing: z.core.$ZodErrorMap = ({ input, path = [] }) =>
  input === undefined && path.length > 0 ? "is required" : undefined;

/**
 * Checks a value that came in.
 * @throws CofferError `invalid_request` with `issues` [{path, message}].
 */
export function parseRequest<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value, { error: requiredWhereMissing });
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code !== "unrecognized_keys") return [{ path: path.join("."), message: issue.message }];
    return issue.keys.map((name) => ({ path: [...path, name].join("."), message: "is not a field of this request" }));
  });
  const text = issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join("; ");
  throw new CofferError("invalid_request", `The request is not valid: ${text}.`.slice(0, 1_000), {
    fields: { issues: issues.slice(0, 50) },
  });
}

function principalOf({ principal }: Arrived): Principal {
  if (principal !== null) return principal;
  throw new CofferError("unauthorized", "Send a valid key: `Authorization: Bearer cfr_…`.");
}

function paramOf({ request }: Arrived, name: string): string {
  const value = String(request.params[name] ?? "");
  if (isStorableText(value)) return value;
  throw new CofferError("not_found", "There is nothing at this address.");
}

function callerOf(arrived: Arrived): Caller {
  const { request, requestId, body } = arrived;
  return {
    clientId: principalOf(arrived).clientId,
    key: requireIdempotencyKey(request.get("Idempotency-Key")),
    fingerprint: fingerprintOf(request.method, request.path, body),
    requestId,
  };
}

/** Ties a route's schemas to its handler: the handler only ever sees what fits them. */
export function defineRoute<
  ReplySchema extends z.ZodType,
  Query extends z.ZodType = typeof nothing,
  Body extends z.ZodType = typeof nothing,
>(definition: Definition<ReplySchema, Query, Body>): Route {
  const {
    method,
    path,
    summary,
    access,
    movesValue = false,
    bodyLimit = "100kb",
    textTypes = [],
    statuses = [200],
    mediaTypes = ["application/json"],
    refusals = [],
    reply,
    handle,
  } = definition;
  const query = (definition.query ?? nothing) as Query;
  const body = (definition.body ?? nothing) as Body;
  // A route that checks its parts one by one does so with this as well, else one part would be refused for another's text.
  const isCheckedByParts = definition.describedBody !== undefined;
  return {
    ...{ method, path, summary, access, movesValue, bodyLimit, textTypes, query, body, reply },
    ...{ statuses, mediaTypes, refusals, describedBody: definition.describedBody ?? body },
    run: async (arrived) => {
      if (movesValue) requireIdempotencyKey(arrived.request.get("Idempotency-Key"));
      requireStorable(arrived.request.query);
      if (!isCheckedByParts) requireStorable(arrived.body);
      return handle({
        request: arrived.request,
        response: arrived.response,
        requestId: arrived.requestId,
        query: parseRequest(query, arrived.request.query),
        body: parseRequest(body, arrived.body),
        visitor: arrived.principal,
        principal: () => principalOf(arrived),
        param: (name) => paramOf(arrived, name),
        caller: () => callerOf(arrived),
      });
    },
  };
}
