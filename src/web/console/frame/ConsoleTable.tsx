import { type ColumnDef, tableFeatures, useTable } from "@tanstack/react-table";
import { type ReactNode, useMemo } from "react";
import { DataTable } from "../../ui/DataTable.js";
import { type ColumnHead, TableHead } from "../../ui/TableHead.js";

/** Rows come in the API's order, a page at a time: there is nothing to sort or filter here. */
const features = tableFeatures({});

export type Column<Row> = ColumnHead & { id: string; cell: (row: Row) => ReactNode };

type ConsoleTableProps<Row> = {
  /** Names the table to a screen reader. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
};

/** A table of what the API lists. */
export function ConsoleTable<Row extends object>({ label, columns, rows, rowId }: ConsoleTableProps<Row>) {
  const definitions = useMemo(() => columns.map(({ id }): ColumnDef<typeof features, Row> => ({ id })), [columns]);
  const data = useMemo(() => [...rows], [rows]);
  const table = useTable<typeof features, Row>({ features, columns: definitions, data, getRowId: rowId });
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  return (
    <DataTable label={label}>
      <TableHead columns={columns} />
      <tbody>
        {table.getRowModel().rows.map((row) => (
          <tr key={row.id}>
            {row.getAllCells().map((cell) => (
              <td key={cell.id} data-numeric={byId.get(cell.column.id)?.isNumeric || undefined}>
                {byId.get(cell.column.id)?.cell(row.original)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
