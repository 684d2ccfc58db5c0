import { useFormats } from "../../lib/format.js";
import styles from "./Moment.module.css";

/** A time in the reader's zone; the exact one is at hand for a machine. */
export function Moment({ at }: { at: string }) {
  return (
    <time className={styles.moment} dateTime={at}>
      {useFormats().dateTime(at)}
    </time>
  );
}
