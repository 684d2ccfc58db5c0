import type { PoolClient } from "pg";
import { UnavailableError } from "../lib/errors.js";
import { inTime } from "../lib/inTime.js";
import type { Pool } from "./client.js";
import type { Sql } from "./sql.js";

/** Serialization failure and deadlock: PostgreSQL rolled the whole transaction back, and it may simply be run again. */
const RETRYABLE_STATES = new Set(["40001", "40P01"]);
const ATTEMPTS_MAX = 5;
/** How long one attempt may take, in milliseconds: longer than any work of ours, shorter than a request waits. */
const TIMEOUT_MS = 20_000;

/** The work or the database stalled; what was sent so far must not be committed. */
class TransactionTimeoutError extends UnavailableError {}

function stateOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

async function runOnce<Result>(client: PoolClient, work: (sql: Sql) => Promise<Result>): Promise<Result> {
  await client.query("BEGIN");
  const result = await work(client);
  await client.query("COMMIT");
  return result;
}

const tooLate = () =>
  new TransactionTimeoutError("The database took too long; try again, with the same Idempotency-Key.");

/**
 * Runs `work` in one transaction and commits it; a deadlock or serialization failure runs the whole of it again, at most
 * five times, with a jittered pause.
 * @throws whatever `work` throws, after rolling back; UnavailableError when every attempt was refused, or one was not over
 * in time: its connection is then closed, which rolls back all of it, unless the commit was already on its way.
 */
export async function transaction<Result>(
  pool: Pool,
  work: (sql: Sql) => Promise<Result>,
  timeoutMs = TIMEOUT_MS,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      return await inTime(runOnce(client, work), timeoutMs, tooLate);
    } catch (error) {
      if (error instanceof TransactionTimeoutError) {
        broken = error;
        throw error;
      }
      // A connection that cannot even roll back is in an unknown state and must not return to the pool.
      await client.query("ROLLBACK").catch((rollbackError: Error) => {
        broken = rollbackError;
      });
      if (!RETRYABLE_STATES.has(stateOf(error) ?? "")) throw error;
      if (attempt === ATTEMPTS_MAX) {
        throw new UnavailableError("The database kept refusing this change because of others; try again.", {
          cause: error,
        });
      }
    } finally {
      client.release(broken);
    }
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
  }
}
