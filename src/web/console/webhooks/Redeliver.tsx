import { FormattedMessage } from "react-intl";
import { unwrap } from "../../lib/api.js";
import { ActionDialog } from "../frame/ActionDialog.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { useText } from "../frame/useText.js";
import type { EventType } from "./eventTypes.js";

type RedeliverProps = { eventId: string; type: EventType; objectId: string };

/** Delivers an event again to every endpoint that wants its type. */
export function Redeliver({ eventId, type, objectId }: RedeliverProps) {
  const { api } = useConsole();
  const text = useText();
  return (
    <ActionDialog
      label={text("console.redeliver.label")}
      subject={`${type} ${objectId}`}
      consequence={
        <p>
          <FormattedMessage id="console.redeliver.consequence" values={{ type }} />
        </p>
      }
      note="none"
      confirm={text("console.redeliver.confirm")}
      run={async () => {
        const call = api.POST("/v1/events/{id}/redeliver", { params: { path: { id: eventId } } });
        return text("console.redeliver.done", { count: (await unwrap(call)).data.length });
      }}
    />
  );
}
