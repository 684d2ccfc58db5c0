import { useMemo } from "react";
import { useIntl } from "react-intl";
import type { Schemas } from "../../lib/api.js";
import { BarFigure } from "../../ui/BarFigure.js";
import { useText } from "../frame/useText.js";
import { type Range, startsOf } from "./periods.js";

type Bucket = Schemas["RevenueReport"]["buckets"][number];

/** Buckets are whole hours, days and months of UTC: in another zone their names would not fit. */
const STEPS = {
  hour: { hour: "2-digit", minute: "2-digit", timeZone: "UTC" },
  day: { day: "numeric", month: "short", timeZone: "UTC" },
  month: { month: "short", year: "numeric", timeZone: "UTC" },
} as const;

/** Money and credits have a scale of their own each. */
const CHARTS = {
  money: {
    title: "console.revenue.chartMoney",
    series: [
      { key: "usdtReceived", title: "console.revenue.usdtReceived", color: "var(--accent)" },
      { key: "providerCostUsd", title: "console.revenue.providerCostUsd", color: "var(--warning)" },
    ],
  },
  credits: {
    title: "console.revenue.chartCredits",
    series: [
      { key: "creditsSold", title: "console.revenue.creditsSold", color: "var(--accent)" },
      { key: "bonusGiven", title: "console.revenue.bonusGiven", color: "var(--good)" },
      { key: "creditsSpent", title: "console.revenue.creditsSpent", color: "var(--warning)" },
      { key: "breakage", title: "console.revenue.breakage", color: "var(--border-strong)" },
    ],
  },
} as const;

type RevenueChartProps = { shows: keyof typeof CHARTS; buckets: readonly Bucket[]; range: Range };

/** Amounts by period. A bar's height is a picture: the exact figures are in the file. */
export function RevenueChart({ shows, buckets, range }: RevenueChartProps) {
  const text = useText();
  const { formatDate } = useIntl();
  const { title, series } = CHARTS[shows];
  const groups = useMemo(() => {
    const known = new Map(buckets.map((bucket) => [new Date(bucket.start).getTime(), bucket]));
    return startsOf(range).map((start) => {
      const bucket = known.get(new Date(start).getTime());
      return {
        name: formatDate(start, STEPS[range.bucket]),
        amounts: Object.fromEntries(series.map(({ key }) => [key, Number(bucket?.[key] ?? 0)])),
      };
    });
  }, [buckets, range, series, formatDate]);
  const named = series.map(({ key, title: name, color }) => ({ key, name: text(name), color }));
  return <BarFigure label={text(title)} groups={groups} series={named} />;
}
