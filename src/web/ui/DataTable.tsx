import type { ReactNode } from "react";
import styles from "./DataTable.module.css";

/** The frame of a table: it scrolls sideways by itself, reachable by keyboard, where the page is too narrow for it. */
export function DataTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={styles.frame} aria-label={label} tabIndex={0}>
      <table className={styles.table}>{children}</table>
    </section>
  );
}
