import { type ColumnDef, tableFeatures, useTable } from "@tanstack/react-table";
import { type ReactNode, useMemo } from "react";
import { DataTable } from "../../ui/DataTable.js";

/** Rows come in the API's order, a page at a time: there is nothing to sort or filter here. */
const features = tableFeatures({});

export type Column<Row> = { id: string; header: string; cell: (row: Row) => ReactNode; isNumeric?: boolean };

type ConsoleTableProps<Row> = {
  /** Names the table to a screen reader. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
};

const numeric = (isNumeric: boolean | undefined) => (isNumeric ? { "data-numeric": true } : {});

/** A table of what the API lists. */
export function ConsoleTable<Row extends object>({ label, columns, rows, rowId }: ConsoleTableProps<Row>) {
  const definitions = useMemo(
    () => columns.map(({ id, header }): ColumnDef<typeof features, Row> => ({ id, header })),
    [columns],
  );
  const data = useMemo(() => [...rows], [rows]);
  const table = useTable<typeof features, Row>({ features, columns: definitions, data, getRowId: rowId });
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  return (
    <DataTable label={label}>
      <thead>
        {table.getHeaderGroups().map(({ id, headers }) => (
          <tr key={id}>
            {headers.map((header) => (
              <th key={header.id} scope="col" {...numeric(byId.get(header.column.id)?.isNumeric)}>
                {byId.get(header.column.id)?.header}
              </th>
            ))}
          </tr>
        ))}
      </thead>
      <tbody>
        {table.getRowModel().rows.map((row) => (
          <tr key={row.id}>
            {row.getAllCells().map((cell) => (
              <td key={cell.id} {...numeric(byId.get(cell.column.id)?.isNumeric)}>
                {byId.get(cell.column.id)?.cell(row.original)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
