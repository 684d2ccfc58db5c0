import { FormattedMessage, useIntl } from "react-intl";
import { useFormats } from "../lib/format.js";
import { Card } from "../ui/Card.js";
import { CopyButton } from "../ui/CopyButton.js";
import { QrCode } from "../ui/QrCode.js";
import { Tabs } from "../ui/Tabs.js";
import { AddressText } from "./AddressText.js";
import type { Checkout } from "./checkout.js";
import { NETWORK_NAMES } from "./networkNames.js";
import styles from "./PayPanel.module.css";
import { TimeLeft } from "./TimeLeft.js";
import type { LiveCheckout } from "./useCheckout.js";
import { WalletLink } from "./WalletLink.js";

function Scan({ text, label, children }: { text: string; label: string; children: React.ReactNode }) {
  return (
    <div className={styles.scan}>
      <QrCode text={text} label={label} />
      <p className={styles.hint}>{children}</p>
    </div>
  );
}

function ScanTabs({ address, paymentUri, network }: { address: string; paymentUri: string | null; network: string }) {
  const { formatMessage } = useIntl();
  const tabs = [
    {
      id: "address",
      title: <FormattedMessage id="checkout.pay.tab.address" />,
      content: (
        <Scan text={address} label={formatMessage({ id: "checkout.pay.qr.address" })}>
          <FormattedMessage id="checkout.pay.scan" />
        </Scan>
      ),
    },
    // TRON has no standard for payment links: a code there holds the address and nothing else.
    ...(paymentUri === null || paymentUri === address
      ? []
      : [
          {
            id: "amount",
            title: <FormattedMessage id="checkout.pay.tab.amount" />,
            content: (
              <Scan text={paymentUri} label={formatMessage({ id: "checkout.pay.qr.amount" })}>
                <FormattedMessage id="checkout.pay.scanAmount" />
              </Scan>
            ),
          },
        ]),
    {
      id: "wallet",
      title: <FormattedMessage id="checkout.pay.tab.wallet" />,
      content: <WalletLink paymentUri={paymentUri === address ? null : paymentUri} network={network} />,
    },
  ];
  return <Tabs label={formatMessage({ id: "checkout.pay.tabs" })} tabs={tabs} />;
}

/** How much to send, where, on which network, and until when. */
export function PayPanel({ live: { checkout, storeTime } }: { live: LiveCheckout & { checkout: Checkout } }) {
  const { formatMessage } = useIntl();
  const { usdt } = useFormats();
  const { address, network, amountRemaining, paymentUri } = checkout;
  if (address === null || network === null) return null;
  const networkName = NETWORK_NAMES[network];
  return (
    <Card heading={<FormattedMessage id="checkout.pay.heading" values={{ network: networkName }} />}>
      <TimeLeft checkout={checkout} storeTime={storeTime} />
      <div className={styles.line}>
        <div className={styles.field}>
          <span className={styles.label}>
            <FormattedMessage id="checkout.pay.amount" />
          </span>
          <span className={styles.amount}>{usdt(amountRemaining)}</span>
        </div>
        <CopyButton text={amountRemaining} label={formatMessage({ id: "checkout.pay.copyAmount" })} />
      </div>
      <div className={styles.line}>
        <div className={styles.field}>
          <span className={styles.label}>
            <FormattedMessage id="checkout.pay.address" values={{ network: networkName }} />
          </span>
          <AddressText address={address} />
        </div>
        <CopyButton text={address} label={formatMessage({ id: "checkout.pay.copyAddress" })} />
      </div>
      <ScanTabs address={address} paymentUri={paymentUri} network={networkName} />
      <ul className={styles.hints}>
        <li>
          <FormattedMessage id="checkout.pay.exchangeHint" values={{ amount: usdt(amountRemaining) }} />
        </li>
        <li>
          <FormattedMessage id="checkout.pay.networkHint" values={{ network: networkName }} />
        </li>
      </ul>
    </Card>
  );
}
