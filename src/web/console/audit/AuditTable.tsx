import { useMemo } from "react";
import { type Schemas, unwrap } from "../../lib/api.js";
import { useConsole } from "../frame/ConsoleSession.js";
import type { Column } from "../frame/ConsoleTable.js";
import { Identifier } from "../frame/Identifier.js";
import { Moment } from "../frame/Moment.js";
import { PagedTable } from "../frame/PagedTable.js";
import { useText } from "../frame/useText.js";
import { Change } from "./Change.js";

type AuditRecord = Schemas["AuditRecord"];

const OBJECT: Column<AuditRecord> = {
  id: "object",
  header: "console.audit.object",
  cell: ({ objectId }) => <Identifier text={objectId} />,
};

/** Who did what, when, before and after, and why: of everything, or of one object. */
export function AuditTable({ objectId }: { objectId?: string }) {
  const { api } = useConsole();
  const text = useText();
  const columns = useMemo(
    (): Column<AuditRecord>[] => [
      { id: "at", header: "console.column.at", cell: ({ at }) => <Moment at={at} /> },
      { id: "who", header: "console.audit.who", cell: ({ client, clientId }) => client ?? clientId },
      { id: "action", header: "console.audit.action", cell: ({ action }) => <code>{action}</code> },
      ...(objectId === undefined ? [OBJECT] : []),
      {
        id: "change",
        header: "console.audit.change",
        cell: ({ before, after }) => <Change before={before} after={after} />,
      },
      {
        id: "note",
        header: "console.audit.note",
        cell: ({ note }) => (note === null || note === "" ? "–" : note),
      },
    ],
    [objectId],
  );
  return (
    <PagedTable
      label={text("console.audit.title")}
      queryKey={["audit", objectId ?? ""]}
      fetchPage={(page) => {
        const query = { ...(objectId === undefined ? {} : { objectId }), ...page };
        return unwrap(api.GET("/v1/audit", { params: { query } }));
      }}
      columns={columns}
      rowId={({ id }) => id}
      empty={text("console.audit.none")}
    />
  );
}
