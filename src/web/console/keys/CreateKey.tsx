import { useState } from "react";
import { FormattedMessage } from "react-intl";
import { unwrap } from "../../lib/api.js";
import { CheckboxField } from "../../ui/CheckboxField.js";
import { SelectField } from "../../ui/SelectField.js";
import { TextField } from "../../ui/TextField.js";
import { ActionDialog } from "../frame/ActionDialog.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { Secret } from "../frame/Secret.js";
import { useText } from "../frame/useText.js";
import { type Key, ROLES } from "./words.js";

const NAMES = Object.keys(ROLES) as Key["role"][];

/** Makes a key, and the client with it where that is new; shows the key this once. */
export function CreateKey() {
  const { api } = useConsole();
  const text = useText();
  const [client, setClient] = useState("");
  const [role, setRole] = useState<Key["role"]>("store");
  const [readOnly, setReadOnly] = useState(false);
  return (
    <ActionDialog
      label={text("console.createKey.label")}
      look="primary"
      consequence={
        <p>
          <FormattedMessage id="console.createKey.consequence" />
        </p>
      }
      onOpen={() => {
        setClient("");
        setReadOnly(false);
      }}
      fields={
        <>
          <TextField
            label={text("console.column.client")}
            hint={text("console.createKey.clientHint")}
            value={client}
            onChange={setClient}
            maxLength={60}
            isRequired
          />
          <SelectField
            label={text("console.column.role")}
            value={role}
            options={NAMES.map((value) => ({ value, text: text(ROLES[value].title) }))}
            onChange={setRole}
          />
          <p>{text(ROLES[role].may)}</p>
          <CheckboxField isSelected={readOnly} onChange={setReadOnly}>
            <FormattedMessage id="console.createKey.readOnly" />
          </CheckboxField>
        </>
      }
      isReady={client.trim() !== ""}
      note="none"
      confirm={text("console.createKey.confirm")}
      run={async () => {
        const body = { client: client.trim(), role, ...(readOnly ? { readOnly } : {}) };
        return <Secret secret={(await unwrap(api.POST("/v1/keys", { body }))).key} label={text("console.key.copy")} />;
      }}
    />
  );
}
