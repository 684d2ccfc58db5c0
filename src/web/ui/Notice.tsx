import type { ReactNode } from "react";
import { classNames } from "./classNames.js";
import styles from "./Notice.module.css";

export type NoticeTone = "info" | "good" | "warning" | "bad";

/** A sentence that matters now. The tone is never said by its colour alone: write it out in the text. */
export function Notice({
  tone = "info",
  heading,
  children,
}: {
  tone?: NoticeTone;
  heading?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className={classNames(styles.notice, styles[tone])} role={tone === "bad" ? "alert" : "status"}>
      {heading !== undefined && <p className={styles.heading}>{heading}</p>}
      {children}
    </div>
  );
}
