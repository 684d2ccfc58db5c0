import { useState } from "react";
import { FormattedMessage } from "react-intl";
import { unwrap } from "../../lib/api.js";
import { CheckboxField } from "../../ui/CheckboxField.js";
import { TextField } from "../../ui/TextField.js";
import { ActionDialog } from "../frame/ActionDialog.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { Secret } from "../frame/Secret.js";
import { useText } from "../frame/useText.js";
import styles from "./CreateEndpoint.module.css";
import { EVENT_TYPES, type EventType } from "./eventTypes.js";

/** Adds an endpoint for the operator's own client; shows its secret this once. */
export function CreateEndpoint() {
  const { api, session } = useConsole();
  const text = useText();
  const [url, setUrl] = useState("");
  const [events, setEvents] = useState<readonly EventType[]>(EVENT_TYPES);
  const choose = (type: EventType, isChosen: boolean): void => {
    setEvents(EVENT_TYPES.filter((each) => (each === type ? isChosen : events.includes(each))));
  };
  return (
    <ActionDialog
      label={text("console.createEndpoint.label")}
      look="primary"
      consequence={
        <p>
          <FormattedMessage id="console.createEndpoint.consequence" values={{ client: session.client }} />
        </p>
      }
      onOpen={() => {
        setUrl("");
        setEvents(EVENT_TYPES);
      }}
      fields={
        <>
          <TextField label={text("console.endpoint.url")} type="url" value={url} onChange={setUrl} isRequired />
          <fieldset className={styles.events}>
            <legend>{text("console.endpoint.events")}</legend>
            {EVENT_TYPES.map((type) => (
              <CheckboxField
                key={type}
                isSelected={events.includes(type)}
                onChange={(isChosen) => choose(type, isChosen)}
              >
                <code>{type}</code>
              </CheckboxField>
            ))}
          </fieldset>
        </>
      }
      isReady={url.trim() !== "" && events.length > 0}
      note="none"
      confirm={text("console.createEndpoint.confirm")}
      run={async () => {
        const body = { url: url.trim(), events: [...events] };
        const { secret } = await unwrap(api.POST("/v1/webhook-endpoints", { body }));
        return <Secret secret={secret} label={text("console.secret.copy")} />;
      }}
    />
  );
}
