import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Api, startApi } from "./startApi.js";

/** How many keys, of twenty callers each: `IDEMPOTENCY_KEYS=1000` plays the whole of case 49. */
const KEYS = Number(process.env.IDEMPOTENCY_KEYS ?? 50);
const KEYS_AT_ONCE = 10;

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

function expectReplay(first: Answer, again: Answer): void {
  expect(first.headers.get("Idempotency-Replayed")).toBeNull();
  expect(again.headers.get("Idempotency-Replayed")).toBe("true");
  expect([again.status, again.text]).toEqual([first.status, first.text]);
}

describe("calls that move value", () => {
  it("case 50: need a key of 1 to 255 visible ASCII characters", async () => {
    const walletId = await api.openWallet("5");
    const calls: [`POST ${string}`, "store" | "service", object][] = [
      ["POST /v1/checkouts", "store", { walletId, packId: "small" }],
      [`POST /v1/wallets/${walletId}/grants`, "store", { credits: "1", kind: "promotional", reason: "r" }],
      ["POST /v1/holds", "service", { walletId, credits: "1" }],
      ["POST /v1/debits", "service", { walletId, credits: "1" }],
      ["POST /v1/holds/hld_x/capture", "service", {}],
      ["POST /v1/holds/hld_x/void", "service", {}],
      ["POST /v1/holds/hld_x/extend", "service", { expiresInSeconds: 60 }],
      ["POST /v1/debits/deb_x/refund", "service", { reason: "r" }],
      ["POST /v1/transfers", "store", { fromWalletId: walletId, toWalletId: walletId, credits: "1", reason: "r" }],
      [`POST /v1/wallets/${walletId}/refund-requests`, "store", {}],
    ];
    expect(api.routes.filter(({ movesValue }) => movesValue)).toHaveLength(calls.length);
    for (const [request, as, body] of calls) {
      expect((await api.call(request, { as, body })).body.code).toBe("idempotency_key_missing");
      for (const key of ["two words", "é", "k".repeat(256)]) {
        expect((await api.call(request, { as, body, key })).body.issues).toMatchObject([{ path: "Idempotency-Key" }]);
      }
    }
    expect((await api.call(`GET /v1/wallets/${walletId}`, { as: "store" })).body.available).toBe("5");
  });

  it("are repeated byte for byte, however the body's fields are ordered and spaced", async () => {
    const walletId = await api.openWallet("50");
    const held = await api.call("POST /v1/holds", { as: "service", key: "r0", body: { walletId, credits: "1" } });
    const debit = await api.call("POST /v1/debits", { as: "service", key: "r1", body: { walletId, credits: "5" } });
    const calls: [`POST ${string}`, "store" | "service", object, string][] = [
      ["POST /v1/checkouts", "store", { walletId, packId: "small" }, `{ "packId":"small", "walletId":"${walletId}" }`],
      [
        `POST /v1/wallets/${walletId}/grants`,
        "store",
        { credits: "1", kind: "included", reason: "plan" },
        `{"reason":"plan","kind":"included","credits":"1"}`,
      ],
      [
        "POST /v1/holds",
        "service",
        { walletId, usage: { operation: "image", width: 512 } },
        `{"usage":{"width":512,"operation":"image"},"walletId":"${walletId}"}`,
      ],
      ["POST /v1/debits", "service", { walletId, credits: "1" }, `{"credits":"1","walletId":"${walletId}"}`],
      [`POST /v1/holds/${held.body.id}/capture`, "service", {}, " {} "],
      [
        `POST /v1/debits/${debit.body.id}/refund`,
        "service",
        { credits: "1", reason: "r" },
        `{"reason":"r","credits":"1"}`,
      ],
    ];
    for (const [index, [request, as, body, reordered]] of calls.entries()) {
      const first = await api.call(request, { as, key: `bytes-${index}`, body });
      expect(first.status).toBeLessThan(300);
      expectReplay(first, await api.call(request, { as, key: `bytes-${index}`, body: reordered }));
    }
  });

  it("case 49: happen once when twenty callers send the same at once", async () => {
    const walletId = await api.openWallet();
    const body = { credits: "7", kind: "promotional", reason: "race" };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        api.call(`POST /v1/wallets/${walletId}/grants`, { as: "store", key: "race", body }),
      ),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get("Idempotency-Replayed") === null)).toHaveLength(1);
    expect((await api.call(`GET /v1/wallets/${walletId}`, { as: "store" })).body.available).toBe("7");
  });

  it("case 49: happen once for each of many keys, with twenty callers each", async () => {
    const walletId = await api.openWallet(`${KEYS}`);
    const body = { walletId, credits: "1" };
    for (let first = 0; first < KEYS; first += KEYS_AT_ONCE) {
      const keys = Array.from({ length: Math.min(KEYS_AT_ONCE, KEYS - first) }, (_, index) => `many-${first + index}`);
      // Each caller goes through the keys, so that they meet in the ledger's statements in every order.
      const callers = Array.from({ length: 20 }, () =>
        Promise.all(keys.map((key) => api.call("POST /v1/debits", { as: "service", key, body }))),
      );
      const answers = await Promise.all(callers);
      for (const index of keys.keys()) {
        const ofKey = answers.flatMap((each) => each[index] ?? []);
        expect(new Set(ofKey.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
        expect(
          ofKey.map(({ headers }) => headers.get("Idempotency-Replayed")).filter((told) => told === null),
        ).toHaveLength(1);
      }
    }
    expect((await api.call(`GET /v1/wallets/${walletId}`, { as: "store" })).body.available).toBe("0");
    expect((await api.call("GET /v1/ledger/verify", { as: "operator" })).body.ok).toBe(true);
  }, 600_000);

  it("case 50: are refused when a key comes back with another body or for another call", async () => {
    const walletId = await api.openWallet("5");
    const call = (request: `POST ${string}`, as: "store" | "service", body: object) =>
      api.call(request, { as, key: "reused", body });
    await call("POST /v1/debits", "service", { walletId, credits: "1" });
    await call("POST /v1/checkouts", "store", { walletId, packId: "small" });
    const refused = [
      await call("POST /v1/debits", "service", { walletId, credits: "2" }),
      await call("POST /v1/holds", "service", { walletId, credits: "1" }),
      await call("POST /v1/checkouts", "store", { walletId, packId: "medium" }),
      await call(`POST /v1/wallets/${walletId}/grants`, "store", { credits: "1", kind: "promotional", reason: "r" }),
    ];
    expect(refused.map(({ status, body }) => `${status} ${body.code}`)).toEqual(
      Array(4).fill("422 idempotency_key_reused"),
    );
  });

  it("repeat a refusal about balance or state, and try again after any other", async () => {
    const walletId = await api.openWallet("1");
    const body = { walletId, credits: "3" };
    const short = await api.call("POST /v1/debits", { as: "service", key: "short", body });
    expect(short.status).toBe(402);
    const grant = { credits: "9", kind: "promotional", reason: "top-up" };
    await api.call(`POST /v1/wallets/${walletId}/grants`, { as: "store", key: "top-up", body: grant });
    expectReplay(short, await api.call("POST /v1/debits", { as: "service", key: "short", body }));
    const invalid = { ...body, usage: { operation: "image" } };
    expect((await api.call("POST /v1/debits", { as: "service", key: "again", body: invalid })).status).toBe(400);
    expect((await api.call("POST /v1/debits", { as: "service", key: "again", body })).status).toBe(201);
    const unknown = { walletId, usage: { operation: "dream" } };
    const refused = await api.call("POST /v1/holds", { as: "service", key: "dream", body: unknown });
    expect(refused).toMatchObject({ status: 422, body: { code: "unknown_operation", operation: "dream" } });
    expect((await api.call("POST /v1/holds", { as: "service", key: "dream", body })).status).toBe(201);
  });

  it("case 51: use keys of their own for each client and each wallet", async () => {
    const [one, two] = [await api.openWallet("5"), await api.openWallet("5")];
    const calls = await Promise.all([
      api.call("POST /v1/debits", { as: "service", key: "mine", body: { walletId: one, credits: "1" } }),
      api.call("POST /v1/debits", { as: "operator", key: "mine", body: { walletId: one, credits: "1" } }),
      api.call("POST /v1/debits", { as: "service", key: "mine", body: { walletId: two, credits: "2" } }),
    ]);
    expect(calls.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(calls.map(({ body }) => body.id)).size).toBe(3);
  });
});
