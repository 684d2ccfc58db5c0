import { FormattedMessage } from "react-intl";
import styles from "./ExplorerLink.module.css";

/** A hash, address or height, linked to the block explorer of its chain where there is one: `base` ends where the text goes. */
export function ExplorerLink({ base, text }: { base: string | undefined; text: string }) {
  if (base === undefined) return <code>{text}</code>;
  return (
    <a className={styles.link} href={`${base}${encodeURIComponent(text)}`} target="_blank" rel="noopener noreferrer">
      <code>{text}</code>
      <span aria-hidden="true"> ↗</span>
      <span className={styles.hint}>
        <FormattedMessage id="console.opensExplorer" />
      </span>
    </a>
  );
}
