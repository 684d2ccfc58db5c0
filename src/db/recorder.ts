import type { Sql } from "./sql.js";

/** Keeps a record of a change in its transaction: what was there before, and what is there after; null: nothing. */
export type Recorder<State> = (sql: Sql, before: State | null, after: State | null) => Promise<void>;
