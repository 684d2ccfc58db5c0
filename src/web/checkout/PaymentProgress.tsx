import { FormattedMessage, useIntl } from "react-intl";
import { useFormats } from "../lib/format.js";
import { Card } from "../ui/Card.js";
import { Progress } from "../ui/Progress.js";
import { type Checkout, type CheckoutDeposit, confirmationsWanted } from "./checkout.js";
import styles from "./PaymentProgress.module.css";

/** A bar of an estimate never looks finished before it is. */
const ESTIMATE_MOST = 0.95;

function Confirmations({ checkout, deposit }: { checkout: Checkout; deposit: CheckoutDeposit }) {
  const { formatMessage } = useIntl();
  const { usdt } = useFormats();
  const { count, isEstimate } = confirmationsWanted(checkout);
  const values = { done: Math.min(deposit.confirmations, count), count };
  const text = formatMessage({ id: isEstimate ? "checkout.progress.about" : "checkout.progress.of" }, values);
  return (
    <Progress
      label={<FormattedMessage id="checkout.progress.payment" values={{ amount: usdt(deposit.amount) }} />}
      value={isEstimate ? Math.min(deposit.confirmations, count * ESTIMATE_MOST) : deposit.confirmations}
      total={count}
      text={text}
    />
  );
}

/** Payments on their way: seen, then confirmed block by block, then credited. */
export function PaymentProgress({ checkout, deposits }: { checkout: Checkout; deposits: CheckoutDeposit[] }) {
  return (
    <Card heading={<FormattedMessage id="checkout.progress.heading" />}>
      <ol className={styles.steps}>
        <li data-state="done">
          <FormattedMessage id="checkout.progress.seen" />
        </li>
        <li data-state="current" aria-current="step">
          <FormattedMessage id="checkout.progress.confirming" />
        </li>
        <li data-state="next">
          <FormattedMessage id="checkout.progress.credited" />
        </li>
      </ol>
      {deposits.map((deposit) => (
        <Confirmations key={deposit.id} checkout={checkout} deposit={deposit} />
      ))}
      <p className={styles.hint}>
        <FormattedMessage id="checkout.progress.hint" />
      </p>
    </Card>
  );
}
