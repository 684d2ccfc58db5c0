import type { Sql } from "../../src/db/sql.js";

/** The same client, and how many statements it was sent. */
export function countStatements(sql: Sql): { counted: Sql; statements(): number } {
  let statements = 0;
  const query: Sql["query"] = (text, values) => {
    statements += 1;
    return sql.query(text, values);
  };
  return { counted: { query }, statements: () => statements };
}
