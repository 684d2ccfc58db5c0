import { FormattedMessage } from "react-intl";
import type { Schemas } from "../../lib/api.js";
import { Card } from "../../ui/Card.js";
import { Notice } from "../../ui/Notice.js";
import { networkName } from "../deposits/words.js";
import { Facts } from "../frame/Facts.js";
import { Moment } from "../frame/Moment.js";
import { Row } from "../frame/Row.js";
import { useText } from "../frame/useText.js";
import { ChangePause } from "./ChangePause.js";
import { Lag } from "./Lag.js";
import { NetworkState } from "./NetworkState.js";
import { ProviderTable } from "./ProviderTable.js";
import { RescanBlocks } from "./RescanBlocks.js";

/** One chain: how far it is followed, its providers, and what can be done about it. */
export function NetworkCard({ network }: { network: Schemas["NetworkStatus"] }) {
  const text = useText();
  const { id, head, final, cursor, checkedAt, pausedAt, pauseReason } = network;
  return (
    <Card heading={networkName(id)} actions={<NetworkState network={network} />}>
      {pausedAt !== null && (
        <Notice tone="warning">
          <p>
            <FormattedMessage id="console.network.pausedSince" /> <Moment at={pausedAt} />
          </p>
          {pauseReason !== null && pauseReason !== "" && <p>{pauseReason}</p>}
        </Notice>
      )}
      <Facts
        facts={[
          { label: text("console.network.head"), value: head ?? "–" },
          { label: text("console.network.final"), value: final ?? "–" },
          { label: text("console.network.cursor"), value: cursor ?? "–" },
          {
            label: text("console.network.lag"),
            value: <Lag network={network} />,
          },
          { label: text("console.network.checked"), value: checkedAt === null ? "–" : <Moment at={checkedAt} /> },
        ]}
      />
      <ProviderTable network={network} />
      <Row>
        <ChangePause network={network} />
        <RescanBlocks network={network} />
      </Row>
    </Card>
  );
}
