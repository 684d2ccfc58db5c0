import { FormattedMessage } from "react-intl";
import type { Schemas } from "../lib/api.js";
import { useFormats } from "../lib/format.js";
import { Card } from "../ui/Card.js";
import styles from "./List.module.css";

type Catalog = Schemas["Catalog"];

const SECONDS_IN_A_MINUTE = 60;

function Expiry({ expiry }: { expiry: Catalog["expiry"] }) {
  const { afterDays: days, afterInactiveDays: inactiveDays } = expiry;
  if (days !== null && inactiveDays !== null)
    return <FormattedMessage id="pricing.policy.expiresEither" values={{ days, inactiveDays }} />;
  if (days !== null) return <FormattedMessage id="pricing.policy.expires" values={{ days }} />;
  if (inactiveDays !== null)
    return <FormattedMessage id="pricing.policy.expiresInactive" values={{ days: inactiveDays }} />;
  return <FormattedMessage id="pricing.policy.neverExpires" />;
}

/** Expiry, refunds, failures and networks: a sentence each. */
export function Policies({ catalog }: { catalog: Catalog }) {
  const { usd } = useFormats();
  const failed = catalog.failedGenerations === "free" ? "pricing.policy.failedFree" : "pricing.policy.failedCharged";
  return (
    <Card heading={<FormattedMessage id="pricing.policy.heading" />}>
      <ul className={styles.list}>
        <li>
          <Expiry expiry={catalog.expiry} />
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
