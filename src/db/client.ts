import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "./generated/client.js";

export type Pool = pg.Pool;

export type Database = {
  /** For SQL that locks, posts or is hot. */
  pool: Pool;
  /** For plain reads and writes of one table. */
  prisma: PrismaClient;
  close(): Promise<void>;
};

/** How long a caller waits for a free connection before the reply is 503, in milliseconds: less than any client's own time-out. */
const CONNECTION_TIMEOUT_MS = 5_000;

/**
 * How long a statement may go unanswered, in milliseconds. A server that vanishes says nothing, and TCP alone would go on
 * asking for a quarter of an hour, during which a process could spend nothing. Longer than a transaction may take; what
 * reads for longer is `unhurried`.
 */
const QUERY_TIMEOUT_MS = 25_000;
/** A connection that waits for a large statement is asked after so long, in milliseconds, whether its server is there. */
const KEEP_ALIVE_AFTER_MS = 10_000;

const connectionOptions = (url: string) => ({
  connectionString: url,
  connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
  keepAlive: true,
  keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
});

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === pg.types.builtins.INT8
      ? (text: string) => BigInt(text)
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/**
 * A pool whose `bigint` columns arrive as bigint: a number would lose the low digits of large amounts. A statement that is
 * not answered in time is given up together with its connection, on which the answer may still be on its way.
 */
export function createPool(url: string, max: number, queryTimeoutMs = QUERY_TIMEOUT_MS): Pool {
  const pool = new pg.Pool({
    ...connectionOptions(url),
    ...{ max, types, query_timeout: queryTimeoutMs, application_name: "coffer" },
  });
  // A connection that breaks while idle has left the pool already; who asks next gets a new one, or the error.
  pool.on("error", () => {});
  return pool;
}

/**
 * Opens the database. The caller registers `close` with its shutdown.
 * @param poolSize connections for SQL; Prisma keeps a quarter as many of its own.
 */
export function openDatabase(url: string, poolSize = 16): Database {
  const pool = createPool(url, poolSize);
  const adapter = new PrismaPg({
    ...connectionOptions(url),
    ...{ max: Math.max(2, Math.floor(poolSize / 4)), query_timeout: QUERY_TIMEOUT_MS },
  });
  const prisma = new PrismaClient({ adapter });
  return {
    pool,
    prisma,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
