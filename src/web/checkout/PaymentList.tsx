import { FormattedMessage } from "react-intl";
import { useFormats } from "../lib/format.js";
import { Card } from "../ui/Card.js";
import { type Checkout, type CheckoutDeposit, isOnTheWay } from "./checkout.js";
import styles from "./PaymentList.module.css";

const STATES = {
  credited: "checkout.payment.credited",
  stuck: "checkout.payment.stuck",
  reorged: "checkout.payment.reorged",
  rejected: "checkout.payment.rejected",
  refunded: "checkout.payment.refunded",
} as const;

function Payment({ deposit }: { deposit: CheckoutDeposit & { status: keyof typeof STATES } }) {
  const { decimal, usdt, dateTime } = useFormats();
  const isOther = deposit.token === "other";
  return (
    <li className={styles.payment}>
      <div className={styles.line}>
        <strong>
          {isOther ? (
            <FormattedMessage id="checkout.payment.otherToken" values={{ amount: decimal(deposit.amount) }} />
          ) : (
            usdt(deposit.amount)
          )}
        </strong>
        <time dateTime={deposit.detectedAt}>{dateTime(deposit.detectedAt)}</time>
      </div>
      <p>
        <FormattedMessage
          id={isOther && deposit.status === "stuck" ? "checkout.payment.wrongToken" : STATES[deposit.status]}
          values={{ credits: decimal(deposit.credits) }}
        />
      </p>
      <p className={styles.hash}>
        <FormattedMessage id="checkout.payment.transaction" />{" "}
        <bdi dir="ltr">
          <code>{deposit.txHash}</code>
        </bdi>
      </p>
    </li>
  );
}

function isSettled(deposit: CheckoutDeposit): deposit is CheckoutDeposit & { status: keyof typeof STATES } {
  return !isOnTheWay(deposit);
}

/** What became of each payment that is not on its way any more. */
export function PaymentList({ checkout }: { checkout: Checkout }) {
  const settled = checkout.deposits.filter(isSettled);
  if (settled.length === 0) return null;
  return (
    <Card heading={<FormattedMessage id="checkout.payment.heading" />}>
      <ul className={styles.payments}>
        {settled.map((deposit) => (
          <Payment key={deposit.id} deposit={deposit} />
        ))}
      </ul>
    </Card>
  );
}
