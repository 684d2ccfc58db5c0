import { FormattedMessage } from "react-intl";
import type { Schemas } from "../../lib/api.js";
import { useFormats } from "../../lib/format.js";
import { Card } from "../../ui/Card.js";
import { Notice } from "../../ui/Notice.js";
import { networkName, REASONS } from "../deposits/words.js";
import { ConsoleLink } from "../frame/ConsoleLink.js";
import { type Column, ConsoleTable } from "../frame/ConsoleTable.js";
import { Facts } from "../frame/Facts.js";
import { Moment } from "../frame/Moment.js";
import { useText } from "../frame/useText.js";

type Overview = Schemas["ConsoleOverview"];
type Stuck = Overview["stuck"][number];

function linkTo({ reason, network }: Stuck): string {
  return `/console/deposits?status=stuck&reason=${reason}&network=${network}`;
}

/** Stuck deposits by reason, and what is on its way. */
export function Attention({ overview: { stuck, underWay, checkouts } }: { overview: Overview }) {
  const text = useText();
  const formats = useFormats();
  const columns: Column<Stuck>[] = [
    {
      id: "reason",
      header: "console.column.reason",
      cell: (row) => <ConsoleLink to={linkTo(row)}>{text(REASONS[row.reason])}</ConsoleLink>,
    },
    { id: "network", header: "console.column.network", cell: ({ network }) => networkName(network) },
    { id: "count", header: "console.column.deposits", cell: ({ count }) => count, isNumeric: true },
    {
      id: "amount",
      header: "console.column.amount",
      cell: ({ amount }) => formats.decimal(amount),
      isNumeric: true,
    },
    { id: "since", header: "console.column.since", cell: ({ oldestAt }) => <Moment at={oldestAt} /> },
  ];
  return (
    <Card heading={<FormattedMessage id="console.attention.title" />}>
      {stuck.length === 0 ? (
        <Notice tone="good">
          <FormattedMessage id="console.attention.none" />
        </Notice>
      ) : (
        <ConsoleTable
          label={text("console.attention.stuck")}
          columns={columns}
          rows={stuck}
          rowId={({ reason, network }) => `${reason} ${network}`}
        />
      )}
      <Facts
        facts={[
          {
            label: text("console.attention.underWay"),
            value: text("console.attention.underWayValue", {
              count: underWay.count,
              amount: formats.usdt(underWay.amount),
            }),
          },
          {
            label: text("console.attention.oldest"),
            value: underWay.oldestAt === null ? "–" : <Moment at={underWay.oldestAt} />,
          },
          { label: text("console.attention.open"), value: checkouts.open },
          { label: text("console.attention.confirming"), value: checkouts.confirming },
        ]}
      />
    </Card>
  );
}
