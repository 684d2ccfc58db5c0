import { FormattedMessage } from "react-intl";
import type { Schemas } from "../lib/api.js";
import { useFormats } from "../lib/format.js";
import { Card } from "../ui/Card.js";
import { Life } from "./Life.js";
import styles from "./List.module.css";

type Catalog = Schemas["Catalog"];

const SECONDS_IN_A_MINUTE = 60;

/** Expiry, refunds, failures and networks: a sentence each. */
export function Policies({ catalog }: { catalog: Catalog }) {
  const { usd } = useFormats();
  const failed = catalog.failedGenerations === "free" ? "pricing.policy.failedFree" : "pricing.policy.failedCharged";
  return (
    <Card heading={<FormattedMessage id="pricing.policy.heading" />}>
      <ul className={styles.list}>
        <li>
          <Life of="policy" days={catalog.expiry.afterDays} inactiveDays={catalog.expiry.afterInactiveDays} />
        </li>
        <li>
          <bdi>{catalog.refunds.policy}</bdi>
        </li>
        <li>
          <FormattedMessage id={failed} />
        </li>
        {catalog.networks.map(({ id, name, typicalFeeUsd, typicalSeconds }) => (
          <li key={id}>
            <FormattedMessage
              id="pricing.policy.network"
              values={{
                name,
                fee: usd(typicalFeeUsd),
                minutes: Math.ceil(typicalSeconds / SECONDS_IN_A_MINUTE),
              }}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}
