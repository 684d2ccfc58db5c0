import { FormattedMessage } from "react-intl";
import { unwrap } from "../../lib/api.js";
import { useFormats } from "../../lib/format.js";
import { ActionDialog } from "../frame/ActionDialog.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { useText } from "../frame/useText.js";
import type { DepositAction } from "./words.js";

/** Decides that a stuck deposit is never credited. */
export function RejectDeposit({ deposit: { id, amount }, isOffered }: DepositAction) {
  const { api } = useConsole();
  const text = useText();
  const { decimal } = useFormats();
  return (
    <ActionDialog
      isOffered={isOffered}
      label={text("console.reject.label")}
      look="danger"
      consequence={
        <p>
          <FormattedMessage id="console.reject.consequence" values={{ amount: decimal(amount) }} />
        </p>
      }
      note="required"
      confirm={text("console.reject.confirm")}
      run={async (note) => {
        await unwrap(api.POST("/v1/deposits/{id}/reject", { params: { path: { id } }, body: { note } }));
        return text("console.reject.done");
      }}
    />
  );
}
