import type { ReactNode } from "react";
import styles from "./Disclosure.module.css";

/** Something that only some need: its title is always there, the rest opens on demand. */
export function Disclosure({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <details className={styles.disclosure}>
      <summary className={styles.title}>{title}</summary>
      <div className={styles.content}>{children}</div>
    </details>
  );
}
