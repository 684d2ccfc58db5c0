import type { Schemas } from "../../lib/api.js";
import { useFormats } from "../../lib/format.js";
import { Facts } from "../frame/Facts.js";
import { Moment } from "../frame/Moment.js";
import { useText } from "../frame/useText.js";

/** A wallet's balances, and what the shop keeps with it. */
export function WalletFacts({ wallet }: { wallet: Schemas["Wallet"] }) {
  const text = useText();
  const { decimal } = useFormats();
  const { metadata = {}, expiringNext } = wallet;
  return (
    <Facts
      facts={[
        { label: text("console.wallet.id"), value: <code>{wallet.id}</code> },
        { label: text("console.wallet.externalId"), value: wallet.externalId ?? "–" },
        { label: text("console.wallet.available"), value: decimal(wallet.available) },
        { label: text("console.wallet.held"), value: decimal(wallet.held) },
        { label: text("console.wallet.debt"), value: decimal(wallet.debt) },
        {
          label: text("console.wallet.expiring"),
          value:
            expiringNext === null ? (
              "–"
            ) : (
              <>
                {decimal(expiringNext.credits)} · <Moment at={expiringNext.at} />
              </>
            ),
        },
        { label: text("console.column.created"), value: <Moment at={wallet.createdAt} /> },
        ...Object.entries(metadata).map(([name, value]) => ({
          label: text("console.wallet.metadata", { name }),
          value: String(value),
        })),
      ]}
    />
  );
}
