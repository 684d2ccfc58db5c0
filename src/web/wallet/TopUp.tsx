import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { FormattedMessage } from "react-intl";
import { createKeyring } from "../../client/createKeyring.js";
import { leaveFor } from "../../client/leaveFor.js";
import { type Schemas, unwrap } from "../lib/api.js";
import { useCatalog } from "../lib/catalog.js";
import { useFormats } from "../lib/format.js";
import { Button } from "../ui/Button.js";
import { Card } from "../ui/Card.js";
import { ProblemNotice } from "../ui/ProblemNotice.js";
import styles from "./TopUp.module.css";
import { useWalletContext } from "./walletContext.js";

type Pack = Schemas["Catalog"]["packs"][number];

/** Opens a checkout for a pack and goes there: one until the buyer has left this page, another one after coming back. */
function useTopUp() {
  const { api, walletId } = useWalletContext();
  const [keyring] = useState(createKeyring);
  return useMutation({
    mutationFn: async (pack: Pack) => {
      const { url } = await keyring(pack.id, (key) =>
        unwrap(
          api.POST("/v1/checkouts", {
            params: { header: { "Idempotency-Key": key } },
            body: { walletId, packId: pack.id },
          }),
        ),
      );
      await leaveFor(url, window);
    },
  });
}

/** The packs as the wallet's region is charged for them, each a press away from its checkout. */
export function TopUp({ region }: { region: string | null }) {
  const catalog = useCatalog(region);
  const { decimal, usd } = useFormats();
  const topUp = useTopUp();
  if (catalog.data === undefined) return null;
  return (
    <Card heading={<FormattedMessage id="wallet.topUp.heading" />}>
      <ul className={styles.packs}>
        {catalog.data.packs.map((pack) => (
          <li key={pack.id}>
            <Button size="large" isPending={topUp.isPending} onPress={() => topUp.mutate(pack)}>
              <FormattedMessage
                id="wallet.topUp.pack"
                values={{ name: pack.name, credits: decimal(pack.totalCredits), price: usd(pack.priceUsd) }}
              />
            </Button>
          </li>
        ))}
      </ul>
      {topUp.isError && <ProblemNotice error={topUp.error} />}
      <p>
        <a href={region === null ? "/pricing" : `/pricing?region=${region}`}>
          <FormattedMessage id="wallet.topUp.pricing" />
        </a>
      </p>
    </Card>
  );
}
