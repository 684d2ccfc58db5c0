import type { QueryResultRow } from "pg";

/**
 * What a statement is run on: a pool, or one client inside a transaction. `bigint` columns arrive as bigint,
 * `timestamptz` as Date (see client.ts).
 */
export type Sql = {
  query<Row extends QueryResultRow>(
    text: string,
    values?: unknown[],
  ): Promise<{ rows: Row[]; rowCount: number | null }>;
};
