import { FormattedMessage } from "react-intl";
import type { Schemas } from "../lib/api.js";
import { useFormats } from "../lib/format.js";
import { Card } from "../ui/Card.js";
import styles from "./List.module.css";
import { isToCome, type Offer, offersOf } from "./offersOf.js";

type Catalog = Schemas["Catalog"];

/** What an offer asks for. */
function Conditions({ offer, catalog, now }: { offer: Offer; catalog: Catalog; now: Date }) {
  const { usd, dateTime } = useFormats();
  const { hasCode, network, fromUsd, from, until } = offer;
  const name = catalog.networks.find(({ id }) => id === network)?.name ?? network;
  const conditions = [
    hasCode && <FormattedMessage id="pricing.bonus.withCode" />,
    network !== null && <FormattedMessage id="pricing.bonus.onNetwork" values={{ network: name }} />,
    fromUsd !== null && <FormattedMessage id="pricing.bonus.minimum" values={{ amount: usd(fromUsd) }} />,
    from !== null && isToCome(offer, now) && (
      <FormattedMessage id="pricing.bonus.starts" values={{ time: dateTime(from) }} />
    ),
    until !== null && <FormattedMessage id="pricing.bonus.ends" values={{ time: dateTime(until) }} />,
  ].filter((condition) => condition !== false);
  return conditions.map((condition) => (
    <span key={condition.props.id} className={styles.soft}>
      {" · "}
      {condition}
    </span>
  ));
}

/** What there is on top of a pack, paying in USDT first: each on a line of its own, with what it asks for. */
export function BonusList({ catalog }: { catalog: Catalog }) {
  const now = new Date();
  const offers = offersOf(catalog, now);
  if (offers.length === 0) return null;
  return (
    <Card heading={<FormattedMessage id="pricing.bonus.heading" />}>
      <ul className={styles.list}>
        {offers.map((offer) => (
          <li key={offer.id} className={styles.item}>
            <span className={styles.mark} aria-hidden="true">
              +
            </span>
            <span>
              <bdi>{offer.label}</bdi>
              <Conditions offer={offer} catalog={catalog} now={now} />
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
