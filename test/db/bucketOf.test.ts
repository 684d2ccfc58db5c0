import { afterAll, beforeAll, expect, test } from "vitest";
import { BUCKETS, bucketOf, newBucketId } from "../../src/lib/ids.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("the database knows an id's bucket as those who make ids do", async () => {
  const ids = Array.from({ length: BUCKETS }, (_, bucket) => newBucketId("wal", bucket));
  const { rows } = await database.pool.query<{ bucket: number }>(
    "SELECT store_bucket_of(id) AS bucket FROM unnest($1::text[]) AS id",
    [ids],
  );
  expect(rows.map(({ bucket }) => bucket)).toEqual(ids.map((id) => bucketOf("wal", id)));
});
