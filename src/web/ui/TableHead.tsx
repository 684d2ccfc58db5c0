import { FormattedMessage } from "react-intl";
import type { TextId } from "../text/textIds.js";

/** What a column is headed by, and whether it holds numbers, which line up at their ends. */
export type ColumnHead = { header: TextId; isNumeric?: boolean };

/** The row of a table that says what its columns are. */
export function TableHead({ columns }: { columns: readonly ColumnHead[] }) {
  return (
    <thead>
      <tr>
        {columns.map(({ header, isNumeric }) => (
          <th key={header} scope="col" data-numeric={isNumeric || undefined}>
            <FormattedMessage id={header} />
          </th>
        ))}
      </tr>
    </thead>
  );
}
