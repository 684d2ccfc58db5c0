import { type Schemas, unwrap } from "../../lib/api.js";
import { useConsole } from "../frame/ConsoleSession.js";
import type { Column } from "../frame/ConsoleTable.js";
import { Identifier } from "../frame/Identifier.js";
import { Moment } from "../frame/Moment.js";
import { PagedTable } from "../frame/PagedTable.js";
import { useText } from "../frame/useText.js";
import { Redeliver } from "./Redeliver.js";

type Event = Schemas["Event"];

const COLUMNS: readonly Column<Event>[] = [
  { id: "type", header: "console.column.type", cell: ({ type }) => <code>{type}</code> },
  { id: "object", header: "console.audit.object", cell: ({ objectId }) => <Identifier text={objectId} /> },
  { id: "version", header: "console.event.version", cell: ({ version }) => version, isNumeric: true },
  { id: "at", header: "console.column.at", cell: ({ createdAt }) => <Moment at={createdAt} /> },
  {
    id: "actions",
    header: "console.column.actions",
    cell: ({ id, type, objectId }) => <Redeliver eventId={id} type={type} objectId={objectId} />,
  },
];

/** What happened, newest first, and a way to tell of it again. */
export function EventTable() {
  const { api } = useConsole();
  const text = useText();
  return (
    <PagedTable
      label={text("console.events.title")}
      queryKey={["events"]}
      fetchPage={(query) => unwrap(api.GET("/v1/events", { params: { query } }))}
      columns={COLUMNS}
      rowId={({ id }) => id}
      empty={text("console.events.none")}
    />
  );
}
