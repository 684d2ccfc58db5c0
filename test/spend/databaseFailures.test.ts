import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import getPort from "get-port";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { toCofferError } from "../../src/api/toCofferError.js";
import { createPool } from "../../src/db/client.js";
import { migrate } from "../../src/db/migrate.js";
import { transaction } from "../../src/db/transaction.js";
import { unhurried } from "../../src/db/unhurried.js";
import { startEmbeddedPostgres } from "../../src/embedded/postgres.js";
import { expireHolds } from "../../src/ledger/expireHolds.js";
import { postGrants } from "../../src/ledger/postGrants.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { verifyLedger } from "../../src/ledger/verify.js";
import { createLogger } from "../../src/lib/log.js";
import { capture } from "../../src/spend/capture.js";
import { debit } from "../../src/spend/debit.js";
import { hold } from "../../src/spend/hold.js";
import {
  CREDIT,
  createSpending,
  GRACE_SECONDS,
  lot,
  openWallet,
  resultOf,
  spender,
  wordOf,
} from "../ledger/spendingFixture.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/**
 * A way to the database on which `cut()` lets what is sent arrive, and swallows the next answer with the connection, and
 * `stall()` passes nothing on any more on the connections that are open.
 */
async function openCuttable(url: string): Promise<{ url: string; cut(): void; stall(): void }> {
  const target = new URL(url);
  let cutting = false;
  const ways: { stalled: boolean }[] = [];
  const proxy = net.createServer((client) => {
    const server = net.connect(Number(target.port), target.hostname);
    client.on("error", () => server.destroy());
    server.on("error", () => client.destroy());
    const way = { stalled: false };
    ways.push(way);
    client.on("data", (asked) => {
      if (!way.stalled) server.write(asked);
    });
    client.on("end", () => server.end());
    server.on("data", (answer) => {
      if (!cutting) return void client.write(answer);
      cutting = false;
      client.destroy();
      server.end();
    });
    server.on("close", () => client.destroy());
  });
  proxy.listen(0, "127.0.0.1");
  await new Promise((resolve) => proxy.once("listening", resolve));
  onTestFinished(() => void proxy.close());
  const through = new URL(url);
  through.port = String((proxy.address() as net.AddressInfo).port);
  return {
    url: through.href,
    cut: () => {
      cutting = true;
    },
    stall: () => {
      for (const way of ways) way.stalled = true;
    },
  };
}

describe("a debit whose answer is lost", () => {
  it("has happened once, and the same key gives its answer (case 45)", async () => {
    const { walletId } = await openWallet(database.pool, [lot(100n * CREDIT)]);
    const way = await openCuttable(database.url);
    const pool = createPool(way.url, 1);
    onTestFinished(() => pool.end());
    await pool.query("SELECT 1");
    const request = { walletId, chargeFor: { credits: 30n * CREDIT } };
    const caller = spender("lost");
    way.cut();
    await expect(debit(createSpending(pool), caller, request)).rejects.toThrow();
    await delay(200);
    const again = await debit(createSpending(pool), caller, request);
    expect([again.replayed, resultOf(again).availableAfter]).toEqual([true, 70n * CREDIT]);
    const { rows } = await database.pool.query("SELECT 1 FROM debits WHERE wallet_id = $1", [walletId]);
    expect(rows).toHaveLength(1);
  });
});

describe("a debit whose database vanishes without a word", () => {
  it("is answered with 503 in time, gives up its connection, and the next one gets a new one", async () => {
    const { walletId } = await openWallet(database.pool, [lot(100n * CREDIT)]);
    const way = await openCuttable(database.url);
    const pool = createPool(way.url, 4, 500);
    onTestFinished(() => pool.end());
    await pool.query("SELECT 1");
    const [spending, caller] = [createSpending(pool), spender("vanished")];
    const request = { walletId, chargeFor: { credits: 30n * CREDIT } };
    way.stall();
    const failed = await debit(spending, caller, request).catch((error: unknown) => toCofferError(error));
    expect(failed).toMatchObject({ code: "unavailable" });
    expect(pool.totalCount).toBe(0);
    const again = await debit(spending, caller, request);
    expect([again.replayed, resultOf(again).availableAfter]).toEqual([false, 70n * CREDIT]);
  });

  it("leaves statements alone that are known to take long", async () => {
    const pool = createPool(database.url, 1, 100);
    onTestFinished(() => pool.end());
    await expect(pool.query("SELECT pg_sleep(0.5)")).rejects.toThrow("Query read timeout");
    expect((await unhurried(pool).query("SELECT pg_sleep(0.5)")).rowCount).toBe(1);
  });
});

