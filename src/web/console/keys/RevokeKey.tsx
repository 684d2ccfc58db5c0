import { FormattedMessage } from "react-intl";
import { unwrap } from "../../lib/api.js";
import { ActionDialog } from "../frame/ActionDialog.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { useText } from "../frame/useText.js";
import type { KeyAction } from "./words.js";

/** Ends a key for good. */
export function RevokeKey({ apiKey: { id, client }, isOffered }: KeyAction) {
  const { api } = useConsole();
  const text = useText();
  return (
    <ActionDialog
      isOffered={isOffered}
      label={text("console.revoke.label")}
      subject={`${client} ${id}`}
      look="danger"
      consequence={
        <p>
          <FormattedMessage id="console.revoke.consequence" values={{ client, id }} />
        </p>
      }
      note="none"
      confirm={text("console.revoke.confirm")}
      run={async () => {
        await unwrap(api.DELETE("/v1/keys/{id}", { params: { path: { id } } }));
        return text("console.revoke.done");
      }}
    />
  );
}
