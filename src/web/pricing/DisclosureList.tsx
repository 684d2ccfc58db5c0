import { FormattedMessage, useIntl } from "react-intl";
import type { Schemas } from "../lib/api.js";
import { Card } from "../ui/Card.js";
import styles from "./List.module.css";

/** What the guides to fair credit pricing ask for, each with a tick or a plain admission. */
export function DisclosureList({ points }: { points: Schemas["Catalog"]["disclosure"] }) {
  const { formatMessage } = useIntl();
  return (
    <Card heading={<FormattedMessage id="pricing.disclosure.heading" />}>
      <ul className={styles.list}>
        {points.map(({ point, ok, why }) => (
          <li key={point} className={styles.item}>
            <span
              role="img"
              className={ok ? styles.mark : styles.missing}
              aria-label={formatMessage({ id: ok ? "pricing.disclosure.yes" : "pricing.disclosure.no" })}
            >
              {ok ? "✓" : "✗"}
            </span>
            <span>
              {point}
              <span className={`${styles.soft} ${styles.block}`}>{why}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
