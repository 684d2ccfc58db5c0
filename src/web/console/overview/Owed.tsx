import { FormattedMessage } from "react-intl";
import type { Schemas } from "../../lib/api.js";
import { useFormats } from "../../lib/format.js";
import { Card } from "../../ui/Card.js";
import { Facts } from "../frame/Facts.js";
import { useText } from "../frame/useText.js";

/** The credits in all wallets: what the store has still to work off. */
export function Owed({ wallets }: { wallets: Schemas["ConsoleOverview"]["wallets"] }) {
  const text = useText();
  const { decimal } = useFormats();
  return (
    <Card heading={<FormattedMessage id="console.owed.title" />}>
      <Facts
        facts={[
          { label: text("console.owed.wallets"), value: wallets.count },
          { label: text("console.wallet.available"), value: decimal(wallets.available) },
          { label: text("console.wallet.held"), value: decimal(wallets.held) },
          { label: text("console.owed.scheduled"), value: decimal(wallets.scheduled) },
          { label: text("console.wallet.debt"), value: decimal(wallets.debt) },
        ]}
      />
    </Card>
  );
}
