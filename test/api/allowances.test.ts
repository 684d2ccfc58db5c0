import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { alertLowBalances } from "../../src/ledger/alertLowBalances.js";
import { grantAllowances } from "../../src/ledger/grantAllowances.js";
import { moveStoreTime } from "../support/storeTime.js";
import { createAllowanceScene } from "./allowanceScene.js";
import type { Api } from "./startApi.js";

const { open, reset, close, sellFrom, dayIs, lowBalances, give, end, available, spend, grants } =
  createAllowanceScene();
let api: Api;

beforeAll(async () => {
  api = await open();
});
afterEach(reset);
afterAll(close);

describe("gemini's free queries", () => {
  it("are a hundred a day before credits, never more, and come anew each day", async () => {
    await sellFrom("gemini");
    const walletId = await api.openWallet("1");
    const { status, body } = await give(walletId, "daily-free");
    expect(status).toBe(201);
    expect(body).toMatchObject({
      allowanceId: "daily-free",
      kind: "included",
      credits: "30",
      every: "day",
      rollover: 0,
      capCredits: null,
      whenEnded: "lapse",
      endedAt: null,
    });
    expect(Date.parse(body.nextAt) - Date.parse(body.startedAt)).toBe(86_400_000);
    const query = { usage: { operation: "text", tokens: 1_000 } };
    for (let count = 0; count < 100; count += 1) expect((await spend(walletId, query)).status).toBe(201);
    // All of it came from the allowance: the wallet's own credit is untouched, and pays the next.
    expect(await available(walletId)).toBe("1");
    expect((await spend(walletId, query)).body.availableAfter).toBe("0.7");
    await dayIs(1.01);
    expect(await available(walletId)).toBe("30.7");
    await dayIs(2.02);
    expect(await available(walletId)).toBe("30.7");
  });

  it("that were missed while nothing ran are granted in order, each day once, and lapse as they would have", async () => {
    await sellFrom("gemini");
    const walletId = await api.openWallet();
    await give(walletId, "daily-free");
    await moveStoreTime(api.database.pool, 40.5);
    await Promise.all([grantAllowances(api.database.pool), grantAllowances(api.database.pool)]);
    await grantAllowances(api.database.pool);
    const days = await grants(walletId);
    expect(days).toHaveLength(41);
    const starts = days.map(({ effectiveAt }: { effectiveAt: string }) => Date.parse(effectiveAt));
    expect(starts.slice(1).map((start: number, index: number) => starts[index] - start)).toEqual(
      Array(40).fill(86_400_000),
    );
    expect(await available(walletId)).toBe("30");
    const { body } = await api.call(`GET /v1/wallets/${walletId}/entries?limit=200`, { as: "store" });
    const oldestFirst = body.data.map(({ type }: { type: string }) => type).reverse();
    expect(oldestFirst).toEqual(["grant", ...Array(40).fill(["lapse", "grant"]).flat()]);
  });

  it("come also where another wallet's cannot be granted, and the workers say what failed", async () => {
    await sellFrom("gemini");
    const { pool } = api.database;
    // More than are read at once; the first is the one that cannot be granted.
    const wallets = await Promise.all(Array.from({ length: 202 }, () => api.openWallet()));
    const [broken = "", ...others] = wallets;
    await give(broken, "daily-free");
    for (const walletId of others) await give(walletId, "daily-free");
    const told = others[0] ?? "";
    for (const walletId of [broken, told]) {
      await api.call(`POST /v1/wallets/${walletId}/alerts`, { as: "store", body: { below: "50" } });
      await pool.query("UPDATE alerts SET armed = true, seen_version = 0 WHERE wallet_id = $1", [walletId]);
    }
    await pool.query(`CREATE FUNCTION refuse_grant() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'planted'; END $$;
      CREATE TRIGGER planted BEFORE INSERT ON grants FOR EACH ROW WHEN (NEW.wallet_id = '${broken}') EXECUTE FUNCTION refuse_grant()`);
    await moveStoreTime(pool, 1.5);
    await expect(alertLowBalances(pool)).rejects.toThrow("planted");
    expect(await lowBalances(told)).toHaveLength(1);
    await expect(grantAllowances(pool)).rejects.toThrow("planted");
    const { rows } = await pool.query(
      "SELECT count(*)::int AS granted FROM grants WHERE wallet_id = ANY($1) GROUP BY wallet_id HAVING count(*) = 2",
      [others],
    );
    expect(rows).toHaveLength(others.length);
    await pool.query("DROP TRIGGER planted ON grants; DROP FUNCTION refuse_grant()");
    await grantAllowances(pool);
    expect([await grants(broken), await available(broken)]).toMatchObject([{ length: 2 }, "30"]);
  });

  it("are the whole day's however often they are given or ended and given again", async () => {
    await sellFrom("gemini");
    const walletId = await api.openWallet();
    const first = await give(walletId, "daily-free");
    await spend(walletId, { credits: "10" });
    const again = await give(walletId, "daily-free");
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(await available(walletId)).toBe("20");
    expect((await end(walletId, "daily-free")).body).toMatchObject({ nextAt: null, endedAt: expect.any(String) });
    expect(await available(walletId)).toBe("0");
    expect((await give(walletId, "daily-free")).body.nextAt).toBe(first.body.nextAt);
    expect(await available(walletId)).toBe("0");
    await dayIs(1.01);
    expect(await available(walletId)).toBe("30");
  });
});

