import type { ReactNode } from "react";
import styles from "./Row.module.css";

/** Fields or buttons beside each other, on as many lines as the page needs. */
export function Row({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}
