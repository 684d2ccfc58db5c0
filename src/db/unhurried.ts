import type { ClientBase } from "pg";
import type { Sql } from "./sql.js";

/** In milliseconds: longer than any statement of ours takes, on however large a ledger. */
const TIMEOUT_MS = 3_600_000;

/** The same connections for statements that read much, or wait for others on purpose, and may take more than a request has. */
export function unhurried(connections: Pick<ClientBase, "query">): Sql {
  return {
    query: (text, values = []) => {
      const statement = { text, values, query_timeout: TIMEOUT_MS };
      return connections.query(statement);
    },
  };
}
