import { useMemo } from "react";
import { type Schemas, unwrap } from "../../lib/api.js";
import { useConsole } from "../frame/ConsoleSession.js";
import type { Column } from "../frame/ConsoleTable.js";
import { Moment } from "../frame/Moment.js";
import { PagedTable } from "../frame/PagedTable.js";
import { useText } from "../frame/useText.js";

type Client = Schemas["Client"];

/** The named clients that own keys. */
export function ClientTable() {
  const { api } = useConsole();
  const text = useText();
  const columns = useMemo(
    (): Column<Client>[] => [
      { id: "client", header: text("console.column.client"), cell: ({ name }) => name },
      { id: "keys", header: text("console.clients.keys"), cell: ({ keys }) => keys, isNumeric: true },
      { id: "created", header: text("console.column.created"), cell: ({ createdAt }) => <Moment at={createdAt} /> },
      { id: "id", header: text("console.column.id"), cell: ({ id }) => <code>{id}</code> },
    ],
    [text],
  );
  return (
    <PagedTable
      label={text("console.clients.title")}
      queryKey={["clients"]}
      fetchPage={(cursor) =>
        unwrap(api.GET("/v1/clients", { params: { query: cursor === undefined ? {} : { cursor } } }))
      }
      columns={columns}
      rowId={({ id }) => id}
      empty={text("console.clients.none")}
    />
  );
}
