import { useQuery } from "@tanstack/react-query";
import { FormattedMessage } from "react-intl";
import { type Schemas, unwrap } from "../../lib/api.js";
import { ActionDialog } from "../frame/ActionDialog.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { useText } from "../frame/useText.js";
import { BulkOutcome } from "./BulkOutcome.js";
import type { DepositFilters } from "./filters.js";

/** How many the filters name, of those that are stuck. */
function countMatching({ stuck }: Schemas["ConsoleOverview"], { reason, network }: DepositFilters): number {
  return stuck
    .filter((each) => (reason === "" || each.reason === reason) && (network === "" || each.network === network))
    .reduce((total, { count }) => total + count, 0);
}

/** Retries all stuck deposits that the filters name. */
export function BulkRetry({ filters }: { filters: DepositFilters }) {
  const { api } = useConsole();
  const text = useText();
  const overview = useQuery({ queryKey: ["overview"], queryFn: () => unwrap(api.GET("/v1/console/overview")) });
  const count = overview.data === undefined ? 0 : countMatching(overview.data, filters);
  const { reason, network } = filters;
  return (
    <ActionDialog
      isOffered={count > 0}
      label={text("console.bulk.label", { count })}
      consequence={
        <p>
          <FormattedMessage id="console.bulk.consequence" values={{ count }} />
        </p>
      }
      note="required"
      confirm={text("console.bulk.confirm", { count })}
      run={async (note) => {
        const filter = { ...(reason === "" ? {} : { reason }), ...(network === "" ? {} : { network }) };
        const body = { status: "stuck" as const, ...filter, note };
        const results: Schemas["BulkRetry"]["results"] = [];
        for (let cursor: string | null | undefined; cursor !== null; ) {
          const from = cursor === undefined ? {} : { cursor };
          const done = await unwrap(api.POST("/v1/deposits/retry", { body: { ...body, ...from } }));
          results.push(...done.results);
          cursor = done.nextCursor;
        }
        return <BulkOutcome results={results} />;
      }}
    />
  );
}
