import { FormattedMessage } from "react-intl";
import type { Schemas } from "../../lib/api.js";
import { Card } from "../../ui/Card.js";
import { Loading } from "../../ui/Loading.js";
import { ProblemNotice } from "../../ui/ProblemNotice.js";
import { networkName } from "../deposits/words.js";
import { ConsoleLink } from "../frame/ConsoleLink.js";
import { type Column, ConsoleTable } from "../frame/ConsoleTable.js";
import { useText } from "../frame/useText.js";
import { Lag } from "../networks/Lag.js";
import { NetworkState } from "../networks/NetworkState.js";
import { useNetworks } from "../networks/useNetworks.js";

type Network = Schemas["NetworkStatus"];

const EVERY_MS = 5_000;

const COLUMNS: readonly Column<Network>[] = [
  { id: "network", header: "console.column.network", cell: ({ id }) => networkName(id) },
  {
    id: "state",
    header: "console.column.state",
    cell: (network) => <NetworkState network={network} />,
  },
  { id: "lag", header: "console.network.lag", cell: (network) => <Lag network={network} /> },
];

/** How far behind each chain the store is. */
export function Chains() {
  const text = useText();
  const networks = useNetworks(EVERY_MS);
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
          columns={COLUMNS}
          rows={networks.data.data}
          rowId={({ id }) => id}
        />
      )}
    </Card>
  );
}
