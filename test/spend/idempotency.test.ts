import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withIdempotency } from "../../src/ledger/idempotency.js";
import { postGrants } from "../../src/ledger/postGrants.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { CofferError } from "../../src/lib/errors.js";
import { capture } from "../../src/spend/capture.js";
import { debit } from "../../src/spend/debit.js";
import { hold } from "../../src/spend/hold.js";
import { refund } from "../../src/spend/refund.js";
import type { Spending } from "../../src/spend/spending.js";
import { CREDIT, createSpending, lot, openWallet, resultOf, spender, wordOf } from "../ledger/spendingFixture.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
let spending: Spending;

beforeAll(async () => {
  database = await createTestDatabase();
  spending = createSpending(database.pool);
});
afterAll(() => database.drop());

describe("one key", () => {
  it("has one effect for 20 callers at once, and one answer (case 49)", async () => {
    const { walletId } = await openWallet(database.pool, [lot(10n * CREDIT)]);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        debit(index % 2 === 0 ? spending : createSpending(database.pool), spender("once"), {
          walletId,
          chargeFor: { credits: CREDIT },
        }),
      ),
    );
    expect(outcomes.filter((outcome) => !outcome.replayed)).toHaveLength(1);
    expect(new Set(outcomes.map((outcome) => resultOf(outcome).id)).size).toBe(1);
    expect(new Set(outcomes.map((outcome) => outcome.requestId)).size).toBe(1);
    expect((await readWallet(database.pool, walletId)).available).toBe(9n * CREDIT);
  });

  it("is refused with another body, and has no effect then (case 50)", async () => {
    const { walletId } = await openWallet(database.pool, [lot(10n * CREDIT)]);
    await debit(spending, spender("k"), { walletId, chargeFor: { credits: CREDIT } });
    const other = spender("k", { fingerprint: "another body" });
    expect(wordOf(await debit(spending, other, { walletId, chargeFor: { credits: 2n * CREDIT } }))).toBe(
      "idempotency_key_reused",
    );
    expect((await readWallet(database.pool, walletId)).available).toBe(9n * CREDIT);
  });

  it("is another client's own key, and another wallet's (case 51)", async () => {
    const { walletId } = await openWallet(database.pool, [lot(10n * CREDIT)]);
    const one = await debit(spending, spender("k"), { walletId, chargeFor: { credits: CREDIT } });
    const two = await debit(spending, spender("k", { clientId: "cli_b" }), {
      walletId,
      chargeFor: { credits: CREDIT },
    });
    expect(resultOf(two).id).not.toBe(resultOf(one).id);
    expect(two.replayed).toBe(false);
  });

  it("repeats a refusal even after the wallet was topped up", async () => {
    const { walletId } = await openWallet(database.pool, [lot(CREDIT)]);
    const first = await debit(spending, spender("short"), { walletId, chargeFor: { credits: 2n * CREDIT } });
    await postGrants(database.pool, { walletId, depositId: null, checkoutId: null, grants: [lot(5n * CREDIT)] });
    const again = await debit(spending, spender("short"), { walletId, chargeFor: { credits: 2n * CREDIT } });
    expect(wordOf(first)).toBe("insufficient_credits");
    expect(again).toEqual({ ...first, replayed: true });
  });

  it("replays a hold's, a capture's and a refund's first answer, whatever happened since", async () => {
    const { walletId } = await openWallet(database.pool, [lot(10n * CREDIT)]);
    const holding = () => hold(spending, spender("h"), { walletId, chargeFor: { credits: 4n * CREDIT } });
    const opened = await holding();
    const capturing = () => capture(spending, spender("c"), { holdId: resultOf(opened).id, credits: 3n * CREDIT });
    const captured = await capturing();
    const refunding = (key: string) =>
      refund(spending, spender(key), { debitId: resultOf(captured).debitId ?? "", credits: CREDIT, reason: "blurred" });
    const refunded = await refunding("r1");
    await refunding("r2");
    expect(await holding()).toEqual({ ...opened, replayed: true });
    expect(await capturing()).toEqual({ ...captured, replayed: true });
    expect(await refunding("r1")).toEqual({ ...refunded, replayed: true });
    expect(resultOf(refunded).refunded).toBe(CREDIT);
    expect((await readWallet(database.pool, walletId)).available).toBe(9n * CREDIT);
  });
});

describe("withIdempotency", () => {
  const grant = (walletId: string, key: string, more = {}) =>
    withIdempotency(database.pool, { ...spender(key, more), walletId }, async (sql) => {
      const [one] = await postGrants(sql, { walletId, depositId: null, checkoutId: null, grants: [lot(CREDIT)] });
      return { status: 201, answer: { id: one?.id } };
    });

  it("runs an effect once for 20 callers at once", async () => {
    const { walletId } = await openWallet(database.pool, []);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => grant(walletId, "g")));
    expect(new Set(outcomes.map((outcome) => JSON.stringify(resultOf(outcome)))).size).toBe(1);
    expect(outcomes.filter((outcome) => !outcome.replayed)).toHaveLength(1);
    expect((await readWallet(database.pool, walletId)).available).toBe(CREDIT);
    await expect(grant(walletId, "g", { fingerprint: "another" })).rejects.toMatchObject({
      code: "idempotency_key_reused",
    });
  });

  it("stores a refusal about state without its effects, and forgets one that may be mended", async () => {
    const { walletId } = await openWallet(database.pool, []);
    let runs = 0;
    const refuse = (code: "checkout_not_open" | "not_found") =>
      withIdempotency(database.pool, { ...spender(code), walletId }, async (sql) => {
        runs += 1;
        await postGrants(sql, { walletId, depositId: null, checkoutId: null, grants: [lot(CREDIT)] });
        throw new CofferError(code, "no", { fields: { state: "paid" } });
      });
    const first = await refuse("checkout_not_open");
    expect(wordOf(first)).toBe("checkout_not_open");
    expect(await refuse("checkout_not_open")).toEqual({ ...first, replayed: true });
    expect(runs).toBe(1);
    await expect(refuse("not_found")).rejects.toMatchObject({ code: "not_found" });
    await expect(refuse("not_found")).rejects.toMatchObject({ code: "not_found" });
    expect(runs).toBe(3);
    expect((await readWallet(database.pool, walletId)).available).toBe(0n);
  });
});
