import { useQuery } from "@tanstack/react-query";
import { FormattedMessage } from "react-intl";
import { toUnits } from "../lib/amounts.js";
import { type Schemas, unwrap } from "../lib/api.js";
import { useCatalog } from "../lib/catalog.js";
import { useFormats } from "../lib/format.js";
import { Card } from "../ui/Card.js";
import { Notice } from "../ui/Notice.js";
import styles from "./Balance.module.css";
import { useWalletContext } from "./walletContext.js";

type Wallet = Schemas["Wallet"];

function Gauge({ wallet }: { wallet: Wallet }) {
  const { standardImages, days } = wallet.fuelGauge;
  return (
    <p>
      {days === null ? (
        <FormattedMessage id="wallet.gauge.images" values={{ images: standardImages }} />
      ) : (
        <FormattedMessage id="wallet.gauge.days" values={{ images: standardImages, days }} />
      )}
    </p>
  );
}

/** Said where the shop watches this wallet's balance and it has fallen below. */
function LowBalance({ wallet }: { wallet: Wallet }) {
  const { api, walletId } = useWalletContext();
  const { decimal } = useFormats();
  const alerts = useQuery({
    queryKey: ["alerts", walletId],
    queryFn: () => unwrap(api.GET("/v1/wallets/{id}/alerts", { params: { path: { id: walletId } } })),
  });
  const crossed = alerts.data?.data.findLast(({ below }) => toUnits(wallet.available) < toUnits(below));
  if (crossed === undefined) return null;
  return (
    <Notice tone="warning">
      <p>
        <FormattedMessage id="wallet.low" values={{ below: decimal(crossed.below) }} />
      </p>
    </Notice>
  );
}

/** What can be spent, what is held, what is owed, what ends next, and how far it goes. */
export function Balance({ wallet }: { wallet: Wallet }) {
  const { decimal, date } = useFormats();
  const catalog = useCatalog();
  const { available, held, debt, expiringNext } = wallet;
  return (
    <Card>
      <p className={styles.available}>
        <span data-available={available}>{decimal(available)}</span>{" "}
        <span className={styles.name}>{catalog.data?.creditName}</span>
      </p>
      <Gauge wallet={wallet} />
      {held !== "0" && (
        <p className={styles.soft}>
          <FormattedMessage id="wallet.held" values={{ credits: decimal(held) }} />
        </p>
      )}
      {expiringNext !== null && (
        <p className={styles.soft}>
          <FormattedMessage
            id="wallet.expiringNext"
            values={{ credits: decimal(expiringNext.credits), at: date(expiringNext.at) }}
          />
        </p>
      )}
      {debt !== "0" && (
        <Notice tone="warning">
          <p>
            <FormattedMessage id="wallet.debt" values={{ credits: decimal(debt) }} />
          </p>
        </Notice>
      )}
      <LowBalance wallet={wallet} />
    </Card>
  );
}
