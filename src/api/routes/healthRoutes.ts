import { z } from "zod";
import { listNetworks } from "../../deposits/network.js";
import type { AppDependencies } from "../appDependencies.js";
import { defineRoute, type Route } from "../route.js";
import { toCofferError } from "../toCofferError.js";

/** A network whose cursor was not looked at for this long is not being watched. */
const STALE_MS = 60_000;

const checkSchema = z.strictObject({ name: z.string(), ok: z.boolean(), detail: z.string() });
const readySchema = z.strictObject({ ready: z.boolean(), checks: z.array(checkSchema) }).meta({ id: "Readiness" });

type Check = z.output<typeof checkSchema>;

async function checkNetworks({ pool, chains }: AppDependencies): Promise<Check[]> {
  const states = new Map((await listNetworks(pool)).map((state) => [state.network, state]));
  const { rows } = await pool.query<{ now: Date }>("SELECT now() AS now");
  const now = rows[0]?.now ?? new Date();
  return [...chains.keys()].map((network) => {
    const { cursorNumber = null, checkedAt = null } = states.get(network) ?? {};
    if (cursorNumber === null || checkedAt === null) {
      return { name: network, ok: false, detail: "It was not scanned yet." };
    }
    const seconds = Math.round((now.getTime() - checkedAt.getTime()) / 1000);
    const ok = now.getTime() - checkedAt.getTime() < STALE_MS;
    return { name: network, ok, detail: `Scanned to block ${cursorNumber}, last looked at ${seconds} s ago.` };
  });
}

async function checkAll(dependencies: AppDependencies): Promise<Check[]> {
  const { catalogs, log } = dependencies;
  try {
    const { version } = await catalogs.current();
    return [
      { name: "database", ok: true, detail: "It answers." },
      { name: "catalog", ok: true, detail: `Version ${version} is in force.` },
      ...(await checkNetworks(dependencies)),
    ];
  } catch (error) {
    log.warn({ err: error }, "not ready");
    const { code, message } = toCofferError(error);
    const away = code === "unavailable";
    return [{ name: away ? "database" : "catalog", ok: false, detail: away ? message : "No catalogue can be read." }];
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
      summary: "Whether the store can serve: 200, or 503 with what is missing",
      statuses: [200, 503],
      access: "anyone",
      reply: readySchema,
      handle: async () => {
        const checks = await checkAll(dependencies);
        const ready = checks.every(({ ok }) => ok);
        return { status: ready ? 200 : 503, body: { ready, checks } };
      },
    }),
  ];
}
