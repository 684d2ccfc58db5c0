import { useState } from "react";
import { FormattedMessage } from "react-intl";
import { unwrap } from "../../lib/api.js";
import { useFormats } from "../../lib/format.js";
import { TextField } from "../../ui/TextField.js";
import { ActionDialog } from "../frame/ActionDialog.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { useText } from "../frame/useText.js";
import { WalletName } from "../wallets/WalletName.js";
import { RetryOutcome } from "./RetryOutcome.js";
import type { DepositAction } from "./words.js";

const WALLET_ID = /^wal_[0-9a-z]{28}$/;

/** Gives a stuck deposit to a wallet that the operator names, and shows whose it is before anything happens. */
export function AssignDeposit({ deposit: { id, amount }, isOffered }: DepositAction) {
  const { api } = useConsole();
  const text = useText();
  const { decimal } = useFormats();
  const [walletId, setWalletId] = useState("");
  const isWallet = WALLET_ID.test(walletId.trim());
  return (
    <ActionDialog
      isOffered={isOffered}
      label={text("console.assign.label")}
      consequence={
        <p>
          <FormattedMessage id="console.assign.consequence" values={{ amount: decimal(amount) }} />
        </p>
      }
      onOpen={() => setWalletId("")}
      fields={
        <>
          <TextField
            label={text("console.assign.wallet")}
            hint={text("console.assign.walletHint")}
            value={walletId}
            onChange={setWalletId}
            isRequired
          />
          {isWallet && (
            <p>
              <FormattedMessage id="console.assign.goesTo" /> <WalletName id={walletId.trim()} />
            </p>
          )}
        </>
      }
      isReady={isWallet}
      note="required"
      confirm={text("console.assign.confirm")}
      run={async (note) => {
        const body = { walletId: walletId.trim(), note };
        const call = api.POST("/v1/deposits/{id}/assign", { params: { path: { id } }, body });
        return <RetryOutcome result={await unwrap(call)} />;
      }}
    />
  );
}
