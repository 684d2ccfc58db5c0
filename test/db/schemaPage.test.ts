import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";

it("docs/schema.md names every table, and no other", async () => {
  const [page, schema] = await Promise.all([
    readFile("docs/schema.md", "utf8"),
    readFile("prisma/schema.prisma", "utf8"),
  ]);
  const tables = [...schema.matchAll(/@@map\("(\w+)"\)/g)].map(([, name]) => name);
  const named = [...page.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
  );
  expect(named.toSorted()).toEqual(tables.toSorted());
});
