import { useState } from "react";
import { FormattedMessage } from "react-intl";
import { unwrap } from "../../lib/api.js";
import { ActionDialog } from "../frame/ActionDialog.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { Secret } from "../frame/Secret.js";
import { useText } from "../frame/useText.js";
import { OverlapField } from "./OverlapField.js";
import { type OverlapId, secondsOf } from "./overlaps.js";
import type { KeyAction } from "./words.js";

/** Makes a key in place of another one, which goes on working for a while. */
export function RotateKey({ apiKey: { id, client }, isOffered }: KeyAction) {
  const { api } = useConsole();
  const text = useText();
  const [overlap, setOverlap] = useState<OverlapId>("day");
  return (
    <ActionDialog
      isOffered={isOffered}
      label={text("console.rotate.label")}
      subject={`${client} ${id}`}
      consequence={
        <p>
          <FormattedMessage id="console.rotate.consequence" values={{ client }} />
        </p>
      }
      fields={<OverlapField value={overlap} onChange={setOverlap} />}
      note="none"
      confirm={text("console.rotate.confirm")}
      run={async () => {
        const body = { overlapSeconds: secondsOf(overlap) };
        const call = api.POST("/v1/keys/{id}/rotate", { params: { path: { id } }, body });
        return <Secret secret={(await unwrap(call)).key} label={text("console.key.copy")} />;
      }}
    />
  );
}
