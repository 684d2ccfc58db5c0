import { FormattedMessage, useIntl } from "react-intl";
import { useFormats } from "../lib/format.js";
import { DataTable } from "../ui/DataTable.js";
import { type ColumnHead, TableHead } from "../ui/TableHead.js";
import type { UsageRow } from "./sumUsage.js";

const COLUMNS: readonly ColumnHead[] = [
  { header: "wallet.usage.what" },
  { header: "wallet.usage.credits", isNumeric: true },
  { header: "wallet.usage.made", isNumeric: true },
  { header: "wallet.usage.usable", isNumeric: true },
  { header: "wallet.usage.perUsable", isNumeric: true },
];

function Figures({ row }: { row: UsageRow }) {
  const { decimal } = useFormats();
  return (
    <>
      <td data-numeric>{decimal(row.credits)}</td>
      <td data-numeric>{decimal(String(row.count))}</td>
      <td data-numeric>{decimal(String(row.usable))}</td>
      <td data-numeric>{row.creditsPerUsable === null ? "–" : decimal(row.creditsPerUsable)}</td>
    </>
  );
}

/** What was used, and what a usable output cost when the failed ones are counted in. */
export function UsageTable({ rows, total }: { rows: UsageRow[]; total: UsageRow }) {
  const { formatMessage } = useIntl();
  return (
    <DataTable label={formatMessage({ id: "wallet.usage.heading" })}>
      <TableHead columns={COLUMNS} />
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.key === "" ? <FormattedMessage id="wallet.usage.unnamed" /> : row.key}</th>
            <Figures row={row} />
          </tr>
        ))}
        <tr>
          <th scope="row">
            <FormattedMessage id="wallet.usage.total" />
          </th>
          <Figures row={total} />
        </tr>
      </tbody>
    </DataTable>
  );
}
