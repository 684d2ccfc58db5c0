import { useQuery } from "@tanstack/react-query";
import { FormattedMessage } from "react-intl";
import { type Schemas, unwrap } from "../../lib/api.js";
import { Card } from "../../ui/Card.js";
import { Loading } from "../../ui/Loading.js";
import { ProblemNotice } from "../../ui/ProblemNotice.js";
import { networkName } from "../deposits/words.js";
import { ConsoleLink } from "../frame/ConsoleLink.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { ConsoleTable } from "../frame/ConsoleTable.js";
import { useText } from "../frame/useText.js";
import { Lag } from "../networks/Lag.js";
import { NetworkState } from "../networks/NetworkState.js";

type Network = Schemas["NetworkStatus"];

const EVERY_MS = 5_000;

/** How far behind each chain the store is. */
export function Chains() {
  const { api } = useConsole();
  const text = useText();
  const networks = useQuery({
    queryKey: ["networks"],
    queryFn: () => unwrap(api.GET("/v1/networks")),
    refetchInterval: EVERY_MS,
  });
  const columns = [
    { id: "network", header: text("console.column.network"), cell: ({ id }: Network) => networkName(id) },
    {
      id: "state",
      header: text("console.column.state"),
      cell: (network: Network) => <NetworkState network={network} />,
    },
    { id: "lag", header: text("console.network.lag"), cell: (network: Network) => <Lag network={network} /> },
  ];
  return (
    <Card
      heading={<FormattedMessage id="console.chains.title" />}
      actions={
        <ConsoleLink to="/console/networks">
          <FormattedMessage id="console.chains.more" />
        </ConsoleLink>
      }
    >
      {networks.isPending && <Loading />}
      {networks.isError && <ProblemNotice error={networks.error} onRetry={() => void networks.refetch()} />}
      {networks.isSuccess && (
        <ConsoleTable
          label={text("console.chains.title")}
          columns={columns}
          rows={networks.data.data}
          rowId={({ id }) => id}
        />
      )}
    </Card>
  );
}
