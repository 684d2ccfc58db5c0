import { FormattedMessage } from "react-intl";
import { unwrap } from "../../lib/api.js";
import { useFormats } from "../../lib/format.js";
import { ActionDialog } from "../frame/ActionDialog.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { useText } from "../frame/useText.js";
import { RetryOutcome } from "./RetryOutcome.js";
import type { DepositAction } from "./words.js";

/** Checks a stuck deposit on its chain again and credits it once, after a dry run where one is wanted. */
export function RetryDeposit({ deposit: { id, amount }, isOffered }: DepositAction) {
  const { api } = useConsole();
  const text = useText();
  const { decimal } = useFormats();
  const retry = async (note: string, dryRun: boolean) => (
    <RetryOutcome
      result={await unwrap(api.POST("/v1/deposits/{id}/retry", { params: { path: { id } }, body: { note, dryRun } }))}
    />
  );
  return (
    <ActionDialog
      isOffered={isOffered}
      label={text("console.retry.label")}
      look="primary"
      consequence={
        <p>
          <FormattedMessage id="console.retry.consequence" values={{ amount: decimal(amount) }} />
        </p>
      }
      note="required"
      confirm={text("console.retry.confirm")}
      run={(note) => retry(note, false)}
      rehearsal={{ label: text("console.retry.dryRun"), run: (note) => retry(note, true) }}
    />
  );
}
