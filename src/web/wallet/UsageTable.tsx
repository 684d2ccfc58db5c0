import { FormattedMessage, useIntl } from "react-intl";
import { useFormats } from "../lib/format.js";
import { DataTable } from "../ui/DataTable.js";
import type { UsageRow } from "./sumUsage.js";

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

/** What was used, and what a usable output cost when the rejected ones are counted in. */
export function UsageTable({ rows, total }: { rows: UsageRow[]; total: UsageRow }) {
  const { formatMessage } = useIntl();
  return (
    <DataTable label={formatMessage({ id: "wallet.usage.heading" })}>
      <thead>
        <tr>
          <th scope="col">
            <FormattedMessage id="wallet.usage.what" />
          </th>
          <th scope="col" data-numeric>
            <FormattedMessage id="wallet.usage.credits" />
          </th>
          <th scope="col" data-numeric>
            <FormattedMessage id="wallet.usage.made" />
          </th>
          <th scope="col" data-numeric>
            <FormattedMessage id="wallet.usage.usable" />
          </th>
          <th scope="col" data-numeric>
            <FormattedMessage id="wallet.usage.perUsable" />
          </th>
        </tr>
      </thead>
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
