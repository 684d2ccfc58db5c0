import { FormattedMessage } from "react-intl";
import type { Schemas } from "../lib/api.js";
import { Card } from "../ui/Card.js";
import styles from "./List.module.css";

type Catalog = Schemas["Catalog"];

/** What there is on top of a pack, paying in USDT first: each on a line of its own. */
export function BonusList({ catalog }: { catalog: Catalog }) {
  const payment = catalog.bonuses.filter(({ condition }) => condition === "payment");
  const others = catalog.bonuses.filter(({ condition }) => condition !== "payment");
  const offers = [...payment, ...others, ...catalog.discounts];
  if (offers.length === 0) return null;
  return (
    <Card heading={<FormattedMessage id="pricing.bonus.heading" />}>
      <ul className={styles.list}>
        {offers.map(({ id, label, hasCode }) => (
          <li key={id} className={styles.item}>
            <span className={styles.mark} aria-hidden="true">
              +
            </span>
            <span>
              <bdi>{label}</bdi>
              {hasCode && (
                <span className={styles.soft}>
                  {" "}
                  <FormattedMessage id="pricing.bonus.withCode" />
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.soft}>
        <FormattedMessage id="pricing.bonus.stack" />
      </p>
    </Card>
  );
}
