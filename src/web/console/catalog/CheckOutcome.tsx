import { FormattedMessage } from "react-intl";
import type { Schemas } from "../../lib/api.js";
import { Notice } from "../../ui/Notice.js";
import { Badge } from "../frame/Badge.js";
import { ConsoleTable } from "../frame/ConsoleTable.js";
import { useText } from "../frame/useText.js";
import { Diff } from "./Diff.js";

type Outcome = Schemas["CatalogCheck"];
type Issue = Outcome["issues"][number];
type Point = Outcome["disclosure"][number];

/** What a check found, what buyers will be told, and which lines are new. */
export function CheckOutcome({ outcome, before, after }: { outcome: Outcome; before: string; after: string }) {
  const text = useText();
  const { ok, issues, disclosure } = outcome;
  return (
    <>
      <Notice tone={ok ? "good" : "bad"}>
        <FormattedMessage id={ok ? "console.publish.ok" : "console.publish.failed"} values={{ count: issues.length }} />
      </Notice>
      {issues.length > 0 && (
        <ConsoleTable
          label={text("console.publish.issues")}
          columns={[
            { id: "line", header: "console.publish.line", cell: ({ line }: Issue) => line, isNumeric: true },
            { id: "path", header: "console.publish.path", cell: ({ path }: Issue) => <code>{path}</code> },
            { id: "message", header: "console.publish.message", cell: ({ message }: Issue) => message },
          ]}
          rows={issues}
          rowId={({ line, path, message }) => `${line} ${path} ${message}`}
        />
      )}
      {disclosure.length > 0 && (
        <ConsoleTable
          label={text("console.publish.disclosure")}
          columns={[
            { id: "point", header: "console.publish.disclosure", cell: ({ point }: Point) => point },
            {
              id: "ok",
              header: "console.column.state",
              cell: ({ ok: holds }: Point) => (
                <Badge tone={holds ? "good" : "warning"}>{text(holds ? "console.yes" : "console.no")}</Badge>
              ),
            },
            { id: "why", header: "console.publish.why", cell: ({ why }: Point) => why },
          ]}
          rows={disclosure}
          rowId={({ point }) => point}
        />
      )}
      <Diff before={before} after={after} />
    </>
  );
}
