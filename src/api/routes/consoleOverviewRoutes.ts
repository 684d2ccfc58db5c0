import { z } from "zod";
import { formatAmount } from "../../lib/money.js";
import type { AppDependencies } from "../appDependencies.js";
import { decimal, network, time } from "../fields.js";
import { readConsoleFigures } from "../readConsoleFigures.js";
import { defineRoute, type Route } from "../route.js";
import { stuckReason } from "../views/depositView.js";

const overviewSchema = z
  .strictObject({
    at: time,
    stuck: z.array(z.strictObject({ reason: stuckReason, network, count: z.int(), amount: decimal, oldestAt: time })),
    /** Deposits that are seen and not yet decided on. */
    underWay: z.strictObject({ count: z.int(), amount: decimal, oldestAt: time.nullable() }),
    checkouts: z.strictObject({ open: z.int(), confirming: z.int() }),
    /** Credits of all wallets: spendable, held by open holds, not yet effective; and what reversed deposits left owing. */
    wallets: z.strictObject({
      count: z.int(),
      available: decimal,
      held: decimal,
      scheduled: decimal,
      debt: decimal,
    }),
  })
  .meta({ id: "ConsoleOverview" });

export function consoleOverviewRoutes({ pool }: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/v1/console/overview",
      summary: "What waits for an operator, what is under way, and what the store owes its wallets",
      access: ["operator"],
      reply: overviewSchema,
      handle: async () => {
        const { now, stuck, underWay, checkouts, wallets } = await readConsoleFigures(pool);
        return {
          status: 200,
          body: {
            at: now.toISOString(),
            stuck: stuck.map(({ amount, oldestAt, ...rest }) => ({
              ...rest,
              amount: formatAmount(amount),
              oldestAt: oldestAt.toISOString(),
            })),
            underWay: {
              count: underWay.count,
              amount: formatAmount(underWay.amount),
              oldestAt: underWay.oldestAt?.toISOString() ?? null,
            },
            checkouts,
            wallets: {
              count: wallets.count,
              available: formatAmount(wallets.available),
              held: formatAmount(wallets.held),
              scheduled: formatAmount(wallets.scheduled),
              debt: formatAmount(wallets.debt),
            },
          },
        };
      },
    }),
  ];
}
