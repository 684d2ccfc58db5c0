import { FormattedMessage } from "react-intl";
import { unwrap } from "../../lib/api.js";
import { showToast } from "../../ui/Toasts.js";
import { ActionDialog } from "../frame/ActionDialog.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { navigate } from "../frame/navigation.js";
import { Row } from "../frame/Row.js";
import { useText } from "../frame/useText.js";
import type { Endpoint } from "./EndpointState.js";
import { RotateSecret } from "./RotateSecret.js";

/** What can be done with an endpoint. */
export function EndpointActions({ endpoint: { id, disabledAt } }: { endpoint: Endpoint }) {
  const { api } = useConsole();
  const text = useText();
  const params = { path: { id } };
  return (
    <Row>
      <ActionDialog
        isOffered={disabledAt !== null}
        label={text("console.enable.label")}
        look="primary"
        consequence={
          <p>
            <FormattedMessage id="console.enable.consequence" />
          </p>
        }
        note="none"
        confirm={text("console.enable.confirm")}
        run={async () => {
          await unwrap(api.POST("/v1/webhook-endpoints/{id}/enable", { params }));
          return text("console.enable.done");
        }}
      />
      <RotateSecret endpointId={id} />
      <ActionDialog
        label={text("console.deleteEndpoint.label")}
        look="danger"
        consequence={
          <p>
            <FormattedMessage id="console.deleteEndpoint.consequence" />
          </p>
        }
        note="none"
        confirm={text("console.deleteEndpoint.confirm")}
        run={async () => {
          await unwrap(api.DELETE("/v1/webhook-endpoints/{id}", { params }));
          navigate("/console/webhooks", { replace: true });
          showToast(text("console.deleteEndpoint.done"));
          return null;
        }}
      />
    </Row>
  );
}
