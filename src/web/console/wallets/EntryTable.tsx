import { useMemo } from "react";
import { type Schemas, unwrap } from "../../lib/api.js";
import { useFormats } from "../../lib/format.js";
import { useConsole } from "../frame/ConsoleSession.js";
import type { Column } from "../frame/ConsoleTable.js";
import { Moment } from "../frame/Moment.js";
import { PagedTable } from "../frame/PagedTable.js";
import { requireObject } from "../frame/requireObject.js";
import { useText } from "../frame/useText.js";

type Entry = Schemas["Entry"];

/** A wallet's movements, newest first. */
export function EntryTable({ walletId }: { walletId: string }) {
  const { api } = useConsole();
  const text = useText();
  const { decimal } = useFormats();
  const columns = useMemo(
    (): Column<Entry>[] => [
      { id: "at", header: "console.column.at", cell: ({ at }) => <Moment at={at} /> },
      { id: "type", header: "console.column.type", cell: ({ type }) => <code>{type}</code> },
      {
        id: "credits",
        header: "console.column.credits",
        cell: ({ credits }) => decimal(credits),
        isNumeric: true,
      },
      {
        id: "after",
        header: "console.column.balanceAfter",
        cell: ({ balanceAfter }) => decimal(balanceAfter),
        isNumeric: true,
      },
      { id: "reference", header: "console.column.reference", cell: ({ reference }) => reference ?? "–" },
    ],
    [decimal],
  );
  return (
    <PagedTable
      label={text("console.wallet.entries")}
      queryKey={["entries", walletId]}
      fetchPage={async (query) => {
        const params = { path: { id: walletId }, query };
        return requireObject(await unwrap(api.GET("/v1/wallets/{id}/entries", { params })));
      }}
      columns={columns}
      rowId={({ id }) => id}
      empty={text("console.wallet.noEntries")}
    />
  );
}
