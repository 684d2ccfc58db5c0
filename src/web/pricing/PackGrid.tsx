import { FormattedMessage } from "react-intl";
import type { Schemas } from "../lib/api.js";
import { useFormats } from "../lib/format.js";
import { Life } from "./Life.js";
import styles from "./PackGrid.module.css";
import { StandardImage } from "./StandardImage.js";

type Catalog = Schemas["Catalog"];
type Pack = Catalog["packs"][number];

function PackCard({ pack, creditName }: { pack: Pack; creditName: string }) {
  const { decimal, usd } = useFormats();
  return (
    <li className={styles.pack}>
      <h3 className={styles.name}>{pack.name}</h3>
      <p className={styles.price}>{usd(pack.priceUsd)}</p>
      {pack.localPrice !== null && <p className={styles.soft}>{pack.localPrice}</p>}
      <p className={styles.credits}>
        {decimal(pack.totalCredits)} {creditName}
      </p>
      {pack.bonusCredits !== "0" && (
        <p className={styles.soft}>
          <FormattedMessage
            id="pricing.pack.bonus"
            values={{ credits: decimal(pack.credits), bonus: decimal(pack.bonusCredits) }}
          />
        </p>
      )}
      <dl className={styles.rates}>
        <div>
          <dt>
            <FormattedMessage id="pricing.pack.perCredit" />
          </dt>
          <dd>{usd(pack.usdPerCredit)}</dd>
        </div>
        <div>
          <dt>
            <FormattedMessage id="pricing.pack.perImage" />
          </dt>
          <dd>{usd(pack.usdPerStandardImage)}</dd>
        </div>
      </dl>
      <p className={styles.soft}>
        <Life of="pack" days={pack.expiresAfterDays} inactiveDays={pack.expiresAfterInactiveDays} />
      </p>
    </li>
  );
}

function AnyAmount({ catalog }: { catalog: Catalog }) {
  const { usd } = useFormats();
  const { anyAmount, creditUsd } = catalog;
  if (anyAmount === null) return null;
  return (
    <div className={styles.anyAmount}>
      <p>
        <FormattedMessage
          id="pricing.anyAmount"
          values={{ least: usd(anyAmount.minUsd), most: usd(anyAmount.maxUsd), rate: usd(creditUsd) }}
        />
      </p>
      <ul>
        {anyAmount.breakpoints.map(({ fromUsd, creditUsd: rate }) => (
          <li key={fromUsd}>
            <FormattedMessage id="pricing.anyAmount.from" values={{ from: usd(fromUsd), rate: usd(rate) }} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The packs side by side, each with what a credit and a standard image come to, and the price of any other amount. */
export function PackGrid({ catalog }: { catalog: Catalog }) {
  return (
    <section className={styles.section}>
      <h2>
        <FormattedMessage id="pricing.packs.heading" />
      </h2>
      <p className={styles.soft}>
        <StandardImage image={catalog.standardImage} creditName={catalog.creditName} />
      </p>
      <ul className={styles.packs}>
        {catalog.packs.map((pack) => (
          <PackCard key={pack.id} pack={pack} creditName={catalog.creditName} />
        ))}
      </ul>
      <AnyAmount catalog={catalog} />
    </section>
  );
}
