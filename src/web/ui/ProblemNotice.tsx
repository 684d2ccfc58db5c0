import { FormattedMessage } from "react-intl";
import { ApiProblem } from "../lib/problem.js";
import { Button } from "./Button.js";
import { Notice } from "./Notice.js";

/** Says why a call of the API failed, and offers to try again where `onRetry` is given. */
export function ProblemNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <Notice tone="bad" heading={<FormattedMessage id="shared.error.title" />}>
      <p>{error instanceof ApiProblem ? error.message : <FormattedMessage id="shared.error.offline" />}</p>
      {onRetry !== undefined && (
        <div>
          <Button size="small" onPress={onRetry}>
            <FormattedMessage id="shared.retry" />
          </Button>
        </div>
      )}
    </Notice>
  );
}
