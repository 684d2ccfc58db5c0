import type { ReactNode } from "react";
import styles from "./Card.module.css";

/** A raised block of a page; with `heading` it is a section of its own. */
export function Card({
  heading,
  actions,
  children,
}: {
  heading?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  if (heading === undefined) return <div className={styles.card}>{children}</div>;
  return (
    <section className={styles.card}>
      <header className={styles.header}>
        <h2>{heading}</h2>
        {actions}
      </header>
      {children}
    </section>
  );
}
