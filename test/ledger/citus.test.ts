import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { burn } from "../../src/ledger/burn.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { verifyLedger } from "../../src/ledger/verify.js";
import { bucketOf } from "../../src/lib/ids.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { CREDIT, lot, openWallet, spender } from "./spendingFixture.js";

let database: TestDatabase;
let citus: string;

beforeAll(async () => {
  database = await createTestDatabase();
  citus = await readFile("prisma/citus.sql", "utf8");
});
afterAll(() => database.drop());

/** The tables that citus.sql distributes, in its order. */
function distributed(): string[] {
  const [, first = ""] = /create_distributed_table\('(\w+)', 'bucket'/.exec(citus) ?? [];
  const [, list = ""] = /FOREACH v_table IN ARRAY ARRAY\[([^\]]+)\]/.exec(citus) ?? [];
  return [first, ...list.split(",").map((name) => name.trim().replaceAll("'", ""))];
}

describe("prisma/citus.sql", () => {
  it("distributes exactly the bucketed tables of the migrated schema", async () => {
    const { rows } = await database.pool.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE a.attname = 'bucket' AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`,
    );
    expect(distributed().sort()).toEqual(rows.map(({ name }) => name).sort());
  });

  it("distributes a table after those that it refers to", async () => {
    const { rows } = await database.pool.query<{ child: string; parent: string }>(
      `SELECT conrelid::regclass::text AS child, confrelid::regclass::text AS parent FROM pg_constraint
        WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
    );
    const order = distributed();
    const refers = rows.filter(({ child }) => order.includes(child));
    expect(refers.length).toBeGreaterThan(3);
    for (const { child, parent } of refers) expect(order.indexOf(parent)).toBeLessThan(order.indexOf(child));
    expect(refers.filter(({ parent }) => !order.includes(parent))).toEqual([]);
  });

  it("makes a one-bucket form of the batch function that does what the function does", async () => {
    const [, block = ""] = /-- <one-bucket form>\n([\s\S]+)-- <\/one-bucket form>/.exec(citus) ?? [];
    await database.pool.query(block);
    const { rows } = await database.pool.query<{ text: string }>(
      "SELECT prosrc AS text FROM pg_proc WHERE proname = 'ledger_burn_in_bucket'",
    );
    expect(rows[0]?.text).not.toMatch(/\.bucket = (?!p_bucket\b)/);
    expect(rows[0]?.text).toContain(".bucket = p_bucket");

    const { walletId } = await openWallet(database.pool, [lot(10n * CREDIT)]);
    const bucket = bucketOf("wal", walletId) ?? -1;
    const inBucket = {
      query: ((text: string, values: unknown[] = []) => {
        const call = text
          .replace("ledger_burn(", "ledger_burn_in_bucket(")
          .replaceAll(/\$(\d+)/g, (_match, place: string) => `$${Number(place) + 1}`)
          .replace("in_bucket(", "in_bucket($1, ");
        return database.pool.query(call, [bucket, ...values]);
      }) as typeof database.pool.query,
    };
    const item = (key: string, credits: bigint, expiresInSeconds: number | null) => ({
      ...{ walletId, credits, reference: null, details: {}, expiresInSeconds, memberId: null, caller: spender(key) },
    });
    const debits = [item("a", 4n * CREDIT, null), item("b", 7n * CREDIT, null), item("c", CREDIT, null)];
    const replies = await burn(inBucket, "debit", debits);
    expect(replies.map(({ status }) => status)).toEqual([201, 402, 201]);
    expect((await burn(inBucket, "debit", debits)).map(({ replayed }) => replayed)).toEqual([true, true, true]);
    expect(await burn(inBucket, "hold", [item("d", CREDIT, 60)])).toMatchObject([{ status: 201 }]);
    expect(await readWallet(database.pool, walletId)).toMatchObject({ available: 4n * CREDIT, held: CREDIT });
    expect((await verifyLedger(database.pool)).ok).toBe(true);
  });
});
