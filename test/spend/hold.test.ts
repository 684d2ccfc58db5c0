import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expireHolds } from "../../src/ledger/expireHolds.js";
import { readHold } from "../../src/ledger/hold.js";
import { listEntries } from "../../src/ledger/listEntries.js";
import { listGrants } from "../../src/ledger/listGrants.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { verifyLedger } from "../../src/ledger/verify.js";
import { capture } from "../../src/spend/capture.js";
import { debit } from "../../src/spend/debit.js";
import { extend } from "../../src/spend/extend.js";
import { hold } from "../../src/spend/hold.js";
import { refund } from "../../src/spend/refund.js";
import type { Spending } from "../../src/spend/spending.js";
import { voidHold } from "../../src/spend/voidHold.js";
import {
  CREDIT,
  createSpending,
  DAY,
  endTime,
  GRACE_SECONDS,
  lot,
  openWallet,
  resultOf,
  spender,
  wordOf,
} from "../ledger/spendingFixture.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
let spending: Spending;

beforeAll(async () => {
  database = await createTestDatabase();
  spending = createSpending(database.pool);
});
afterAll(() => database.drop());

async function open(walletId: string, credits: bigint): Promise<string> {
  return resultOf(await hold(spending, spender(), { walletId, chargeFor: { credits } })).id;
}

async function remaining(walletId: string): Promise<bigint[]> {
  const { data } = await listGrants(database.pool, walletId, { limit: 10 });
  return data.map((grant) => grant.remaining / CREDIT).reverse();
}

/** As if the lot's time had just ended. Nothing settles its wallet: that is for whoever writes next. */
async function lapse(walletId: string, grantId: string | undefined): Promise<void> {
  await database.pool.query("UPDATE grants SET expires_at = now() - interval '1 second' WHERE id = $1", [grantId]);
  await database.pool.query("UPDATE wallets SET due_at = now() - interval '1 second' WHERE id = $1", [walletId]);
}

