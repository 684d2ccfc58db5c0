import { useQuery } from "@tanstack/react-query";
import { FormattedMessage } from "react-intl";
import { unwrap } from "../../lib/api.js";
import { Card } from "../../ui/Card.js";
import { Loading } from "../../ui/Loading.js";
import { ProblemNotice } from "../../ui/ProblemNotice.js";
import { networkName } from "../deposits/words.js";
import { ConsoleLink } from "../frame/ConsoleLink.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { Facts } from "../frame/Facts.js";
import { useText } from "../frame/useText.js";
import { NetworkState } from "../networks/NetworkState.js";

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
      {networks.data?.data.map((network) => (
        <Facts
          key={network.id}
          facts={[
            { label: text("console.column.network"), value: networkName(network.id) },
            { label: text("console.column.state"), value: <NetworkState network={network} /> },
            {
              label: text("console.network.lag"),
              value:
                network.lagBlocks === null
                  ? "–"
                  : text("console.network.lagValue", { blocks: network.lagBlocks, seconds: network.lagSeconds ?? 0 }),
            },
          ]}
        />
      ))}
    </Card>
  );
}
