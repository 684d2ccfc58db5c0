import { FormattedMessage } from "react-intl";
import type { Schemas } from "../../lib/api.js";

/** How far behind its chain a network was scanned. */
export function Lag({ network: { lagBlocks, lagSeconds } }: { network: Schemas["NetworkStatus"] }) {
  if (lagBlocks === null) return <>–</>;
  return <FormattedMessage id="console.network.lagValue" values={{ blocks: lagBlocks, seconds: lagSeconds ?? 0 }} />;
}
