import { unwrap } from "../../lib/api.js";
import { ConsoleLink } from "../frame/ConsoleLink.js";
import { useConsole } from "../frame/ConsoleSession.js";
import type { Column } from "../frame/ConsoleTable.js";
import { Moment } from "../frame/Moment.js";
import { PagedTable } from "../frame/PagedTable.js";
import { useText } from "../frame/useText.js";
import { type Endpoint, EndpointState } from "./EndpointState.js";

const COLUMNS: readonly Column<Endpoint>[] = [
  {
    id: "url",
    header: "console.endpoint.url",
    cell: ({ id, url }) => <ConsoleLink to={`/console/webhooks/${id}`}>{url}</ConsoleLink>,
  },
  { id: "client", header: "console.column.client", cell: ({ client }) => client },
  { id: "state", header: "console.column.state", cell: (endpoint) => <EndpointState endpoint={endpoint} /> },
  { id: "events", header: "console.endpoint.events", cell: ({ events }) => events.length, isNumeric: true },
  { id: "created", header: "console.column.created", cell: ({ createdAt }) => <Moment at={createdAt} /> },
];

/** The webhook endpoints of all clients. */
export function EndpointTable() {
  const { api } = useConsole();
  const text = useText();
  return (
    <PagedTable
      label={text("console.endpoints.title")}
      queryKey={["endpoints"]}
      fetchPage={(query) => unwrap(api.GET("/v1/webhook-endpoints", { params: { query } }))}
      columns={COLUMNS}
      rowId={({ id }) => id}
      empty={text("console.endpoints.none")}
    />
  );
}
