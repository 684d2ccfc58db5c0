import { useMemo } from "react";
import { useIntl } from "react-intl";
import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { Schemas } from "../lib/api.js";
import styles from "./UsageChart.module.css";

type Bucket = Schemas["UsageReport"]["buckets"][number];

const DAY_MS = 86_400_000;
const COLORS = ["var(--accent)", "var(--warning)", "var(--good)", "var(--border-strong)", "var(--bad)"];

/** Credits by day, stacked by what they were for. A bar's height is a picture: the table has the figures. */
export function UsageChart({ buckets, from, days }: { buckets: readonly Bucket[]; from: string; days: number }) {
  const { formatDate, formatMessage } = useIntl();
  const keys = useMemo(() => [...new Set(buckets.map(({ key }) => key))], [buckets]);
  const rows = useMemo(
    () =>
      Array.from({ length: days }, (_, index) => {
        const day = new Date(Date.parse(from) + index * DAY_MS);
        const ofDay = buckets.filter(({ start }) => Date.parse(start) === day.getTime());
        const amounts = ofDay.map(({ key, credits }) => [key, Number(credits)] as const);
        const name = formatDate(day, { day: "numeric", month: "short", timeZone: "UTC" });
        return { day: name, ...Object.fromEntries(amounts) };
      }),
    [buckets, from, days, formatDate],
  );
  return (
    <figure className={styles.chart} aria-label={formatMessage({ id: "wallet.usage.chart" })}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={rows} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
          <CartesianGrid vertical={false} stroke="var(--border)" />
          <XAxis dataKey="day" stroke="var(--text-soft)" tickLine={false} fontSize={12} />
          <YAxis stroke="var(--text-soft)" tickLine={false} axisLine={false} width={48} fontSize={12} />
          <Tooltip
            cursor={{ fill: "var(--surface-sunken)" }}
            contentStyle={{ background: "var(--surface-raised)", border: "1px solid var(--border)", borderRadius: 10 }}
          />
          <Legend formatter={(name) => <span className={styles.name}>{name}</span>} />
          {keys.map((key, index) => (
            <Bar
              key={key}
              dataKey={key}
              name={key === "" ? formatMessage({ id: "wallet.usage.unnamed" }) : key}
              stackId="credits"
              fill={COLORS[index % COLORS.length] ?? "var(--accent)"}
              maxBarSize={40}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </figure>
  );
}
