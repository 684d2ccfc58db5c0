import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isStorableText } from "../../src/api/readBody.js";
import { arrayLiteral } from "../../src/db/arrayLiteral.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const traps = fc.constantFrom(
  null,
  "",
  " ",
  "null",
  "NULL",
  "a,b",
  "{}",
  '"',
  "\\",
  '\\"',
  "a b",
  "\n",
  "ü",
  "deb_0.a:b-c",
);
const anyText = fc.string({ unit: "grapheme", maxLength: 8 }).filter(isStorableText);

test("PostgreSQL reads the texts that were written, whatever stands in them", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(traps, anyText), { maxLength: 20 }), async (texts) => {
      const { rows } = await database.pool.query("SELECT $1::text[] AS texts", [arrayLiteral(texts)]);
      expect(rows).toEqual([{ texts }]);
    }),
    { numRuns: 300 },
  );
});

test("numbers of any size stay what they are", async () => {
  const amounts = [0n, -1n, 9_223_372_036_854_775_807n, null];
  const { rows } = await database.pool.query("SELECT $1::bigint[]::text[] AS amounts, $2::smallint[] AS buckets", [
    arrayLiteral(amounts),
    arrayLiteral([-1, 63]),
  ]);
  expect(rows).toEqual([{ amounts: ["0", "-1", "9223372036854775807", null], buckets: [-1, 63] }]);
});
