import { useQueryClient } from "@tanstack/react-query";
import { FormattedMessage } from "react-intl";
import { unwrap } from "../../lib/api.js";
import { ActionDialog } from "../frame/ActionDialog.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { useText } from "../frame/useText.js";
import { postYaml } from "./postYaml.js";
import { versionKey } from "./useVersion.js";

type PublishNowProps = { source: string; isOffered: boolean };

/** Puts a catalogue into force that was checked. */
export function PublishNow({ source, isOffered }: PublishNowProps) {
  const { api } = useConsole();
  const text = useText();
  const queries = useQueryClient();
  return (
    <ActionDialog
      isOffered={isOffered}
      label={text("console.publish.label")}
      look="danger"
      consequence={
        <p>
          <FormattedMessage id="console.publish.consequence" />
        </p>
      }
      note="required"
      confirm={text("console.publish.confirm")}
      run={async (note) => {
        const call = api.POST("/v1/catalog", { ...postYaml(source), params: { query: { note } } });
        const { version, position, publishedAt } = await unwrap(call);
        queries.setQueryData(versionKey(version), { version, position, publishedAt, source });
        return text("console.publish.done", { version });
      }}
    />
  );
}
