import { z } from "zod";
import type { Network, ProviderState } from "../../chains/chain.js";
import { explorerOf } from "../../checkout/networkFacts.js";
import { listNetworks, type NetworkState } from "../../deposits/network.js";
import { pauseNetwork } from "../../deposits/pauseNetwork.js";
import type { FoundProvider } from "../../deposits/recordProviders.js";
import { pageOf } from "../../ledger/page.js";
import { CofferError } from "../../lib/errors.js";
import type { AppDependencies } from "../appDependencies.js";
import { listOf, network, page, text, time } from "../fields.js";
import { defineRoute, type Route } from "../route.js";

const networkSchema = z
  .strictObject({
    id: network,
    head: z.int().nullable(),
    final: z.int().nullable(),
    cursor: z.int().nullable(),
    lagBlocks: z.int().nullable(),
    lagSeconds: z.int().nullable(),
    checkedAt: time.nullable(),
    pausedAt: time.nullable(),
    /** Why it is paused: an operator's note, or what Coffer found out itself. */
    pauseReason: z.string().nullable(),
    /** That two providers show other final blocks, or why the last pass over it failed; null once that goes well. */
    lastError: z.string().nullable(),
    /** How far final blocks were read again through a second provider; null where there is none. */
    rechecked: z
      .int()
      .nullable()
      .describe("Height up to which a second provider showed final blocks again; null: none."),
    /** Where people look this chain up, each ending where the hash, address or height goes; null where nobody shows it. */
    explorer: z.strictObject({ transaction: z.string(), address: z.string(), block: z.string() }).nullable(),
    /** How often it is looked at most; slowed where the day's calls to its providers run short. Null where nobody counts them. */
    pace: z
      .strictObject({
        everySeconds: z.number().describe("It is looked at no more often than this, in seconds."),
        slowed: z.boolean().describe("Whether it is looked at less often because the day's calls run short."),
      })
      .nullable()
      .describe("How often the network is looked at; null where nobody counts the calls to its providers."),
    providers: z.array(
      z.strictObject({
        host: z.string(),
        ok: z.boolean(),
        head: z.int().nullable(),
        lastError: z.string().nullable(),
        callsToday: z.int(),
        budget: z.int().nullable(),
      }),
    ),
  })
  .meta({ id: "NetworkStatus" });

type NetworkView = z.output<typeof networkSchema>;

/** One of which nobody has told yet is shown as this process sees it, which may never have asked it. */
function providerView(own: ProviderState, found: FoundProvider | undefined): NetworkView["providers"][number] {
  const { host, callsToday, budget } = own;
  const { ok, head, lastError } = found ?? { ...own, head: null };
  return { host, ok, head, lastError, callsToday, budget };
}

export function networkRoutes({ pool, chains }: AppDependencies): Route[] {
  const paceOf = (id: Network) => {
    const pace = chains.get(id)?.pace() ?? null;
    return pace === null ? null : { everySeconds: Math.round(pace.everyMs / 100) / 10, slowed: pace.isSlowed };
  };
  const view = (state: NetworkState, now: Date): NetworkView => {
    const { network: id, headNumber: head, finalNumber: final, cursorNumber: cursor, cursorAt } = state;
    return {
      id,
      head,
      final,
      cursor,
      lagBlocks: head === null || cursor === null ? null : Math.max(0, head - cursor),
      lagSeconds: cursorAt === null ? null : Math.max(0, Math.round((now.getTime() - cursorAt.getTime()) / 1000)),
      checkedAt: state.checkedAt?.toISOString() ?? null,
      pausedAt: state.pausedAt?.toISOString() ?? null,
      pauseReason: state.pauseReason,
      lastError: state.recheckError ?? state.lastError,
      rechecked: state.recheckedNumber,
      explorer: explorerOf(id, state.chainId),
      pace: paceOf(id),
      providers: (chains.get(id)?.providers() ?? []).map((own) => providerView(own, state.providers[own.host])),
    };
  };
  const readAll = async () => {
    const { rows } = await pool.query<{ now: Date }>("SELECT store_now() AS now");
    const now = rows[0]?.now ?? new Date();
    return (await listNetworks(pool)).map((state) => view(state, now));
  };
  const changePause = (action: "pause" | "resume", summary: string) =>
    defineRoute({
      method: "post",
      path: `/v1/networks/{network}/${action}`,
      summary,
      access: ["operator"],
      body: z.strictObject({ note: text(1_000).optional() }),
      reply: networkSchema,
      handle: async ({ param, body, principal }) => {
        const id = network.safeParse(param("network"));
        if (!id.success) throw new CofferError("not_found", "There is no such network.");
        const { clientId } = principal();
        await pauseNetwork(pool, id.data, { paused: action === "pause", clientId, note: body.note ?? "" });
        const found = (await readAll()).find((each) => each.id === id.data);
        if (found === undefined) throw new CofferError("not_found", "There is no such network.");
        return { status: 200, body: found };
      },
    });

  return [
    defineRoute({
      method: "get",
      path: "/v1/networks",
      summary: "How far each network is watched, and how each of its providers was when it was asked last",
      access: ["operator"],
      query: z.strictObject(page),
      reply: listOf(networkSchema),
      handle: async ({ query }) => ({ status: 200, body: pageOf(await readAll(), query, ({ id }) => id) }),
    }),
    changePause("pause", "Take no new checkouts and credit nothing on a network; watching goes on"),
    changePause("resume", "Take checkouts and credit again on a network"),
  ];
}