describe("crushon-ai's plan credits", () => {
  it("roll over for ever, come monthly, and stay when the plan ends", async () => {
    await sellFrom("crushon-ai");
    const walletId = await api.openWallet();
    await give(walletId, "plan");
    expect((await grants(walletId))[0]).toMatchObject({
      kind: "included",
      granted: "200",
      expiresAt: null,
      source: { type: "allowance" },
    });
    await dayIs(400);
    // The first month and the 13 that began since.
    expect(await available(walletId)).toBe("2800");
    await end(walletId, "plan");
    await dayIs(800);
    expect(await available(walletId)).toBe("2800");
    const { body } = await api.call(`GET /v1/wallets/${walletId}/allowances`, { as: "store" });
    expect(body.data).toMatchObject([{ allowanceId: "plan", rollover: "forever", nextAt: null }]);
  });
});

describe("a plan whose unused credits lapse when it ends", () => {
  it("gives back what is refunded afterwards for the grace, not for as long as the plan would have", async () => {
    await sellFrom("crushon-ai", ["whenEnded: keep", "whenEnded: lapse"]);
    const walletId = await api.openWallet();
    await give(walletId, "plan");
    const { body } = await spend(walletId, { credits: "200" });
    await end(walletId, "plan");
    const refund = { as: "service", key: "blurred", body: { reason: "blurred" } } as const;
    expect((await api.call(`POST /v1/debits/${body.id}/refund`, refund)).status).toBe(200);
    expect(await available(walletId)).toBe("200");
    await dayIs(1.01);
    expect(await available(walletId)).toBe("0");
  });
});

describe("a plan promised to stay when it ends, given again after a catalogue that lets it lapse", () => {
  /** Each text is another: one that was in force before is not published again. */
  const plan = (rule: string, note: string) =>
    sellFrom("crushon-ai", ["whenEnded: keep }", `whenEnded: ${rule} } # ${note}`]);

  it("keeps what it had, and lets lapse what came since", async () => {
    await plan("keep", "going on");
    const walletId = await api.openWallet();
    await give(walletId, "plan");
    await dayIs(400);
    await plan("lapse", "going on");
    expect((await give(walletId, "plan")).body).toMatchObject({ whenEnded: "lapse" });
    await give(walletId, "plan");
    await dayIs(431);
    expect(await available(walletId)).toBe("3000");
    await end(walletId, "plan");
    expect(await available(walletId)).toBe("2800");
  });

  it("keeps what it had though it ended between", async () => {
    await plan("keep", "ended");
    const walletId = await api.openWallet();
    await give(walletId, "plan");
    await end(walletId, "plan");
    await plan("lapse", "ended");
    await dayIs(32);
    await give(walletId, "plan");
    expect(await available(walletId)).toBe("400");
    await end(walletId, "plan");
    expect(await available(walletId)).toBe("200");
  });
});

