import { FormattedMessage, useIntl } from "react-intl";
import type { Schemas } from "../lib/api.js";
import { useFormats } from "../lib/format.js";
import { DataTable } from "../ui/DataTable.js";
import { type ColumnHead, TableHead } from "../ui/TableHead.js";
import styles from "./Calculator.module.css";
import { compareCosts, readDecimal } from "./compareCosts.js";
import type { Comparison } from "./comparison.js";

type Quote = Schemas["Quote"];

const COLUMNS: readonly ColumnHead[] = [
  { header: "pricing.calculator.way" },
  { header: "pricing.calculator.perImage", isNumeric: true },
  { header: "pricing.calculator.perMonth", isNumeric: true },
];

/** How the price of one comes about, and what would cost less. */
function OneImage({ quote, creditName }: { quote: Quote; creditName: string }) {
  const { decimal, usd } = useFormats();
  const { low, high } = quote.usd;
  const range = low === high ? usd(low) : `${usd(low)} – ${usd(high)}`;
  return (
    <>
      <p className={styles.one} data-quote-credits={quote.credits}>
        <FormattedMessage id="pricing.calculator.one" values={{ credits: decimal(quote.credits), creditName, range }} />
      </p>
      {quote.savings.map(({ hint, credits }) => (
        <p key={hint} className={styles.hint}>
          <FormattedMessage id="pricing.calculator.saving" values={{ hint, credits: decimal(credits), creditName }} />
        </p>
      ))}
    </>
  );
}

/** A month of images by each way to pay. */
export function CalculatorResult({
  catalog,
  quote,
  comparison,
}: {
  catalog: Schemas["Catalog"];
  quote: Quote;
  comparison: Comparison;
}) {
  const { formatMessage } = useIntl();
  const { decimal, usd } = useFormats();
  const { creditName } = catalog;
  const images = /^[1-9]\d{0,6}$/.test(comparison.images) ? BigInt(comparison.images) : null;
  if (images === null) return <OneImage quote={quote} creditName={creditName} />;
  const costs = compareCosts({
    creditsPerImage: quote.credits,
    images,
    packs: catalog.packs,
    payPerImageUsd: readDecimal(comparison.payPerImageUsd),
    subscriptionUsd: readDecimal(comparison.subscriptionUsd),
  });
  return (
    <div className={styles.result} aria-live="polite">
      <OneImage quote={quote} creditName={creditName} />
      <p>
        <FormattedMessage
          id="pricing.calculator.month"
          values={{ images: decimal(String(images)), credits: decimal(costs.credits), creditName }}
        />
      </p>
      <DataTable label={formatMessage({ id: "pricing.calculator.table" })}>
        <TableHead columns={COLUMNS} />
        <tbody>
          {costs.packs.map(({ id, name, usd: month, usdPerImage }) => (
            <tr key={id}>
              <th scope="row">
                <FormattedMessage id="pricing.calculator.withPack" values={{ name }} />
              </th>
              <td data-numeric>{usd(usdPerImage)}</td>
              <td data-numeric>{usd(month)}</td>
            </tr>
          ))}
          {costs.payPerImage !== null && (
            <tr>
              <th scope="row">
                <FormattedMessage id="pricing.calculator.elsewhereEach" />
              </th>
              <td data-numeric>{usd(readDecimal(comparison.payPerImageUsd) ?? "0")}</td>
              <td data-numeric>{usd(costs.payPerImage)}</td>
            </tr>
          )}
          {costs.subscription !== null && (
            <tr>
              <th scope="row">
                <FormattedMessage id="pricing.calculator.elsewhereMonth" />
              </th>
              <td data-numeric>–</td>
              <td data-numeric>{usd(costs.subscription)}</td>
            </tr>
          )}
        </tbody>
      </DataTable>
    </div>
  );
}
