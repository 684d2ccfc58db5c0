import { useMemo } from "react";
import { useIntl } from "react-intl";
import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { Schemas } from "../../lib/api.js";
import { useText } from "../frame/useText.js";
import { type Range, startsOf } from "./periods.js";
import styles from "./RevenueChart.module.css";

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
  const rows = useMemo(() => {
    const known = new Map(buckets.map((bucket) => [new Date(bucket.start).getTime(), bucket]));
    return startsOf(range).map((start) => {
      const bucket = known.get(new Date(start).getTime());
      const amounts = series.map(({ key }) => [key, Number(bucket?.[key] ?? 0)] as const);
      return { start: formatDate(start, STEPS[range.bucket]), ...Object.fromEntries(amounts) };
    });
  }, [buckets, range, series, formatDate]);
  return (
    <figure className={styles.chart} aria-label={text(title)}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={rows} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
          <CartesianGrid vertical={false} stroke="var(--border)" />
          <XAxis dataKey="start" stroke="var(--text-soft)" tickLine={false} fontSize={12} />
          <YAxis stroke="var(--text-soft)" tickLine={false} axisLine={false} width={48} fontSize={12} />
          <Tooltip
            cursor={{ fill: "var(--surface-sunken)" }}
            contentStyle={{ background: "var(--surface-raised)", border: "1px solid var(--border)", borderRadius: 10 }}
          />
          <Legend formatter={(name) => <span className={styles.name}>{name}</span>} />
          {series.map(({ key, title: name, color }) => (
            <Bar
              key={key}
              dataKey={key}
              name={text(name)}
              fill={color}
              radius={[3, 3, 0, 0]}
              maxBarSize={40}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </figure>
  );
}
