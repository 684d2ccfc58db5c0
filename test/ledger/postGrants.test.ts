import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readOnceHad } from "../../src/checkout/readOnceHad.js";
import { transaction } from "../../src/db/transaction.js";
import { createWallet } from "../../src/ledger/createWallet.js";
import { findWallet } from "../../src/ledger/findWallet.js";
import { listEntries } from "../../src/ledger/listEntries.js";
import { listGrants } from "../../src/ledger/listGrants.js";
import { type NewGrant, postGrants } from "../../src/ledger/postGrants.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { updateWallet } from "../../src/ledger/updateWallet.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

const CREDIT = 1_000_000n;
const DAY = 86_400_000;

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function lot(credits: bigint, more: Partial<NewGrant> = {}): NewGrant {
  return { kind: "purchased", credits, priority: 50, expiresAt: null, costUsdt: 0n, ...more };
}

async function openWallet(): Promise<string> {
  return (await createWallet(database.pool, {})).wallet.id;
}

describe("wallets", () => {
  it("opens one wallet for an external id, however many ask at once", async () => {
    const opened = await Promise.all(
      Array.from({ length: 20 }, () => createWallet(database.pool, { externalId: "buyer-1", name: "Ada" })),
    );
    expect(opened.filter((one) => one.created)).toHaveLength(1);
    expect(new Set(opened.map((one) => one.wallet.id)).size).toBe(1);
    expect((await findWallet(database.pool, "buyer-1"))?.name).toBe("Ada");
    expect(await findWallet(database.pool, "buyer-2")).toBeNull();
  });

  it("changes only the fields that are named", async () => {
    const { wallet } = await createWallet(database.pool, { name: "Ada", region: "IN" });
    const changed = await updateWallet(database.pool, wallet.id, { metadata: { tier: 2 } });
    expect(changed).toMatchObject({ name: "Ada", region: "IN", metadata: { tier: 2 } });
  });

  it("answers not_found for ids that name nothing", async () => {
    for (const id of ["", "wal_1", "wal_0000000000000000000000000000", "wal_00000000000000000000000000064"]) {
      await expect(readWallet(database.pool, id)).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

describe("postGrants", () => {
  it("posts each lot as a movement of its own and counts only effective lots as available", async () => {
    const walletId = await openWallet();
    const expiresAt = new Date(Date.now() + 30 * DAY);
    const grants = await transaction(database.pool, (sql) =>
      postGrants(sql, {
        walletId,
        depositId: "dep_1",
        checkoutId: "chk_1",
        grants: [
          lot(100n * CREDIT, { costUsdt: 10n * CREDIT, componentId: "pack" }),
          lot(10n * CREDIT, { kind: "bonus", componentId: "crypto", expiresAt }),
          lot(0n, { kind: "bonus", componentId: "nothing" }),
          lot(5n * CREDIT, { kind: "bonus", componentId: "later", effectiveAt: new Date(Date.now() + DAY) }),
        ],
      }),
    );
    expect(grants.map((grant) => [grant.componentId, grant.remaining])).toEqual([
      ["pack", 100n * CREDIT],
      ["crypto", 10n * CREDIT],
      ["later", 5n * CREDIT],
    ]);
    const wallet = await readWallet(database.pool, walletId);
    expect(wallet).toMatchObject({ available: 110n * CREDIT, held: 0n, debt: 0n, version: 3n });
    expect(wallet.expiringNext).toEqual({ credits: 10n * CREDIT, at: expiresAt });
    const entries = await listEntries(database.pool, walletId, { limit: 10 });
    expect(entries.data.map((entry) => [entry.type, entry.from, entry.to, entry.balanceAfter])).toEqual([
      ["grant", "promotions", "scheduled", 110n * CREDIT],
      ["grant", "promotions", "available", 110n * CREDIT],
      ["grant", "purchases", "available", 100n * CREDIT],
    ]);
    expect(entries.data[2]).toMatchObject({ depositId: "dep_1", credits: 100n * CREDIT });
  });

  it("lists lots and movements in pages", async () => {
    const walletId = await openWallet();
    await postGrants(database.pool, {
      walletId,
      depositId: null,
      checkoutId: null,
      grants: [1n, 2n, 3n].map((n) => lot(n)),
    });
    const first = await listGrants(database.pool, walletId, { limit: 2 });
    const second = await listGrants(database.pool, walletId, { limit: 2, cursor: first.nextCursor ?? "" });
    const ids = [...first.data, ...second.data].map((grant) => grant.id);
    expect(new Set(ids).size).toBe(3);
    expect(second.nextCursor).toBeNull();
    const entries = await listEntries(database.pool, walletId, { limit: 2 });
    const rest = await listEntries(database.pool, walletId, { limit: 2, cursor: entries.nextCursor ?? "" });
    expect([...entries.data, ...rest.data].map((entry) => entry.amount)).toEqual([3n, 2n, 1n]);
    await expect(listEntries(database.pool, walletId, { limit: 2, cursor: "x" })).rejects.toMatchObject({
      code: "invalid_request",
    });
  });

  it("refuses to grant a deposit's component twice, also from two transactions at once", async () => {
    const walletId = await openWallet();
    const post = () =>
      transaction(database.pool, (sql) =>
        postGrants(sql, {
          walletId,
          depositId: "dep_2",
          checkoutId: null,
          grants: [lot(CREDIT, { componentId: "base" })],
        }),
      );
    const results = await Promise.allSettled([post(), post(), post()]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect((await readWallet(database.pool, walletId)).available).toBe(CREDIT);
  });

  it("gives a once-only bonus to one checkout of a wallet, which may top it up", async () => {
    const walletId = await openWallet();
    const post = (depositId: string, checkoutId: string) =>
      postGrants(database.pool, {
        walletId,
        depositId,
        checkoutId,
        grants: [lot(CREDIT, { kind: "bonus", componentId: "first", onceKey: "first-purchase" })],
      });
    await post("dep_3", "chk_3");
    await post("dep_4", "chk_3");
    await expect(post("dep_5", "chk_5")).rejects.toMatchObject({ code: "internal" });
    expect((await readWallet(database.pool, walletId)).available).toBe(2n * CREDIT);
    expect((await readOnceHad(database.pool, walletId)).bonusIds).toEqual(new Set(["first-purchase"]));
    expect((await readOnceHad(database.pool, walletId, "chk_3")).bonusIds).toEqual(new Set());
  });

  it("repays a wallet's debt first", async () => {
    const walletId = await openWallet();
    await database.pool.query("UPDATE wallets SET debt = 7000000 WHERE id = $1", [walletId]);
    const [small] = await postGrants(database.pool, {
      walletId,
      depositId: null,
      checkoutId: null,
      grants: [lot(3n * CREDIT)],
    });
    expect(small?.remaining).toBe(0n);
    const [large] = await postGrants(database.pool, {
      walletId,
      depositId: null,
      checkoutId: null,
      grants: [lot(9n * CREDIT)],
    });
    expect(large?.remaining).toBe(5n * CREDIT);
    expect(await readWallet(database.pool, walletId)).toMatchObject({ available: 5n * CREDIT, debt: 0n });
    const { data } = await listEntries(database.pool, walletId, { limit: 10 });
    expect(data.map((entry) => entry.type)).toEqual(["repay", "grant", "repay", "grant"]);
  });

  it("answers not_found for a wallet that was never opened", async () => {
    await expect(
      postGrants(database.pool, {
        walletId: `wal_${"0".repeat(28)}`,
        depositId: null,
        checkoutId: null,
        grants: [lot(1n)],
      }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});
