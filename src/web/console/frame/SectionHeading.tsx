import { type ReactNode, useEffect, useRef } from "react";
import { useIntl } from "react-intl";
import styles from "./SectionHeading.module.css";

/** Whether a page of the console was shown before this one, and the reader has to be told of the change. */
let isFirst = true;

/** The title of a page: it names the browser's tab, and takes the focus when the page replaces another. */
export function SectionHeading({ title, actions }: { title: string; actions?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const console = useIntl().formatMessage({ id: "console.title" });
  useEffect(() => {
    document.title = `${title} · ${console}`;
    if (!isFirst) heading.current?.focus({ preventScroll: true });
    isFirst = false;
  }, [title, console]);
  return (
    <header className={styles.header}>
      <h2 ref={heading} tabIndex={-1} className={styles.title}>
        {title}
      </h2>
      {actions}
    </header>
  );
}
