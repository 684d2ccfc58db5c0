import { z } from "zod";
import type { Pool } from "../../db/client.js";
import { listNetworks } from "../../deposits/network.js";
import { readStoreTime } from "../../ledger/readStoreTime.js";
import type { AppDependencies } from "../appDependencies.js";
import { defineRoute, type Route } from "../route.js";
import { toCofferError } from "../toCofferError.js";

/** A network that was not looked at for this long is not being watched. */
const STALE_MS = 60_000;
/** Nor is one whose newest block read is older than so many block times, and than the above: its provider may have stopped. */
const STALE_BLOCKS = 10;
/** Where calls run short only final blocks are read: on Ethereum, the slower one, they are up to this old. */
const FINAL_MS = 1_200_000;

const checkSchema = z.strictObject({ name: z.string(), ok: z.boolean(), detail: z.string() });
const readySchema = z
  .strictObject({
    ready: z.boolean(),
    /** Whether a network is not watched at the moment: checkouts are still answered, and payments on it are seen later. */
    degraded: z.boolean(),
    checks: z.array(checkSchema),
  })
  .meta({ id: "Readiness" });

/** `essential`: without it the store can serve nobody. */
type Check = z.output<typeof checkSchema> & { essential: boolean };

async function checkNetworks({ pool, chains }: AppDependencies): Promise<Check[]> {
  const states = new Map((await listNetworks(pool)).map((state) => [state.network, state]));
  const storeTime = await readStoreTime(pool);
  return [...chains.values()].map(({ network, blockMs, pace }) => {
    const {
      cursorNumber = null,
      cursorAt = null,
      checkedAt = null,
      readAt,
      lastError = null,
    } = states.get(network) ?? {};
    if (cursorNumber === null || cursorAt === null || checkedAt === null || readAt === undefined) {
      return { name: network, ok: false, essential: true, detail: "It was not scanned yet." };
    }
    const sinceCheckedMs = readAt.getTime() - checkedAt.getTime();
    // Blocks of development chains are dated by the store's clock, which can be moved.
    const blockAgeMs = storeTime.getTime() - cursorAt.getTime();
    // A pace that was chosen to keep the day's budget of calls is no fault.
    const { everyMs, isSlowed } = pace() ?? { everyMs: 0, isSlowed: false };
    const blockAgeMostMs = Math.max(STALE_MS, STALE_BLOCKS * blockMs) + (isSlowed ? everyMs + FINAL_MS : 0);
    const ok = sinceCheckedMs < STALE_MS + (isSlowed ? everyMs : 0) && blockAgeMs < blockAgeMostMs;
    const why = ok || lastError === null ? "" : ` The last pass failed: ${lastError}`;
    const [looked, age] = [sinceCheckedMs, blockAgeMs].map((ms) => `${Math.max(0, Math.round(ms / 1000))} s`);
    const detail = `Scanned to block ${cursorNumber}, ${age} old; last looked at ${looked} ago.${why}`;
    return { name: network, ok, essential: false, detail };
  });
}

/** A standby takes no writes either. */
async function checkDatabase(pool: Pool): Promise<Check> {
  const { rows } = await pool.query<{ readOnly: string }>(
    `SELECT current_setting('transaction_read_only') AS "readOnly"`,
  );
  const ok = rows[0]?.readOnly === "off";
  return { name: "database", ok, essential: true, detail: ok ? "It answers." : "It takes no writes." };
}

async function checkAll(dependencies: AppDependencies): Promise<Check[]> {
  const { catalogs, log } = dependencies;
  try {
    const { version } = await catalogs.current();
    return [
      await checkDatabase(dependencies.pool),
      { name: "catalog", ok: true, essential: true, detail: `Version ${version} is in force.` },
      ...(await checkNetworks(dependencies)),
    ];
  } catch (error) {
    log.warn({ err: error }, "not ready");
    const { code, message } = toCofferError(error);
    const away = code === "unavailable";
    const detail = away ? message : "No catalogue can be read.";
    return [{ name: away ? "database" : "catalog", ok: false, essential: true, detail }];
  }
}

export function healthRoutes(dependencies: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/healthz",
      summary: "Whether the process answers",
      access: "anyone",
      reply: z.strictObject({ ok: z.literal(true) }),
      handle: async () => ({ status: 200, body: { ok: true as const } }),
    }),
    defineRoute({
      method: "get",
      path: "/readyz",
      summary: "Whether the store can serve: 200, degraded where a network is not watched, or 503 with what is missing",
      statuses: [200, 503],
      access: "anyone",
      reply: readySchema,
      handle: async () => {
        const checks = await checkAll(dependencies);
        const ready = checks.every(({ ok, essential }) => ok || !essential);
        const degraded = checks.some(({ ok, essential }) => !ok && !essential);
        const shown = checks.map(({ name, ok, detail }) => ({ name, ok, detail }));
        return { status: ready ? 200 : 503, body: { ready, degraded, checks: shown } };
      },
    }),
  ];
}