describe("a transaction that stalls", () => {
  it("case 44: is rolled back as a whole when it passes its time-out, says so, and works when repeated", async () => {
    const { walletId } = await openWallet(database.pool, [lot(CREDIT)]);
    const way = await openCuttable(database.url);
    const pool = createPool(way.url, 1);
    onTestFinished(() => pool.end());
    const given = { walletId, depositId: null, checkoutId: null, grants: [lot(5n * CREDIT)] };
    const give = (between: () => void) =>
      transaction(
        pool,
        async (sql) => {
          await postGrants(sql, given);
          between();
          await postGrants(sql, given);
        },
        1_500,
      );
    const late = await give(way.stall).catch((error: unknown) => toCofferError(error));
    expect(late).toMatchObject({ code: "unavailable" });
    // Neither half is there, and the wallet's lock is free: the connection was closed on both sides.
    expect((await readWallet(database.pool, walletId)).available).toBe(CREDIT);
    await give(() => {});
    expect((await readWallet(database.pool, walletId)).available).toBe(11n * CREDIT);
  });
});

describe("a database that takes no writes", () => {
  it("refuses, and leaves no part of a debit behind (case 47)", async () => {
    const { walletId } = await openWallet(database.pool, [lot(100n * CREDIT)]);
    const url = new URL(database.url);
    url.searchParams.set("options", "-c default_transaction_read_only=on");
    const pool = createPool(url.href, 1);
    onTestFinished(() => pool.end());
    const request = { walletId, chargeFor: { credits: CREDIT } };
    const caller = spender();
    await expect(debit(createSpending(pool), caller, request)).rejects.toMatchObject({ code: "25006" });
    const later = await debit(createSpending(database.pool), caller, request);
    expect([later.replayed, resultOf(later).availableAfter]).toEqual([false, 99n * CREDIT]);
  });
});

describe("an application whose clock is wrong", () => {
  it.each([-1, 1])("by %i h ends no hold early or late: the database's clock decides (case 48)", async (hours) => {
    const { walletId } = await openWallet(database.pool, [lot(100n * CREDIT)]);
    const spending = createSpending(database.pool);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + hours * 3_600_000 });
    onTestFinished(() => void vi.useRealTimers());
    const request = { walletId, chargeFor: { credits: CREDIT } };
    const kept = resultOf(await hold(spending, spender(), { ...request, expiresInSeconds: 900 }));
    const short = resultOf(await hold(spending, spender(), { ...request, expiresInSeconds: 1 }));
    await delay(1_100);
    const ended = await expireHolds(database.pool, GRACE_SECONDS);
    expect(ended.map(({ id }) => id)).toEqual([short.id]);
    expect(wordOf(await capture(spending, spender(), { holdId: kept.id }))).toBe("ok");
  });
});

describe("PostgreSQL killed under load", () => {
  it("keeps every debit that was acknowledged, and books that are right (case 46)", async () => {
    const directory = await mkdtemp(join(tmpdir(), "coffer-kill-"));
    await chmod(directory, 0o755);
    const options = { directory, port: await getPort(), durable: true, log: createLogger("silent") };
    let server = await startEmbeddedPostgres(options);
    onTestFinished(async () => {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    });
    await migrate(server.url, options.log);
    const pool = createPool(server.url, 8);
    onTestFinished(() => pool.end());
    const spending = createSpending(pool);
    const { walletId } = await openWallet(pool, [lot(1_000_000n * CREDIT)]);
    const acknowledged = new Set<string>();
    let loading = true;
    const load = Array.from({ length: 8 }, async () => {
      while (loading) {
        const caller = spender();
        // The same key until it is answered: what a service does whose call failed.
        for (let done = false; loading && !done; ) {
          const outcome = await debit(spending, caller, { walletId, chargeFor: { credits: CREDIT } }).catch(() =>
            delay(50),
          );
          if (outcome?.ok === true) acknowledged.add(outcome.value.id);
          done = outcome?.ok === true;
        }
      }
    });
    for (let kill = 0; kill < 20; kill += 1) {
      const before = acknowledged.size;
      await expect.poll(() => acknowledged.size, { timeout: 20_000 }).toBeGreaterThan(before + 20);
      const { pid } = JSON.parse(await readFile(server.pidFile, "utf8")) as { pid: number };
      process.kill(pid, "SIGKILL");
      server = await startEmbeddedPostgres(options);
    }
    loading = false;
    await Promise.all(load);
    const { rows } = await pool.query<{ id: string }>("SELECT id FROM debits WHERE wallet_id = $1", [walletId]);
    const kept = new Set(rows.map(({ id }) => id));
    expect([...acknowledged].filter((id) => !kept.has(id))).toEqual([]);
    expect((await verifyLedger(pool)).ok).toBe(true);
  }, 600_000);
});
