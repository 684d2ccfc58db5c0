import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import styles from "./BarFigure.module.css";

/** The bars of one colour; `key` is where a group has their amount. */
type Series = { key: string; name: string; color: string };

/** What stands at one place of the axis, and the amount of each series there; one that is left out is none. */
type BarGroup = { name: string; amounts: Readonly<Record<string, number>> };

type BarFigureProps = {
  /** Names the figure to a screen reader. */
  label: string;
  groups: readonly BarGroup[];
  series: readonly Series[];
  /** The bars of a group stand on each other; side by side where left out. */
  isStacked?: boolean;
};

const TOOLTIP = { background: "var(--surface-raised)", border: "1px solid var(--border)", borderRadius: 10 };

/** The upper corners of a bar that stands alone. */
const ROUNDED: { radius: [number, number, number, number] } = { radius: [3, 3, 0, 0] };

/** Amounts as bars. It comes with a large library: fetch it where there is something to draw, by `lazy`. */
export function BarFigure({ label, groups, series, isStacked = false }: BarFigureProps) {
  return (
    <figure className={styles.chart} aria-label={label}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={groups} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
          <CartesianGrid vertical={false} stroke="var(--border)" />
          <XAxis dataKey="name" stroke="var(--text-soft)" tickLine={false} fontSize={12} />
          <YAxis stroke="var(--text-soft)" tickLine={false} axisLine={false} width={48} fontSize={12} />
          <Tooltip cursor={{ fill: "var(--surface-sunken)" }} contentStyle={TOOLTIP} />
          <Legend formatter={(name) => <span className={styles.name}>{name}</span>} />
          {series.map(({ key, name, color }) => (
            <Bar
              key={key}
              dataKey={({ amounts }: BarGroup) => amounts[key]}
              name={name}
              fill={color}
              {...(isStacked ? { stackId: "all" } : ROUNDED)}
              maxBarSize={40}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </figure>
  );
}
