import type { ReactNode } from "react";
import { classNames } from "../../ui/classNames.js";
import type { NoticeTone } from "../../ui/Notice.js";
import styles from "./Badge.module.css";

/** A state in a word. The colour only repeats what the word says. */
export function Badge({ tone = "info", children }: { tone?: NoticeTone; children: ReactNode }) {
  return <span className={classNames(styles.badge, styles[tone])}>{children}</span>;
}