describe("claude's credits", () => {
  it("end after 90 days without activity, and an allowance that comes by itself is none", async () => {
    await sellFrom("claude", [
      "\nexpiry:",
      "\nallowances: [{ id: daily, name: Daily, credits: 1, every: day }]\nexpiry:",
    ]);
    const walletId = await api.openWallet();
    const grant = {
      kind: "purchased",
      credits: "100000000",
      priority: 30,
      inactiveAfterDays: 90,
      costUsdt: "10000000",
    };
    await api.database.pool.query("SELECT ledger_grant(right($1, 2)::smallint, $1, 'store', NULL, NULL, $2)", [
      walletId,
      JSON.stringify([{ ...grant, id: walletId.replace("wal", "grt") }]),
    ]);
    await give(walletId, "daily");
    await dayIs(89);
    expect(await available(walletId)).toBe("101");
    await dayIs(91);
    expect(await available(walletId)).toBe("1");
  });
});

describe("an allowance with a cap", () => {
  it("fills up to it, what is pinned by a hold included", async () => {
    await sellFrom("credyt", ["capCredits: 10 }", "capCredits: 15, rollover: forever }"]);
    const walletId = await api.openWallet();
    await give(walletId, "trial");
    await spend(walletId, { credits: "2" });
    const hold = { walletId, credits: "4", expiresInSeconds: 86_400 };
    await api.call("POST /v1/holds", { as: "service", key: `hold-${walletId}`, body: hold });
    await dayIs(32);
    // 8 were unused, 4 of them held: 7 fit under the cap.
    expect(await available(walletId)).toBe("11");
    await dayIs(64);
    expect(await available(walletId)).toBe("11");
    await spend(walletId, { credits: "11" });
    await dayIs(95);
    expect(await available(walletId)).toBe("10");
  });
});

describe("candy-ai's plan credits", () => {
  it("live six months, rolling, and lapse when the plan ends, but what a hold has pinned can be captured", async () => {
    await sellFrom("candy-ai");
    const walletId = await api.openWallet();
    await give(walletId, "plan");
    await dayIs(165);
    expect(await available(walletId)).toBe("600");
    await dayIs(350);
    expect(await available(walletId)).toBe("600");
    const body = { walletId, credits: "50", expiresInSeconds: 86_400 };
    const held = await api.call("POST /v1/holds", { as: "service", key: "candy", body });
    await end(walletId, "plan");
    expect(await available(walletId)).toBe("0");
    const captured = await api.call(`POST /v1/holds/${held.body.id}/capture`, { as: "service", key: "take", body: {} });
    expect(captured.body).toMatchObject({ state: "captured", captured: "50" });
    await dayIs(500);
    expect(await available(walletId)).toBe("0");
  });
});

describe("allowances", () => {
  it("keep their terms in a new catalogue until they are given again, from the next period on", async () => {
    await sellFrom("credyt");
    const walletId = await api.openWallet();
    await give(walletId, "included");
    await sellFrom("credyt", ["credits: 50, every: month", "credits: 70, every: month"]);
    await dayIs(32);
    expect(await available(walletId)).toBe("50");
    expect((await give(walletId, "included")).body).toMatchObject({ credits: "70" });
    expect(await available(walletId)).toBe("50");
    await dayIs(63);
    expect(await available(walletId)).toBe("70");
  });

  it("are refused where the catalogue, the wallet or the plan is not there", async () => {
    await sellFrom("crushon-ai", ["200, every", "201, every"]);
    const walletId = await api.openWallet();
    const unknown = await give(walletId, "gold");
    expect(unknown).toMatchObject({ status: 400, body: { issues: [{ path: "allowanceId", message: "one of plan" }] } });
    expect((await give("wal_nobody", "plan")).status).toBe(404);
    expect((await end(walletId, "plan")).status).toBe(404);
    const asService = await api.call(`POST /v1/wallets/${walletId}/allowances`, {
      as: "service",
      body: { allowanceId: "plan" },
    });
    expect(asService.status).toBe(403);
  });
});
