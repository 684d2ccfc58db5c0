import { useState } from "react";
import { FormattedMessage } from "react-intl";
import { unwrap } from "../../lib/api.js";
import { ActionDialog } from "../frame/ActionDialog.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { Secret } from "../frame/Secret.js";
import { useText } from "../frame/useText.js";
import { OverlapField } from "../keys/OverlapField.js";
import { type OverlapId, secondsOf } from "../keys/overlaps.js";

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
      fields={<OverlapField value={overlap} onChange={setOverlap} />}
      note="none"
      confirm={text("console.rotateSecret.confirm")}
      run={async () => {
        const params = { path: { id: endpointId } };
        const body = { overlapSeconds: secondsOf(overlap) };
        const call = api.POST("/v1/webhook-endpoints/{id}/rotate-secret", { params, body });
        return <Secret secret={(await unwrap(call)).secret} label={text("console.secret.copy")} />;
      }}
    />
  );
}
