import { useText } from "../frame/useText.js";
import styles from "./Source.module.css";

/** A catalogue's text as it was written. */
export function Source({ text: source }: { text: string }) {
  const text = useText();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={styles.frame} aria-label={text("console.version.source")} tabIndex={0}>
      <pre>
        <code>{source}</code>
      </pre>
    </section>
  );
}
