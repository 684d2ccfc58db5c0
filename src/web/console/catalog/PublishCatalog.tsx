import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FormattedMessage } from "react-intl";
import { unwrap } from "../../lib/api.js";
import { Button } from "../../ui/Button.js";
import { Loading } from "../../ui/Loading.js";
import { ProblemNotice } from "../../ui/ProblemNotice.js";
import { TextField } from "../../ui/TextField.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { Row } from "../frame/Row.js";
import { useText } from "../frame/useText.js";
import { CheckOutcome } from "./CheckOutcome.js";
import styles from "./PublishCatalog.module.css";
import { PublishNow } from "./PublishNow.js";
import { postYaml } from "./postYaml.js";
import { useVersion } from "./useVersion.js";

/** Edits the catalogue in force, checks what was written, shows what it changes, and only then lets it be published. */
export function PublishCatalog() {
  const { api } = useConsole();
  const text = useText();
  const newest = useQuery({
    queryKey: ["versions", "newest"],
    queryFn: async () => (await unwrap(api.GET("/v1/catalog/versions", { params: { query: { limit: 1 } } }))).data[0],
  });
  const inForce = useVersion(newest.data?.version);
  const [draft, setDraft] = useState<string | null>(null);
  const check = useMutation({
    mutationFn: async (source: string) => ({
      source,
      outcome: await unwrap(api.POST("/v1/catalog/check", postYaml(source))),
    }),
  });
  const error = newest.error ?? inForce.error;
  if (error !== null) return <ProblemNotice error={error} onRetry={() => void newest.refetch()} />;
  if (!inForce.isSuccess) return <Loading />;
  const source = draft ?? inForce.data.source;
  // What was checked is worth nothing once another letter is written.
  const checked = check.data?.source === source ? check.data.outcome : undefined;
  return (
    <>
      <p>
        <FormattedMessage id="console.publish.explanation" />
      </p>
      <div className={styles.editor}>
        <TextField
          label={text("console.publish.source")}
          rows={18}
          spellCheck="false"
          value={source}
          onChange={setDraft}
        />
      </div>
      <Row>
        <Button look="primary" isPending={check.isPending} onPress={() => check.mutate(source)}>
          <FormattedMessage id="console.publish.check" />
        </Button>
        <PublishNow source={source} isOffered={checked?.ok === true && source !== inForce.data.source} />
      </Row>
      {check.isError && <ProblemNotice error={check.error} />}
      {checked !== undefined && <CheckOutcome outcome={checked} before={inForce.data.source} after={source} />}
    </>
  );
}
