import { loadCatalog } from "../catalog/load.js";
import type { Catalog } from "../catalog/schema.js";
import type { Pool } from "../db/client.js";
import type { Sql } from "../db/sql.js";
import { transaction } from "../db/transaction.js";
import { InvariantError } from "../lib/errors.js";

type RecordPublication = (sql: Sql, version: string, before: string | null) => Promise<void>;

type Put = {
  /** Only where there is no version yet. */
  isFirst: boolean;
  record?: RecordPublication | undefined;
};

export type CatalogVersions = {
  /** The catalogue in force now. */
  current(): Promise<Catalog>;
  /** The catalogue that was in force at a moment; the first one for anything before it. `sql`: inside a transaction, its client. */
  at(moment: Date, sql?: Sql): Promise<Catalog>;
  /** A version by its name, one of {@link versionAt}. */
  named(version: string, sql: Sql): Promise<Catalog>;
  /**
   * Puts a catalogue into force from now on. A text that was in force before, at any time, changes nothing: a restart
   * with an old file does not undo what an operator published since.
   * @param record kept in the same transaction when there is a new version; told the version that it follows.
   * @throws CofferError `invalid_request` with the lines that are wrong.
   */
  publish(text: string, record?: RecordPublication): Promise<{ catalog: Catalog; published: boolean }>;
  /** As `publish`, but changes nothing where the store has a catalogue already. */
  begin(text: string): Promise<void>;
};

/** How long a process may go on with the version it knows, in milliseconds, before it looks for a newer one. */
const REFRESH_MS = 2_000;

/** SQL for the name of the version that was in force at a moment; the first one for anything before it. */
export const versionAt = (moment: string) => `coalesce(
  (SELECT version FROM catalog_versions WHERE created_at <= ${moment} ORDER BY position DESC LIMIT 1),
  (SELECT version FROM catalog_versions ORDER BY position LIMIT 1))`;

/** The versions of the catalogue that this store has had. Texts never change, so each is parsed once a process. */
export function openCatalogVersions(pool: Pool): CatalogVersions {
  const parsed = new Map<string, Catalog>();
  let latest: { catalog: Catalog; readAt: number } | undefined;
  /** A reading under way, which all who ask meanwhile wait for. */
  let reading: Promise<Catalog> | undefined;
  // Counts what this process published: a reading that began before the newest one must not stand for it.
  let publications = 0;

  async function named(version: string, sql: Sql): Promise<Catalog> {
    const known = parsed.get(version);
    if (known !== undefined) return known;
    const { rows } = await sql.query<{ source: string }>("SELECT source FROM catalog_versions WHERE version = $1", [
      version,
    ]);
    const catalog = loadCatalog(rows[0]?.source ?? "");
    parsed.set(version, catalog);
    return catalog;
  }

  /** @param name SQL for a version's name, null where there is none. */
  async function read(sql: Sql, name: string, values: unknown[]): Promise<Catalog> {
    const { rows } = await sql.query<{ version: string | null }>(`SELECT ${name} AS version`, values);
    const version = rows[0]?.version ?? null;
    if (version === null) throw new InvariantError("This store has no catalogue yet.");
    return named(version, sql);
  }

  async function readCurrent(): Promise<Catalog> {
    const before = publications;
    const catalog = await read(pool, "(SELECT version FROM catalog_versions ORDER BY position DESC LIMIT 1)", []);
    if (before === publications) latest = { catalog, readAt: Date.now() };
    return catalog;
  }

  async function current(): Promise<Catalog> {
    if (latest !== undefined && Date.now() - latest.readAt < REFRESH_MS) return latest.catalog;
    reading ??= readCurrent().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  async function put(text: string, { isFirst, record }: Put): Promise<{ catalog: Catalog; published: boolean }> {
    const catalog = loadCatalog(text);
    const published = await transaction(pool, async (sql) => {
      await sql.query("LOCK TABLE catalog_versions IN SHARE ROW EXCLUSIVE MODE");
      const before = await sql.query<{ version: string }>(
        "SELECT version FROM catalog_versions ORDER BY position DESC LIMIT 1",
      );
      if (isFirst && before.rowCount !== 0) return false;
      const { rowCount } = await sql.query(
        `INSERT INTO catalog_versions (version, position, source, created_at)
         SELECT $1, coalesce(max(position), 0) + 1, $2, store_now() FROM catalog_versions ON CONFLICT (version) DO NOTHING`,
        [catalog.version, text],
      );
      if (rowCount === 1) await record?.(sql, catalog.version, before.rows[0]?.version ?? null);
      return rowCount === 1;
    });
    publications += 1;
    latest = undefined;
    reading = undefined;
    return { catalog, published };
  }

  return {
    current,
    at: (moment, sql = pool) => read(sql, versionAt("$1"), [moment]),
    named,
    publish: (text, record) => put(text, { isFirst: false, record }),
    begin: async (text) => {
      await put(text, { isFirst: true });
    },
  };
}
