import { FormattedMessage } from "react-intl";
import { type Schemas, unwrap } from "../../lib/api.js";
import { networkName } from "../deposits/words.js";
import { ActionDialog } from "../frame/ActionDialog.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { useText } from "../frame/useText.js";

/** Pauses a network, or resumes it. */
export function ChangePause({ network: { id, pausedAt } }: { network: Schemas["NetworkStatus"] }) {
  const { api } = useConsole();
  const text = useText();
  const network = networkName(id);
  const params = { path: { network: id } };
  return (
    <>
      <ActionDialog
        isOffered={pausedAt !== null}
        label={text("console.resume.label", { network })}
        look="primary"
        consequence={
          <p>
            <FormattedMessage id="console.resume.consequence" values={{ network }} />
          </p>
        }
        note="required"
        confirm={text("console.resume.confirm")}
        run={async (note) => {
          await unwrap(api.POST("/v1/networks/{network}/resume", { params, body: { note } }));
          return text("console.resume.done", { network });
        }}
      />
      <ActionDialog
        isOffered={pausedAt === null}
        label={text("console.pause.label", { network })}
        look="danger"
        consequence={
          <p>
            <FormattedMessage id="console.pause.consequence" values={{ network }} />
          </p>
        }
        note="required"
        confirm={text("console.pause.confirm")}
        run={async (note) => {
          await unwrap(api.POST("/v1/networks/{network}/pause", { params, body: { note } }));
          return text("console.pause.done", { network });
        }}
      />
    </>
  );
}
