import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CatalogVersions, openCatalogVersions } from "../../src/checkout/catalogVersions.js";
import { beginCatalog, publishNamedCatalog } from "../../src/start/readCatalog.js";
import { scratchDirectory } from "../embedded/scratch.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
let catalogs: CatalogVersions;
let shipped: string;

beforeEach(async () => {
  database = await createTestDatabase();
  catalogs = openCatalogVersions(database.pool);
  shipped = await readFile("catalogs/default.yaml", "utf8");
});
afterEach(() => database.drop());

async function file(text: string): Promise<string> {
  const path = join(scratchDirectory(), "catalog.yaml");
  await writeFile(path, text);
  return path;
}

/** What each start of an API does. */
async function start(path: string | undefined): Promise<void> {
  await beginCatalog(catalogs, path);
  await publishNamedCatalog(catalogs, path);
}

const versionInForce = async () => (await catalogs.current()).version;

describe("the catalogue that ships", () => {
  it("begins a store, and never replaces what its operator or an earlier release put into force", async () => {
    await start(undefined);
    const first = await versionInForce();
    const { catalog: own } = await catalogs.publish(`${shipped}# my prices\n`);
    expect(own.version).not.toBe(first);
    await start(undefined);
    expect(await versionInForce()).toBe(own.version);
  });

  it("does not replace one that this release never had: an upgrade changes no price", async () => {
    const { catalog: earlier } = await catalogs.publish(`${shipped}# as an earlier release shipped it\n`);
    await start(undefined);
    expect(await versionInForce()).toBe(earlier.version);
  });
});

describe("a catalogue that the operator names", () => {
  it("is published by the start of an API where its text is new, and not again after another one", async () => {
    const path = await file(`${shipped}# one\n`);
    await start(path);
    const one = await versionInForce();
    const { catalog: two } = await catalogs.publish(`${shipped}# two\n`);
    await start(path);
    expect(await versionInForce()).toBe(two.version);
    await writeFile(path, `${shipped}# three\n`);
    await start(path);
    expect([one, two.version]).not.toContain(await versionInForce());
  });

  it("begins a store, and is not published by what only opens it: a command, a worker, a start that fails", async () => {
    const path = await file(`${shipped}# one\n`);
    await beginCatalog(catalogs, path);
    const one = await versionInForce();
    await writeFile(path, `${shipped}# edited, and not to be sold yet\n`);
    await beginCatalog(catalogs, path);
    expect(await versionInForce()).toBe(one);
  });
});
