import { useMemo } from "react";
import { unwrap } from "../../lib/api.js";
import { useConsole } from "../frame/ConsoleSession.js";
import type { Column } from "../frame/ConsoleTable.js";
import { Identifier } from "../frame/Identifier.js";
import { Moment } from "../frame/Moment.js";
import { PagedTable } from "../frame/PagedTable.js";
import { useText } from "../frame/useText.js";
import { KeyActions } from "./KeyActions.js";
import { KeyState } from "./KeyState.js";
import { type Key, ROLES } from "./words.js";

/** Keys without what they are, newest first. */
export function KeyTable() {
  const { api } = useConsole();
  const text = useText();
  const columns = useMemo(
    (): Column<Key>[] => [
      { id: "client", header: "console.column.client", cell: ({ client }) => client },
      { id: "role", header: "console.column.role", cell: ({ role }) => text(ROLES[role].title) },
      { id: "key", header: "console.column.key", cell: ({ id }) => <Identifier text={id} /> },
      { id: "state", header: "console.column.state", cell: (key) => <KeyState apiKey={key} /> },
      { id: "created", header: "console.column.created", cell: ({ createdAt }) => <Moment at={createdAt} /> },
      {
        id: "expires",
        header: "console.column.expires",
        cell: ({ expiresAt }) => (expiresAt === null ? "–" : <Moment at={expiresAt} />),
      },
      { id: "actions", header: "console.column.actions", cell: (key) => <KeyActions apiKey={key} /> },
    ],
    [text],
  );
  return (
    <PagedTable
      label={text("console.keys.title")}
      queryKey={["keys"]}
      fetchPage={(query) => unwrap(api.GET("/v1/keys", { params: { query } }))}
      columns={columns}
      rowId={({ id }) => id}
      empty={text("console.keys.none")}
    />
  );
}
