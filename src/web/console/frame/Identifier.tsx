import styles from "./Identifier.module.css";

const SHOWN = 6;

/** A hash or address as a table shows it: both ends. The whole stands in its title, and is what a screen reader reads. */
export function Identifier({ text }: { text: string }) {
  if (text.length <= 2 * SHOWN + 4) return <code className={styles.identifier}>{text}</code>;
  return (
    <code className={styles.identifier} title={text}>
      <span aria-hidden="true">{`${text.slice(0, SHOWN + 2)}…${text.slice(-SHOWN)}`}</span>
      <span className={styles.whole}>{text}</span>
    </code>
  );
}
