import { useState } from "react";
import { FormattedMessage } from "react-intl";
import { unwrap } from "../../lib/api.js";
import { SelectField } from "../../ui/SelectField.js";
import { ActionDialog } from "../frame/ActionDialog.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { Secret } from "../frame/Secret.js";
import { useText } from "../frame/useText.js";
import { OVERLAPS, type OverlapId } from "../keys/overlaps.js";

/** Gives an endpoint a new secret; both sign for a while. */
export function RotateSecret({ endpointId }: { endpointId: string }) {
  const { api } = useConsole();
  const text = useText();
  const [overlap, setOverlap] = useState<OverlapId>("day");
  return (
    <ActionDialog
      label={text("console.rotateSecret.label")}
      consequence={
        <p>
          <FormattedMessage id="console.rotateSecret.consequence" />
        </p>
      }
      fields={
        <SelectField
          label={text("console.rotate.overlap")}
          value={overlap}
          options={OVERLAPS.map(({ id: value, title }) => ({ value, text: text(title) }))}
          onChange={setOverlap}
        />
      }
      note="none"
      confirm={text("console.rotateSecret.confirm")}
      run={async () => {
        const overlapSeconds = OVERLAPS.find(({ id }) => id === overlap)?.seconds ?? 0;
        const params = { path: { id: endpointId } };
        const call = api.POST("/v1/webhook-endpoints/{id}/rotate-secret", { params, body: { overlapSeconds } });
        return <Secret secret={(await unwrap(call)).secret} label={text("console.secret.copy")} />;
      }}
    />
  );
}