describe("a hold", () => {
  it("pins its lots: what it holds cannot be spent, and capturing burns exactly those", async () => {
    const { walletId } = await openWallet(database.pool, [lot(3n * CREDIT), lot(5n * CREDIT)]);
    const id = await open(walletId, 4n * CREDIT);
    expect(await readWallet(database.pool, walletId)).toMatchObject({ available: 4n * CREDIT, held: 4n * CREDIT });
    expect(wordOf(await debit(spending, spender(), { walletId, chargeFor: { credits: 5n * CREDIT } }))).toBe(
      "insufficient_credits",
    );
    const captured = resultOf(await capture(spending, spender(), { holdId: id }));
    expect(captured).toMatchObject({ state: "captured", credits: 4n * CREDIT, captured: 4n * CREDIT });
    expect(await remaining(walletId)).toEqual([0n, 4n]);
    expect(await readHold(database.pool, id, null)).toEqual(captured);
  });

  it("gives back what is not captured, to the lots that would have burned last", async () => {
    const { walletId } = await openWallet(database.pool, [lot(3n * CREDIT), lot(5n * CREDIT)]);
    const id = await open(walletId, 6n * CREDIT);
    resultOf(await capture(spending, spender(), { holdId: id, credits: 2n * CREDIT }));
    expect(await remaining(walletId)).toEqual([1n, 5n]);
    const { data } = await listEntries(database.pool, walletId, { limit: 3 });
    expect(data.map((entry) => [entry.type, entry.credits, entry.balanceAfter, entry.heldAfter])).toEqual([
      ["release", 4n * CREDIT, 6n * CREDIT, 0n],
      ["capture", 0n, 2n * CREDIT, 4n * CREDIT],
      ["hold", -6n * CREDIT, 2n * CREDIT, 6n * CREDIT],
    ]);
  });

  it("gives everything back when voided or when its time is over", async () => {
    const { walletId } = await openWallet(database.pool, [lot(3n * CREDIT), lot(5n * CREDIT)]);
    const [voided, expired, kept] = [
      await open(walletId, 4n * CREDIT),
      await open(walletId, 2n * CREDIT),
      await open(walletId, CREDIT),
    ];
    expect(resultOf(await voidHold(spending, spender(), { holdId: voided, reason: "no longer needed" })).state).toBe(
      "voided",
    );
    await endTime(database.pool, expired);
    expect((await readHold(database.pool, expired, null)).state).toBe("expired");
    expect((await expireHolds(database.pool, GRACE_SECONDS)).map((one) => [one.id, one.state])).toEqual([
      [expired, "expired"],
    ]);
    expect(await expireHolds(database.pool, GRACE_SECONDS)).toEqual([]);
    expect(await readWallet(database.pool, walletId)).toMatchObject({ available: 7n * CREDIT, held: CREDIT });
    expect((await readHold(database.pool, kept, null)).state).toBe("open");
  });

  it("names why it cannot be captured, voided or extended, and for how much (case 52)", async () => {
    const { walletId } = await openWallet(database.pool, [lot(20n * CREDIT)]);
    const [captured, voided, over] = [
      await open(walletId, 4n * CREDIT),
      await open(walletId, 4n * CREDIT),
      await open(walletId, 4n * CREDIT),
    ];
    const above = await capture(spending, spender(), { holdId: captured, credits: 4n * CREDIT + 1n });
    expect(above).toMatchObject({
      ok: false,
      problem: { code: "capture_exceeds_hold", fields: { held: "4", asked: "4.000001" } },
    });
    await capture(spending, spender(), { holdId: captured });
    await voidHold(spending, spender(), { holdId: voided });
    await endTime(database.pool, over);
    for (const [holdId, state] of [
      [captured, "captured"],
      [voided, "voided"],
      [over, "expired"],
    ] as const) {
      for (const outcome of [
        await capture(spending, spender(), { holdId }),
        await voidHold(spending, spender(), { holdId }),
        await extend(spending, spender(), { holdId, expiresInSeconds: 60 }),
      ]) {
        expect(outcome).toMatchObject({ ok: false, problem: { code: "hold_not_open", fields: { state } } });
      }
    }
    expect((await readWallet(database.pool, walletId)).held).toBe(4n * CREDIT);
  });

  it("lasts longer when extended, never shorter, and at most 24 hours from its start", async () => {
    const { walletId } = await openWallet(database.pool, [lot(CREDIT)]);
    const id = await open(walletId, CREDIT);
    const before = await readHold(database.pool, id, null);
    expect(resultOf(await extend(spending, spender(), { holdId: id, expiresInSeconds: 1 })).expiresAt).toEqual(
      before.expiresAt,
    );
    const longer = resultOf(await extend(spending, spender(), { holdId: id, expiresInSeconds: 7200 }));
    expect(longer.expiresAt.getTime() - before.createdAt.getTime()).toBeGreaterThanOrEqual(7_200_000);
    await database.pool.query("UPDATE holds SET created_at = created_at - interval '1 hour' WHERE id = $1", [id]);
    expect(wordOf(await extend(spending, spender(), { holdId: id, expiresInSeconds: 86_000 }))).toBe("invalid_request");
  });

  it("ends once, whoever is first of two captures, a void and the expiry (case 52)", async () => {
    const { walletId } = await openWallet(database.pool, [lot(1000n * CREDIT)]);
    for (let round = 0; round < 10; round += 1) {
      const id = await open(walletId, 4n * CREDIT);
      const others = [
        createSpending(database.pool),
        createSpending(database.pool),
        createSpending(database.pool),
      ] as const;
      if (round % 2 === 0)
        await database.pool.query("UPDATE holds SET expires_at = clock_timestamp() + interval '3 ms' WHERE id = $1", [
          id,
        ]);
      const [first, second, third, expired] = await Promise.all([
        capture(others[0], spender(), { holdId: id, credits: CREDIT }),
        capture(others[1], spender(), { holdId: id }),
        voidHold(others[2], spender(), { holdId: id }),
        expireHolds(database.pool, GRACE_SECONDS),
      ]);
      const ended =
        [first, second, third].filter((outcome) => outcome.ok).length + expired.filter((one) => one.id === id).length;
      const swept = await expireHolds(database.pool, GRACE_SECONDS);
      expect(ended + swept.length).toBe(1);
    }
    expect((await readWallet(database.pool, walletId)).held).toBe(0n);
    expect((await verifyLedger(database.pool)).ok).toBe(true);
  });

  it("is not there for another client", async () => {
    const { walletId } = await openWallet(database.pool, [lot(CREDIT)]);
    const id = await open(walletId, CREDIT);
    const other = { clientId: "cli_other" };
    expect(wordOf(await capture(spending, spender("a", other), { holdId: id }))).toBe("not_found");
    expect(wordOf(await voidHold(spending, spender("b", other), { holdId: id }))).toBe("not_found");
    await expect(readHold(database.pool, id, "cli_other")).rejects.toMatchObject({ code: "not_found" });
    expect(wordOf(await voidHold(spending, spender("c", { ...other, ownOnly: false }), { holdId: id }))).toBe("ok");
  });
});

describe("a lot that expires while it is pinned", () => {
  it("can still be captured, and lives on for the grace when released, once", async () => {
    const { walletId, grantIds } = await openWallet(database.pool, [
      lot(10n * CREDIT, { expiresAt: new Date(Date.now() + DAY) }),
    ]);
    const [captured, released, late] = [
      await open(walletId, 2n * CREDIT),
      await open(walletId, 3n * CREDIT),
      await open(walletId, CREDIT),
    ];
    await lapse(walletId, grantIds[0]);
    expect((await readWallet(database.pool, walletId)).available).toBe(0n);
    expect(wordOf(await capture(spending, spender(), { holdId: captured }))).toBe("ok");
    await voidHold(spending, spender(), { holdId: released });
    const wallet = await readWallet(database.pool, walletId);
    expect(wallet.available).toBe(3n * CREDIT);
    expect(wallet.expiringNext?.at.getTime()).toBeLessThanOrEqual(Date.now() + GRACE_SECONDS * 1000);
    await database.pool.query("UPDATE grants SET grace_until = now() - interval '1 second' WHERE id = $1", [
      grantIds[0],
    ]);
    await voidHold(spending, spender(), { holdId: late });
    const { data } = await listEntries(database.pool, walletId, { limit: 1 });
    expect(data[0]).toMatchObject({ type: "lapse", from: "held", to: "breakage", amount: CREDIT });
  });
});

