import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from "vitest";
import { PROBLEM_SCHEMAS } from "../../src/api/openapiProblems.js";
import {
  CofferError,
  CofferUnreachableError,
  createCofferClient,
  type ErrorCode,
  isCofferError,
  type Wallet,
} from "../../src/client/index.js";
import { type Api, startApi } from "../api/startApi.js";
import { createFlakyFetch } from "./flakyFetch.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** A client of the store under test, with the network between them. */
function connect(options: { role?: "store" | "service"; giveUpAfterMs?: number; timeoutMs?: number } = {}) {
  const network = createFlakyFetch();
  const key = api.keys[options.role ?? "service"];
  const { giveUpAfterMs = 10_000, timeoutMs = 5_000 } = options;
  return {
    network,
    coffer: createCofferClient({ baseUrl: api.url, key, fetch: network, timeoutMs, giveUpAfterMs }),
  };
}

const debitOf = (walletId: string, key: string) => ({
  body: { walletId, credits: "1" },
  params: { header: { "Idempotency-Key": key } },
});

const problem = (status: number, code: string, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ code, status, detail: "made up", requestId: "1" }), {
    status,
    headers: { "Content-Type": "application/problem+json", ...headers },
  });

async function availableOf(walletId: string): Promise<string> {
  return (await api.call(`GET /v1/wallets/${walletId}`, { as: "service" })).body.available;
}

describe("a call", () => {
  it("answers the body, typed by the OpenAPI document", async () => {
    const { coffer } = connect({ role: "store" });
    const wallet = await coffer.post("/v1/wallets", { body: { externalId: "typed" } });
    expectTypeOf(wallet).toEqualTypeOf<Wallet>();
    const list = await coffer.get("/v1/wallets", { params: { query: { externalId: "typed" } } });
    expect(list.data).toEqual([wallet]);
    // @ts-expect-error a call that moves value does not compile without its key
    await expect(coffer.post("/v1/transfers", { body: {} })).rejects.toMatchObject({ code: "idempotency_key_missing" });
  });

  it("throws what the store refuses, by its code and with its facts", async () => {
    const { coffer } = connect();
    const walletId = await api.openWallet();
    const error = await coffer.post("/v1/debits", debitOf(walletId, "poor")).catch((thrown: unknown) => thrown);
    if (!isCofferError(error, "insufficient_credits")) throw error;
    expect(error.problem.topUpUrl).toBe(`https://shop.example/wallet?walletId=${walletId}`);
    expect(error.requestId).toBe(error.problem.requestId);
    expect([isCofferError(error), isCofferError(error, "not_found"), error.replayed]).toEqual([true, false, false]);
    await expect(coffer.post("/v1/debits", debitOf(walletId, "poor"))).rejects.toMatchObject({ replayed: true });
  });

  it("knows every code that there is", () => {
    const codes = [...PROBLEM_SCHEMAS.keys()];
    const known: Record<ErrorCode, true> = Object.fromEntries(codes.map((code) => [code, true])) as never;
    expectTypeOf<(typeof codes)[number]>().toEqualTypeOf<ErrorCode>();
    expect(Object.keys(known)).toEqual(codes);
  });
});

describe("a call whose answer does not come", () => {
  it.each(["unreachable", "answer lost", "hangs"] as const)("is sent again with the same key: %s", async (fault) => {
    const { coffer, network } = connect({ timeoutMs: fault === "hangs" ? 1_000 : 5_000 });
    const walletId = await api.openWallet("10");
    network.fail("/v1/debits", fault, fault);
    const debit = await coffer.post("/v1/debits", debitOf(walletId, `again-${fault.replace(" ", "-")}`));
    expect(debit.credits).toBe("1");
    expect(network.calls).toHaveLength(3);
    expect(await availableOf(walletId)).toBe("9");
  });

  it("is not sent again where that could do it twice", async () => {
    const { coffer, network } = connect({ role: "store" });
    network.fail("/v1/wallets", "answer lost");
    await expect(coffer.post("/v1/wallets", { body: { name: "once" } })).rejects.toThrow(CofferUnreachableError);
    expect(network.calls).toHaveLength(1);
    const { rows } = await api.database.pool.query("SELECT 1 FROM wallets WHERE name = 'once'");
    expect(rows).toHaveLength(1);
  });

  it("ends in an error when its time is over, and never in an answer of its own", async () => {
    const { coffer, network } = connect({ giveUpAfterMs: 400 });
    network.fail("/v1/catalog", ...Array<"unreachable">(20).fill("unreachable"));
    await expect(coffer.get("/v1/catalog")).rejects.toThrow(CofferUnreachableError);
    expect(network.calls.length).toBeGreaterThan(1);
  });

  it("is told from one that something else gave", async () => {
    const { coffer, network } = connect();
    const page = "<h1>Log in to the office network</h1>";
    network.fail("/v1/catalog", new Response(page, { status: 500 }), new Response(page, { status: 200 }));
    await expect(coffer.get("/v1/catalog")).rejects.toThrow(CofferUnreachableError);
    await expect(coffer.get("/v1/catalog")).rejects.toThrow(CofferUnreachableError);
  });

  it("stops when its caller stops waiting", async () => {
    const { coffer, network } = connect();
    network.fail("/v1/catalog", "hangs");
    const reason = new Error("closed the tab");
    const waiting = coffer.get("/v1/catalog", {
      signal: AbortSignal.any([AbortSignal.timeout(10_000), abortIn(50, reason)]),
    });
    await expect(waiting).rejects.toBe(reason);
    expect(network.calls).toHaveLength(1);
  });
});

function abortIn(milliseconds: number, reason: Error): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), milliseconds);
  return controller.signal;
}

describe("a store that asks to come again", () => {
  it.each([
    ["is away", () => problem(503, "unavailable", { "Retry-After": "0.05" })],
    ["has too many calls", () => problem(429, "rate_limited", { "Retry-After": "0.05" })],
    ["still runs the first one", () => problem(409, "idempotency_in_progress")],
    ["is behind a proxy that does not reach it", () => new Response("<h1>Bad gateway</h1>", { status: 502 })],
  ])("is asked again with the same key: it %s", async (name, answer) => {
    const { coffer, network } = connect();
    const walletId = await api.openWallet("10");
    network.fail("/v1/debits", answer(), answer());
    await coffer.post("/v1/debits", debitOf(walletId, `asked-${name.length}`));
    expect(network.calls).toHaveLength(3);
    expect(await availableOf(walletId)).toBe("9");
  });

  it("for longer than the caller waits is told as it is", async () => {
    const { coffer, network } = connect();
    network.fail("/v1/catalog", problem(429, "rate_limited", { "Retry-After": "60" }));
    const error = await coffer.get("/v1/catalog").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CofferError);
    expect(error).toMatchObject({ code: "rate_limited" });
    expect(network.calls).toHaveLength(1);
  });
});
