import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import pg from "pg";

const run = promisify(execFile);
const fileOf = (name: string): string => new URL(name, import.meta.url).pathname;

/** Debits of one call of the set-based floor. */
const BATCH = 200;

export type Floor = {
  /** Debits a second of the set-based floor, the better of one connection and two with wallets of their own. */
  set: number;
  /** Debits a second of one debit a call, at its best number of clients. */
  single: number;
  /** What generated the load. */
  tool: "pgbench" | "pg";
};

/** Calls a second that `clients` connections make of a script, by PostgreSQL's own load generator. */
async function byPgbench(url: string, script: string, clients: number, seconds: number): Promise<number> {
  const flags = ["-n", "-M", "prepared", "-c", `${clients}`, "-j", `${Math.min(2, clients)}`, "-T", `${seconds}`];
  const { stdout } = await run("pgbench", [...flags, "-f", fileOf(script), url]);
  return Number(/tps = ([\d.]+) \(without/.exec(stdout)?.[1] ?? Number.NaN);
}

/** The same where pgbench is not installed. The variables of its scripts are filled in here. */
async function byClients(url: string, script: string, clients: number, seconds: number): Promise<number> {
  const text = (await readFile(fileOf(script), "utf8"))
    .replaceAll(/^\\set.*\n/gm, "")
    .replace(":wallet", "1 + floor(random() * 1000)::bigint")
    .replace(":amount", "1 + floor(random() * 50)::bigint");
  const until = performance.now() + seconds * 1_000;
  const counts = await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      const connection = new pg.Client({ connectionString: url });
      await connection.connect();
      let calls = 0;
      for (; performance.now() < until; calls += 1) {
        await connection.query({ name: "floor", text: text.replaceAll(":client_id", `${client}`) });
      }
      await connection.end();
      return calls;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0) / seconds;
}

/** Makes the floor's tables in the database of `url`. @returns what measures it there once, in so many seconds a script. */
export async function openFloor(url: string): Promise<(seconds: number) => Promise<Floor>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(await readFile(fileOf("setup.sql"), "utf8"));
    await client.query("VACUUM ANALYZE floor_wallet, floor_lot");
  } finally {
    await client.end();
  }
  const hasPgbench = await run("pgbench", ["--version"]).then(
    () => true,
    () => false,
  );
  const measure = hasPgbench ? byPgbench : byClients;
  return async (seconds) => {
    const sets: number[] = [];
    sets.push(BATCH * (await measure(url, "batch.sql", 1, seconds)));
    sets.push(BATCH * (await measure(url, "batchSharded.sql", 2, seconds)));
    const singles: number[] = [];
    for (const clients of [4, 8, 16]) singles.push(await measure(url, "single.sql", clients, seconds));
    return { set: Math.max(...sets), single: Math.max(...singles), tool: hasPgbench ? "pgbench" : "pg" };
  };
}