describe("a hold whose lot expired", () => {
  const end = {
    "runs out": async (id: string) => {
      await endTime(database.pool, id);
      expect((await expireHolds(database.pool, GRACE_SECONDS)).map((one) => one.id)).toEqual([id]);
    },
    "is voided": (id: string) => voidHold(spending, spender(), { holdId: id }),
    "is captured in part": (id: string) => capture(spending, spender(), { holdId: id, credits: CREDIT }),
  };

  it.each([
    ["runs out", 3n],
    ["is voided", 3n],
    ["is captured in part", 2n],
  ] as const)("revives only what it gives back when it %s, nothing else of the lot", async (how, back) => {
    const { walletId, grantIds } = await openWallet(database.pool, [
      lot(10n * CREDIT, { expiresAt: new Date(Date.now() + DAY) }),
    ]);
    const id = await open(walletId, 3n * CREDIT);
    await lapse(walletId, grantIds[0]);
    await end[how](id);
    expect(await readWallet(database.pool, walletId)).toMatchObject({ available: back * CREDIT, held: 0n });
    expect(await remaining(walletId)).toEqual([back]);
    const { data } = await listEntries(database.pool, walletId, { limit: 2 });
    expect(data.map((entry) => [entry.type, entry.amount])).toEqual([
      ["release", back * CREDIT],
      ["lapse", 7n * CREDIT],
    ]);
  });

  it("answers a repeated call as it answered the first", async () => {
    const { walletId, grantIds } = await openWallet(database.pool, [
      lot(10n * CREDIT, { expiresAt: new Date(Date.now() + DAY) }),
    ]);
    const id = await open(walletId, 3n * CREDIT);
    await lapse(walletId, grantIds[0]);
    const take = () => capture(spending, spender("expired"), { holdId: id, credits: CREDIT, outcome: "rejected" });
    const first = resultOf(await take());
    expect(await take()).toMatchObject({ ok: true, replayed: true, value: first });
  });
});

describe("a refund", () => {
  it("goes back into the lots that burned, last burned first, in parts and up to the debit", async () => {
    const { walletId } = await openWallet(database.pool, [lot(3n * CREDIT), lot(3n * CREDIT), lot(3n * CREDIT)]);
    const { id } = resultOf(await debit(spending, spender(), { walletId, chargeFor: { credits: 8n * CREDIT } }));
    const back = (credits?: bigint) =>
      refund(spending, spender(), { debitId: id, reason: "blurred", ...(credits === undefined ? {} : { credits }) });
    expect(resultOf(await back(4n * CREDIT)).refunded).toBe(4n * CREDIT);
    expect(await remaining(walletId)).toEqual([0n, 2n, 3n]);
    expect(await back(5n * CREDIT)).toMatchObject({
      ok: false,
      problem: { code: "refund_exceeds_debit", fields: { refundable: "4", asked: "5" } },
    });
    expect(resultOf(await back()).refunded).toBe(8n * CREDIT);
    expect(await remaining(walletId)).toEqual([3n, 3n, 3n]);
    expect(wordOf(await back())).toBe("refund_exceeds_debit");
  });

  it("of a captured hold goes by the debit that capturing made", async () => {
    const { walletId } = await openWallet(database.pool, [lot(5n * CREDIT)]);
    const captured = resultOf(
      await capture(spending, spender(), {
        holdId: await open(walletId, 4n * CREDIT),
        credits: 3n * CREDIT,
        outcome: "rejected",
      }),
    );
    await refund(spending, spender(), { debitId: captured.debitId ?? "", reason: "rejected" });
    expect((await readWallet(database.pool, walletId)).available).toBe(5n * CREDIT);
  });

  it("reopens a lot that expired meanwhile, for the grace", async () => {
    const { walletId, grantIds } = await openWallet(database.pool, [
      lot(5n * CREDIT, { expiresAt: new Date(Date.now() + DAY) }),
    ]);
    const { id } = resultOf(await debit(spending, spender(), { walletId, chargeFor: { credits: 2n * CREDIT } }));
    await lapse(walletId, grantIds[0]);
    await refund(spending, spender(), { debitId: id, reason: "late" });
    expect(await readWallet(database.pool, walletId)).toMatchObject({ available: 2n * CREDIT });
    expect(wordOf(await debit(spending, spender(), { walletId, chargeFor: { credits: 2n * CREDIT } }))).toBe("ok");
  });
});
