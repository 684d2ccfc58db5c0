import { useMemo } from "react";
import { type Schemas, unwrap } from "../../lib/api.js";
import { Badge } from "../frame/Badge.js";
import { ConsoleLink } from "../frame/ConsoleLink.js";
import { useConsole } from "../frame/ConsoleSession.js";
import type { Column } from "../frame/ConsoleTable.js";
import { Moment } from "../frame/Moment.js";
import { PagedTable } from "../frame/PagedTable.js";
import { useText } from "../frame/useText.js";

type Version = Schemas["CatalogVersion"];

/** Every catalogue that was ever in force; each leads to what it changed. */
export function VersionTable() {
  const { api } = useConsole();
  const text = useText();
  const columns = useMemo(
    (): Column<Version>[] => [
      { id: "position", header: "console.version.position", cell: ({ position }) => position, isNumeric: true },
      {
        id: "version",
        header: "console.version.version",
        cell: ({ version }) => <ConsoleLink to={`/console/catalog/${version}`}>{version}</ConsoleLink>,
      },
      {
        id: "state",
        header: "console.column.state",
        cell: ({ inForce }) =>
          inForce ? <Badge tone="good">{text("console.version.inForce")}</Badge> : text("console.version.past"),
      },
      { id: "at", header: "console.version.published", cell: ({ publishedAt }) => <Moment at={publishedAt} /> },
    ],
    [text],
  );
  return (
    <PagedTable
      label={text("console.versions.title")}
      queryKey={["versions"]}
      fetchPage={(query) => unwrap(api.GET("/v1/catalog/versions", { params: { query } }))}
      columns={columns}
      rowId={({ version }) => version}
      empty={text("console.versions.none")}
    />
  );
}
