import { useMemo } from "react";
import { useIntl } from "react-intl";
import type { Schemas } from "../../lib/api.js";
import { networkName } from "../deposits/words.js";
import { Badge } from "../frame/Badge.js";
import { type Column, ConsoleTable } from "../frame/ConsoleTable.js";
import { useText } from "../frame/useText.js";

type Provider = Schemas["NetworkStatus"]["providers"][number];

/** The nodes that a chain is read from, each as whoever asked it last found it. */
export function ProviderTable({ network: { id, providers } }: { network: Schemas["NetworkStatus"] }) {
  const text = useText();
  const { formatNumber } = useIntl();
  const columns = useMemo(
    (): Column<Provider>[] => [
      { id: "host", header: "console.provider.host", cell: ({ host }) => host },
      {
        id: "state",
        header: "console.column.state",
        cell: ({ ok }) => (
          <Badge tone={ok ? "good" : "bad"}>{text(ok ? "console.provider.ok" : "console.provider.failing")}</Badge>
        ),
      },
      { id: "head", header: "console.network.head", cell: ({ head }) => head ?? "–", isNumeric: true },
      {
        id: "calls",
        header: "console.provider.calls",
        cell: ({ callsToday, budget }) =>
          budget === null ? formatNumber(callsToday) : `${formatNumber(callsToday)} / ${formatNumber(budget)}`,
        isNumeric: true,
      },
      {
        id: "error",
        header: "console.provider.lastError",
        cell: ({ lastError }) => <span lang="en">{lastError ?? "–"}</span>,
      },
    ],
    [text, formatNumber],
  );
  return (
    <ConsoleTable
      label={text("console.provider.table", { network: networkName(id) })}
      columns={columns}
      rows={providers}
      rowId={({ host }) => host}
    />
  );
}
