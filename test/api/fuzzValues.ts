import fc from "fast-check";
import type { Route } from "../../src/api/route.js";
import { garbage, garbageText } from "../support/arbitraryOfSchema.js";

const idOf = (prefix: string) => fc.nat({ max: 99_999 }).map((which) => `@${prefix}:${which}@`);

const anyId = fc
  .constantFrom("wal", "chk", "hld", "deb", "grt", "dep", "key", "evt", "whe", "trf", "rfd", "ent", "aud")
  .chain(idOf);

/** Amounts that a wallet of the run can pay, and some that none can. */
const amount = fc.oneof(
  fc.constantFrom("1", "0.000001", "2.5", "9000000000"),
  fc.integer({ min: 1, max: 40 }).map((value) => String(value)),
);

/** Mostly one of the first wallets, which have credits. */
const walletId = fc.oneof(
  { weight: 5, arbitrary: fc.nat({ max: 7 }).map((which) => `@wal:${which}@`) },
  { weight: 1, arbitrary: idOf("wal") },
);

/** What mostly stands in a field or parameter of this name, so that a request gets past the schema. */
export const HINTS = {
  ...{ walletId, fromWalletId: walletId, toWalletId: walletId },
  ...{ checkoutId: idOf("chk"), depositId: idOf("dep"), quoteId: idOf("qte"), objectId: anyId },
  ...{ credits: amount, amountUsd: amount, below: amount, providerCostUsd: amount },
  operation: fc.constantFrom("image", "upscale", "inpaint", "variation"),
  packId: fc.constantFrom("small", "medium", "large"),
  externalId: fc.nat({ max: 40 }).map((which) => `buyer-${which}`),
  memberId: fc.constantFrom("ann", "ben"),
  idempotencyKey: fc.nat({ max: 500 }).map((which) => `item-${which}`),
  limit: fc.integer({ min: 1, max: 200 }).map(String),
  width: fc.constantFrom(512, 1024),
  height: fc.constantFrom(512, 1024),
  batch: fc.constant(false),
};

/** What the last part before `{id}` names. */
const PREFIXES: Record<string, string> = {
  ...{ wallets: "wal", checkouts: "chk", holds: "hld", debits: "deb", deposits: "dep" },
  ...{ keys: "key", events: "evt", "webhook-endpoints": "whe" },
};

/** The path of a route, its parameters mostly of the right kind. */
export function pathOf(route: Route): fc.Arbitrary<string> {
  const own = PREFIXES[route.path.split("/")[2] ?? ""];
  const id = fc.oneof(
    { weight: 9, arbitrary: own === undefined ? anyId : idOf(own) },
    anyId,
    garbageText.map((text) => encodeURIComponent(text) || "x"),
  );
  const network = fc.oneof({ weight: 9, arbitrary: fc.constantFrom("tron", "ethereum") }, fc.constant("solana"));
  return fc.record({ id, network }).map((parts) => {
    return route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === "network" ? parts.network : parts.id));
  });
}

/** Of the ways to say how much, of which a call takes one, the first that a body has. */
export function sayOnce(body: unknown): unknown {
  if (typeof body !== "object" || body === null) return body;
  const said = ["credits", "usage", "quoteId", "packId", "amountUsd"].filter((name) => name in body);
  return Object.fromEntries(Object.entries(body).filter(([name]) => !said.slice(1).includes(name)));
}

/** Breaks one place of a body: a field is replaced by garbage, taken away, or one is added. */
export function broken(body: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(body, garbage, fc.nat(), fc.constantFrom("replace", "remove", "add")).map(([value, bad, at, how]) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return bad;
    const names = Object.keys(value);
    const name = how === "add" || names.length === 0 ? "balance" : (names[at % names.length] ?? "balance");
    const { [name]: _, ...rest } = value as Record<string, unknown>;
    return how === "remove" ? rest : { ...rest, [name]: bad };
  });
}

/** Bodies that are no object, or no JSON at all. */
export const rawBody = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.constantFrom("{", "[", '{"a":1}}', "null", "1", '"', "\u0000", `${"[".repeat(5_000)}`, '{"credits":1e400}'),
);
