import { z } from "zod";
import { unhurried } from "../../db/unhurried.js";
import { readWallet } from "../../ledger/readWallet.js";
import { instantSchema } from "../../lib/instant.js";
import { formatAmount } from "../../lib/money.js";
import { type RevenueBucket, type RevenueTotals, readRevenue, sumRevenue } from "../../spend/revenue.js";
import { readUsage } from "../../spend/usage.js";
import type { AppDependencies } from "../appDependencies.js";
import { decimal, time } from "../fields.js";
import { requireWallet } from "../principal.js";
import { defineRoute, type Route } from "../route.js";

const range = {
  from: instantSchema,
  /** Not included. */
  to: instantSchema,
  bucket: z.enum(["hour", "day", "month"]).default("day"),
};

/** The wrong way round, a range would look like a time in which nothing happened. */
const isRange = ({ from, to }: { from: Date; to: Date }) => from < to;
const NEEDS_RANGE = { path: ["to"], message: "must be after from" };

const usageQuery = z
  .strictObject({ ...range, groupBy: z.enum(["operation", "model", "service"]).default("operation") })
  .refine(isRange, NEEDS_RANGE);
const revenueQuery = z
  .strictObject({ ...range, format: z.enum(["json", "csv"]).default("json") })
  .refine(isRange, NEEDS_RANGE);

const usageSchema = z
  .strictObject({
    buckets: z.array(
      z.strictObject({
        start: time,
        key: z.string(),
        credits: decimal,
        count: z.int(),
        failed: z.int(),
        /** Left out for the buyer's own session: what a generation costs the shop is the shop's. */
        usdCost: decimal.optional(),
      }),
    ),
  })
  .meta({ id: "UsageReport" });

const revenueTotals = {
  usdtReceived: decimal,
  usdtRefunded: decimal,
  creditsSold: decimal,
  bonusGiven: decimal,
  creditsSpent: decimal,
  spentUsd: decimal,
  breakage: decimal,
  providerCostUsd: decimal,
  /** Cash: usdtReceived less usdtRefunded and providerCostUsd; below zero in a period that works off what was sold before. */
  marginUsd: decimal,
  /** spentUsd less providerCostUsd: on the credits spent in the period, whenever they were bought. */
  spentMarginUsd: decimal,
  outputs: z.int(),
  usableOutputs: z.int(),
  /** providerCostUsd by usable outputs, rounded down; null where there were none. */
  costPerUsableOutputUsd: decimal.nullable(),
};

const revenueBucketSchema = z.strictObject({ start: time, ...revenueTotals });

const revenueSchema = z
  .strictObject({
    buckets: z.array(revenueBucketSchema),
    /** All buckets together. */
    total: z.strictObject(revenueTotals),
  })
  .meta({ id: "RevenueReport" });

type RevenueView = z.output<typeof revenueBucketSchema>;

function totalsView({ outputs, usableOutputs, ...amounts }: RevenueTotals): Omit<RevenueView, "start"> {
  const { usdtReceived, usdtRefunded, creditsSold, bonusGiven, creditsSpent, spentUsd, breakage, providerCostUsd } =
    amounts;
  return {
    usdtReceived: formatAmount(usdtReceived),
    usdtRefunded: formatAmount(usdtRefunded),
    creditsSold: formatAmount(creditsSold),
    bonusGiven: formatAmount(bonusGiven),
    creditsSpent: formatAmount(creditsSpent),
    spentUsd: formatAmount(spentUsd),
    breakage: formatAmount(breakage),
    providerCostUsd: formatAmount(providerCostUsd),
    marginUsd: formatAmount(usdtReceived - usdtRefunded - providerCostUsd),
    spentMarginUsd: formatAmount(spentUsd - providerCostUsd),
    outputs: Number(outputs),
    usableOutputs: Number(usableOutputs),
    costPerUsableOutputUsd: usableOutputs === 0n ? null : formatAmount(providerCostUsd / usableOutputs),
  };
}

function revenueView({ start, ...totals }: RevenueBucket): RevenueView {
  return { start: start.toISOString(), ...totalsView(totals) };
}

/** Rows as CSV (RFC 4180). Every cell is a number or a time, so none needs quotes. */
function toCsv(rows: RevenueView[]): string {
  const columns = Object.keys(revenueBucketSchema.shape) as (keyof RevenueView)[];
  const lines = rows.map((row) => columns.map((name) => row[name] ?? "").join(","));
  return [columns.join(","), ...lines].map((line) => `${line}\r\n`).join("");
}

export function reportRoutes({ pool }: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/v1/wallets/{id}/usage",
      summary: "What a wallet used, by period (UTC) and operation, model or service; count includes failed outputs",
      access: ["store", "service", "session"],
      query: usageQuery,
      reply: usageSchema,
      handle: async ({ param, query, principal }) => {
        const caller = principal();
        requireWallet(caller, param("id"));
        const { id } = await readWallet(pool, param("id"));
        const used = await readUsage(unhurried(pool), { ...query, walletId: id });
        const buckets = used.map(({ start, credits, usdCost, ...counts }) => ({
          ...counts,
          start: start.toISOString(),
          credits: formatAmount(credits),
          ...(caller.kind === "session" ? {} : { usdCost: formatAmount(usdCost) }),
        }));
        return { status: 200, body: { buckets } };
      },
    }),
    defineRoute({
      method: "get",
      path: "/v1/reports/revenue",
      summary:
        "USDT received and sent back, credits sold, given, spent and lapsed, provider cost and margin, by period (UTC)",
      mediaTypes: ["application/json", "text/csv"],
      access: ["operator"],
      query: revenueQuery,
      reply: revenueSchema,
      handle: async ({ query, response }) => {
        const revenue = await readRevenue(unhurried(pool), query.from, query.to, query.bucket);
        const buckets = revenue.map(revenueView);
        if (query.format === "json") return { status: 200, body: { buckets, total: totalsView(sumRevenue(revenue)) } };
        response.type("text/csv").attachment("revenue.csv").send(toCsv(buckets));
        return undefined;
      },
    }),
  ];
}
