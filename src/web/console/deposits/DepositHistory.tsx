import type { Schemas } from "../../lib/api.js";
import { Badge } from "../frame/Badge.js";
import { Moment } from "../frame/Moment.js";
import { useText } from "../frame/useText.js";
import styles from "./DepositHistory.module.css";
import { STATUSES } from "./words.js";

/** What happened to a deposit, in order. */
export function DepositHistory({ lines }: { lines: Schemas["DepositWithHistory"]["history"] }) {
  const text = useText();
  return (
    <ol className={styles.history}>
      {lines.map(({ at, status, detail }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added at the end.
        <li key={index}>
          <span className={styles.when}>
            <Moment at={at} />
            <Badge tone={STATUSES[status].tone}>{text(STATUSES[status].title)}</Badge>
          </span>
          <span lang="en">{detail}</span>
        </li>
      ))}
    </ol>
  );
}
