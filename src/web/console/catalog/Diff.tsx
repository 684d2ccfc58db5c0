import { useMemo } from "react";
import { FormattedMessage } from "react-intl";
import { useText } from "../frame/useText.js";
import styles from "./Diff.module.css";
import { type DiffLine, diffLines } from "./diffLines.js";

const MARKS = { same: " ", removed: "−", added: "+" } as const;
/** Lines around a change that are shown with it. */
const AROUND = 2;

function nearChange(lines: readonly DiffLine[]): Set<number> {
  const near = new Set<number>();
  lines.forEach(({ kind }, index) => {
    if (kind === "same") return;
    for (let other = index - AROUND; other <= index + AROUND; other += 1) near.add(other);
  });
  return near;
}

/** The lines that differ between two texts, with some around them. */
export function Diff({ before, after }: { before: string; after: string }) {
  const text = useText();
  const lines = useMemo(() => diffLines(before, after), [before, after]);
  const near = useMemo(() => nearChange(lines), [lines]);
  if (near.size === 0) return <FormattedMessage id="console.diff.same" tagName="p" />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={styles.frame} aria-label={text("console.diff.title")} tabIndex={0}>
      <ol className={styles.lines}>
        {lines.map(({ kind, text: line }, index) =>
          near.has(index) ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name than its place.
            <li key={index} data-kind={kind}>
              <span className={styles.mark}>{MARKS[kind]}</span>
              <code>{line}</code>
            </li>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name than its place.
            near.has(index - 1) && <li key={index}>⋯</li>
          ),
        )}
      </ol>
    </section>
  );
}
