import type { ReactNode } from "react";
import { Label } from "react-aria-components/Label";
import { ProgressBar } from "react-aria-components/ProgressBar";
import styles from "./Progress.module.css";

type ProgressProps = {
  label: ReactNode;
  /** How much is done, out of `total`. Without a total the end is not known, and the bar only moves. */
  value: number;
  total: number | null;
  /** What stands at the end of the label, such as `3 of 12`. */
  text: string;
};

/** A bar with a label: how far something has come. */
export function Progress({ label, value, total, text }: ProgressProps) {
  const known = total !== null && total > 0;
  return (
    <ProgressBar
      className={styles.progress ?? ""}
      isIndeterminate={!known}
      value={known ? Math.min(value, total) : 0}
      maxValue={known ? total : 1}
      valueLabel={text}
    >
      {({ percentage }) => (
        <>
          <div className={styles.labels}>
            <Label>{label}</Label>
            <span>{text}</span>
          </div>
          <svg className={styles.track} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
            <rect className={known ? styles.bar : styles.moving} width={percentage ?? 30} height="1" />
          </svg>
        </>
      )}
    </ProgressBar>
  );
}
