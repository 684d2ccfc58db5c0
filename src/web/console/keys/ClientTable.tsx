import { type Schemas, unwrap } from "../../lib/api.js";
import { useConsole } from "../frame/ConsoleSession.js";
import type { Column } from "../frame/ConsoleTable.js";
import { Moment } from "../frame/Moment.js";
import { PagedTable } from "../frame/PagedTable.js";
import { useText } from "../frame/useText.js";

type Client = Schemas["Client"];

const COLUMNS: readonly Column<Client>[] = [
  { id: "client", header: "console.column.client", cell: ({ name }) => name },
  { id: "keys", header: "console.clients.keys", cell: ({ keys }) => keys, isNumeric: true },
  { id: "created", header: "console.column.created", cell: ({ createdAt }) => <Moment at={createdAt} /> },
  { id: "id", header: "console.column.id", cell: ({ id }) => <code>{id}</code> },
];

/** The named clients that own keys. */
export function ClientTable() {
  const { api } = useConsole();
  const text = useText();
  return (
    <PagedTable
      label={text("console.clients.title")}
      queryKey={["clients"]}
      fetchPage={(query) => unwrap(api.GET("/v1/clients", { params: { query } }))}
      columns={COLUMNS}
      rowId={({ id }) => id}
      empty={text("console.clients.none")}
    />
  );
}
