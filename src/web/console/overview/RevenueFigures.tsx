import type { Schemas } from "../../lib/api.js";
import { useFormats } from "../../lib/format.js";
import { useText } from "../frame/useText.js";
import styles from "./RevenueFigures.module.css";

/** The sums of a period, one beside the other. */
export function RevenueFigures({ total }: { total: Schemas["RevenueReport"]["total"] }) {
  const text = useText();
  const { usdt, usd, decimal } = useFormats();
  const figures = [
    { label: text("console.revenue.usdtReceived"), value: usdt(total.usdtReceived) },
    { label: text("console.revenue.usdtRefunded"), value: usdt(total.usdtRefunded) },
    { label: text("console.revenue.providerCostUsd"), value: usd(total.providerCostUsd) },
    { label: text("console.revenue.marginUsd"), value: usd(total.marginUsd) },
    { label: text("console.revenue.creditsSold"), value: decimal(total.creditsSold) },
    { label: text("console.revenue.bonusGiven"), value: decimal(total.bonusGiven) },
    { label: text("console.revenue.creditsSpent"), value: decimal(total.creditsSpent) },
    { label: text("console.revenue.spentUsd"), value: usd(total.spentUsd) },
    { label: text("console.revenue.spentMarginUsd"), value: usd(total.spentMarginUsd) },
    { label: text("console.revenue.breakage"), value: decimal(total.breakage) },
    {
      label: text("console.revenue.usable"),
      value: text("console.revenue.usableValue", { usable: total.usableOutputs, outputs: total.outputs }),
    },
  ];
  return (
    <dl className={styles.figures}>
      {figures.map(({ label, value }) => (
        <div key={label} className={styles.figure}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
