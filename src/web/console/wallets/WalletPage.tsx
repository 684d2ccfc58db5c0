import { useQuery } from "@tanstack/react-query";
import { FormattedMessage } from "react-intl";
import { unwrap } from "../../lib/api.js";
import { Card } from "../../ui/Card.js";
import { Loading } from "../../ui/Loading.js";
import { ProblemNotice } from "../../ui/ProblemNotice.js";
import { CheckoutTable } from "../checkouts/CheckoutTable.js";
import { DepositTable } from "../deposits/DepositTable.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { SectionHeading } from "../frame/SectionHeading.js";
import { useText } from "../frame/useText.js";
import { EntryTable } from "./EntryTable.js";
import { WalletFacts } from "./WalletFacts.js";

/** A wallet with what came into it and what it was spent on. */
export function WalletPage({ id }: { id: string }) {
  const { api } = useConsole();
  const text = useText();
  const wallet = useQuery({
    queryKey: ["wallet", id],
    queryFn: () => unwrap(api.GET("/v1/wallets/{id}", { params: { path: { id } } })),
  });
  return (
    <>
      <SectionHeading title={text("console.wallet.title")} />
      {wallet.isPending && <Loading />}
      {wallet.isError && <ProblemNotice error={wallet.error} onRetry={() => void wallet.refetch()} />}
      {wallet.isSuccess && (
        <>
          <Card heading={wallet.data.name ?? wallet.data.externalId ?? id}>
            <WalletFacts wallet={wallet.data} />
          </Card>
          <Card heading={<FormattedMessage id="console.deposits.title" />}>
            <DepositTable filters={{ status: "", reason: "", network: "", search: id }} />
          </Card>
          <Card heading={<FormattedMessage id="console.checkouts.title" />}>
            <CheckoutTable status="" search={id} />
          </Card>
          <Card heading={<FormattedMessage id="console.wallet.entries" />}>
            <EntryTable walletId={id} />
          </Card>
        </>
      )}
    </>
  );
}
