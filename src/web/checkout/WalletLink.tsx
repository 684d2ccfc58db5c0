import { Link } from "react-aria-components/Link";
import { FormattedMessage } from "react-intl";
import styles from "./WalletLink.module.css";

/** Opens the payment in a wallet on this device, or says that this network's wallets cannot be opened so. */
export function WalletLink({ paymentUri, network }: { paymentUri: string | null; network: string }) {
  if (paymentUri === null) {
    return (
      <p className={styles.text}>
        <FormattedMessage id="checkout.pay.noWalletLink" values={{ network }} />
      </p>
    );
  }
  return (
    <div className={styles.panel}>
      <Link href={paymentUri} target="_top" className={styles.link ?? ""}>
        <FormattedMessage id="checkout.pay.openWallet" />
      </Link>
      <p className={styles.text}>
        <FormattedMessage id="checkout.pay.openWalletHint" />
      </p>
    </div>
  );
}
