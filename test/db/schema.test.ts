import { readFile } from "node:fs/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import type { RuntimeDataModel } from "@prisma/client/runtime/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PrismaClient } from "../../src/db/generated/client.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

/** The generated client carries its data model under this name, which its own type leaves out. */
type Generated = { _runtimeDataModel: RuntimeDataModel };

type Column = { table: string; column: string; type: string; nullable: boolean };

let database: TestDatabase;
let prisma: PrismaClient;

beforeAll(async () => {
  database = await createTestDatabase();
  prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url }) });
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

/** PostgreSQL's name of a Prisma type, by the native type where one is given. */
const TYPES: Record<string, string> = {
  String: "text",
  BigInt: "bigint",
  Int: "integer",
  SmallInt: "smallint",
  Boolean: "boolean",
  Json: "jsonb",
  Timestamptz: "timestamp with time zone",
  Date: "date",
  Decimal: "numeric",
  Bytes: "bytea",
};

/** The lines of a model in schema.prisma, which alone say what may be null and what the native types are. */
function readField(schema: string, model: string, field: string) {
  const body = new RegExp(`^model ${model} \\{\\n(.*?)^\\}`, "ms").exec(schema)?.[1] ?? "";
  const line = new RegExp(`^  ${field} +(\\w+)(\\[\\])?(\\?)?(.*)$`, "m").exec(body);
  if (line === null) throw new Error(`${model}.${field} is in the generated client and not in schema.prisma`);
  const native = /@db\.(\w+)/.exec(line[4] ?? "")?.[1];
  return { list: line[2] !== undefined, nullable: line[3] !== undefined, type: native ?? line[1] ?? "" };
}

async function readModel(): Promise<Column[]> {
  const schema = await readFile("prisma/schema.prisma", "utf8");
  const { models } = (prisma as unknown as Generated)._runtimeDataModel;
  return Object.entries(models).flatMap(([model, { dbName, fields }]) =>
    fields
      .filter(({ kind }) => kind === "scalar")
      .map((field) => {
        const { list, nullable, type } = readField(schema, model, field.name);
        const sqlType = TYPES[type];
        if (sqlType === undefined) throw new Error(`${model}.${field.name} has the unknown type ${type}`);
        return { table: dbName ?? model, column: field.dbName ?? field.name, type: list ? "ARRAY" : sqlType, nullable };
      }),
  );
}

const sorted = (columns: Column[]) => columns.map((column) => JSON.stringify(column)).sort();

test("the migrated tables have exactly the columns, types and nullability of schema.prisma", async () => {
  const { rows } = await database.pool.query<Column>(
    `SELECT table_name AS table, column_name AS column, data_type AS type, is_nullable = 'YES' AS nullable
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'`,
  );
  expect(rows.length).toBeGreaterThan(100);
  expect(sorted(await readModel())).toEqual(sorted(rows));
});

test("the primary keys of the migrated tables are those of schema.prisma", async () => {
  const schema = await readFile("prisma/schema.prisma", "utf8");
  const { rows } = await database.pool.query<{ table: string; columns: string[] }>(
    `SELECT conrelid::regclass::text AS table, array_agg(attname::text ORDER BY array_position(conkey, attnum)) AS columns
     FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
     WHERE contype = 'p' AND connamespace = 'public'::regnamespace AND conrelid::regclass::text <> '_prisma_migrations'
     GROUP BY conrelid`,
  );
  const { models } = (prisma as unknown as Generated)._runtimeDataModel;
  const keys = Object.entries(models).map(([model, { dbName, fields }]) => {
    const body = new RegExp(`^model ${model} \\{\\n(.*?)^\\}`, "ms").exec(schema)?.[1] ?? "";
    const names = /@@id\(\[([^\]]+)\]\)/.exec(body)?.[1]?.split(", ") ?? [/^ {2}(\w+) .*@id\b/m.exec(body)?.[1] ?? ""];
    return { table: dbName, columns: names.map((name) => fields.find((field) => field.name === name)?.dbName ?? name) };
  });
  const text = (all: { table: string | null; columns: string[] }[]) => all.map((each) => JSON.stringify(each)).sort();
  expect(text(keys)).toEqual(text(rows));
});
