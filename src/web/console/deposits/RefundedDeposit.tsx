import { useState } from "react";
import { FormattedMessage } from "react-intl";
import { unwrap } from "../../lib/api.js";
import { useFormats } from "../../lib/format.js";
import { CheckboxField } from "../../ui/CheckboxField.js";
import { Notice } from "../../ui/Notice.js";
import { TextField } from "../../ui/TextField.js";
import { ActionDialog } from "../frame/ActionDialog.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { useText } from "../frame/useText.js";
import type { DepositAction } from "./words.js";

/**
 * Records that a deposit's money was sent back. Where it is sent is for the buyer to say: the address that it came from may be
 * an exchange's, or a stranger's who pays nothing to be taken for the buyer's, so it is never offered here.
 */
export function RefundedDeposit({ deposit: { id, amount, status, refundRequest }, isOffered }: DepositAction) {
  const { api } = useConsole();
  const text = useText();
  const { decimal } = useFormats();
  const [txHash, setTxHash] = useState("");
  const [allowShortfall, setAllowShortfall] = useState(false);
  const isRequested = refundRequest?.status === "open";
  const isCredited = status === "credited" && !isRequested;
  const consequence = isCredited ? "console.refunded.consequenceCredited" : "console.refunded.consequence";
  return (
    <ActionDialog
      isOffered={isOffered}
      label={text("console.refunded.label")}
      consequence={
        <>
          <p>
            <FormattedMessage
              id={isRequested ? "console.refunded.consequenceRequested" : consequence}
              values={{ amount: decimal(isRequested ? refundRequest.amountUsd : amount) }}
            />
          </p>
          <Notice tone="warning">
            <FormattedMessage id="console.refunded.address" />
          </Notice>
        </>
      }
      onOpen={() => {
        setTxHash("");
        setAllowShortfall(false);
      }}
      fields={
        <>
          <TextField
            label={text("console.refunded.transaction")}
            hint={text("console.refunded.transactionHint")}
            value={txHash}
            onChange={setTxHash}
            isRequired
          />
          {isCredited && (
            <CheckboxField isSelected={allowShortfall} onChange={setAllowShortfall}>
              <FormattedMessage id="console.refunded.shortfall" />
            </CheckboxField>
          )}
        </>
      }
      isReady={txHash.trim() !== ""}
      note="required"
      confirm={text("console.refunded.confirm")}
      run={async (note) => {
        const body = { txHash: txHash.trim(), note, allowShortfall };
        await unwrap(api.POST("/v1/deposits/{id}/refunded", { params: { path: { id } }, body }));
        return text("console.refunded.done");
      }}
    />
  );
}
