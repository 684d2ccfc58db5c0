import type { ReactNode } from "react";
import { LanguagePicker } from "./LanguagePicker.js";
import styles from "./PageFrame.module.css";
import { ThemeToggle } from "./ThemeToggle.js";

type PageFrameProps = {
  /** What stands at the top start of the page: its name, or a link back. */
  heading: ReactNode;
  /** Beside the heading. */
  navigation?: ReactNode;
  /** `narrow` for one column that is read from top to bottom, `wide` for tables. */
  width?: "narrow" | "medium" | "wide";
  children: ReactNode;
};

/** The frame of every page: heading, language and colours at the top, the page's content below. */
export function PageFrame({ heading, navigation, width = "medium", children }: PageFrameProps) {
  return (
    <div className={styles.frame} data-width={width}>
      <header className={styles.header}>
        <h1 className={styles.heading}>{heading}</h1>
        {navigation}
        <div className={styles.choices}>
          <LanguagePicker />
          <ThemeToggle />
        </div>
      </header>
      <main className={styles.main}>{children}</main>
    </div>
  );
}
