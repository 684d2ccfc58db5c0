import { FormattedMessage } from "react-intl";
import { Card } from "../ui/Card.js";
import { Notice } from "../ui/Notice.js";
import styles from "./CheckoutView.module.css";
import { ClaimForm } from "./ClaimForm.js";
import { type Checkout, isOnTheWay, isPayable } from "./checkout.js";
import { DevelopmentHelps } from "./DevelopmentHelps.js";
import { HelpSection } from "./HelpSection.js";
import { NetworkChoice } from "./NetworkChoice.js";
import { OrderSummary } from "./OrderSummary.js";
import { Outcome } from "./Outcome.js";
import { PaymentList } from "./PaymentList.js";
import { PaymentProgress } from "./PaymentProgress.js";
import { PayPanel } from "./PayPanel.js";
import { ReturnLink } from "./ReturnLink.js";
import type { LiveCheckout } from "./useCheckout.js";
import { useReportToParent } from "./useReportToParent.js";

/** A checkout in whatever state it is: what to do on one side, what is bought on the other. */
export function CheckoutView({ live }: { live: LiveCheckout & { checkout: Checkout } }) {
  const { checkout, show, isAway } = live;
  useReportToParent(checkout);
  const moving = checkout.deposits.filter(isOnTheWay);
  const mustChoose = checkout.network === null && checkout.status === "open";
  return (
    <div className={styles.columns} data-checkout-status={checkout.status}>
      <div className={styles.main}>
        <Outcome checkout={checkout} />
        {checkout.status === "paid" && <ReturnLink returnUrl={checkout.returnUrl} isDone />}
        {moving.length > 0 && <PaymentProgress checkout={checkout} deposits={moving} />}
        {mustChoose && <NetworkChoice checkoutId={checkout.id} onChosen={show} />}
        {isPayable(checkout) && <PayPanel live={live} />}
        <PaymentList checkout={checkout} />
        {checkout.network !== null && (
          <Card>
            <div>
              <ClaimForm checkout={checkout} onFound={show} />
              <HelpSection checkout={checkout} />
            </div>
          </Card>
        )}
        {isAway && (
          <Notice>
            <p>
              <FormattedMessage id="checkout.notLive" />
            </p>
          </Notice>
        )}
      </div>
      <div className={styles.side}>
        <OrderSummary checkout={checkout} />
        {checkout.status !== "paid" && <ReturnLink returnUrl={checkout.returnUrl} />}
        <DevelopmentHelps checkout={checkout} />
      </div>
    </div>
  );
}
