import { FormattedMessage } from "react-intl";
import { useCatalog } from "../lib/catalog.js";
import { useFormats } from "../lib/format.js";
import { Card } from "../ui/Card.js";
import type { Checkout } from "./checkout.js";
import styles from "./OrderSummary.module.css";

type Bonus = Checkout["terms"]["bonuses"][number];

function BonusRow({ bonus }: { bonus: Bonus }) {
  const { decimal } = useFormats();
  return (
    <div className={styles.row}>
      <dt>
        <bdi>{bonus.label}</bdi>
        {bonus.condition !== null && (
          <span className={styles.condition}>
            <FormattedMessage
              id={bonus.condition === "first_purchase" ? "checkout.summary.ifFirst" : "checkout.summary.ifCode"}
            />
          </span>
        )}
      </dt>
      <dd>
        <bdi>+{decimal(bonus.credits)}</bdi>
      </dd>
    </div>
  );
}

/** What is bought, for how much, and every bonus by itself. */
export function OrderSummary({ checkout }: { checkout: Checkout }) {
  const { terms } = checkout;
  const catalog = useCatalog(terms.region);
  const { decimal, usd, usdt } = useFormats();
  const pack = catalog.data?.packs.find(({ id }) => id === terms.packId);
  const creditName = catalog.data?.creditName ?? "";
  return (
    <Card heading={<FormattedMessage id="checkout.summary.heading" />}>
      <dl className={styles.rows}>
        <div className={styles.row}>
          <dt>{pack?.name ?? terms.packId ?? <FormattedMessage id="checkout.summary.anyAmount" />}</dt>
          <dd>{usd(terms.priceUsd)}</dd>
        </div>
        {terms.discountUsd !== "0" && (
          <div className={styles.row}>
            <dt>
              <FormattedMessage id="checkout.summary.discount" />
            </dt>
            <dd>−{usd(terms.discountUsd)}</dd>
          </div>
        )}
        <div className={styles.strong}>
          <dt>
            <FormattedMessage id="checkout.summary.pay" />
          </dt>
          <dd>{usdt(checkout.amountDue)}</dd>
        </div>
      </dl>
      <dl className={styles.rows}>
        <div className={styles.row}>
          <dt>
            <FormattedMessage id="checkout.summary.credits" />
          </dt>
          <dd>{decimal(terms.credits)}</dd>
        </div>
        {terms.bonuses.map((bonus) => (
          <BonusRow key={bonus.id} bonus={bonus} />
        ))}
        <div className={styles.total}>
          <dt>
            <FormattedMessage id="checkout.summary.total" />
          </dt>
          <dd>
            {decimal(terms.totalCredits)} {creditName}
          </dd>
        </div>
      </dl>
    </Card>
  );
}
