import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { FormattedMessage } from "react-intl";
import { createApi, unwrap } from "../../lib/api.js";
import { Button } from "../../ui/Button.js";
import { Card } from "../../ui/Card.js";
import { PageFrame } from "../../ui/PageFrame.js";
import { ProblemNotice } from "../../ui/ProblemNotice.js";
import { TextField } from "../../ui/TextField.js";
import { SESSION_KEY } from "./ConsoleSession.js";
import styles from "./Login.module.css";

/** Asks for an operator's key, which becomes a cookie that no script can read. The key is kept nowhere. */
export function Login() {
  const [key, setKey] = useState("");
  const queries = useQueryClient();
  const login = useMutation({
    mutationFn: () => unwrap(createApi().POST("/v1/console/login", { body: { key: key.trim() } })),
    onSuccess: (session) => queries.setQueryData(SESSION_KEY, session),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    login.mutate();
  };
  return (
    <PageFrame heading={<FormattedMessage id="console.title" />} width="narrow">
      <Card heading={<FormattedMessage id="console.login.title" />}>
        <form className={styles.form} onSubmit={submit}>
          <TextField
            label={<FormattedMessage id="console.login.key" />}
            hint={<FormattedMessage id="console.login.hint" />}
            type="password"
            autoComplete="off"
            autoFocus
            isRequired
            value={key}
            onChange={setKey}
          />
          {login.isError && <ProblemNotice error={login.error} />}
          <Button type="submit" look="primary" size="large" isPending={login.isPending}>
            <FormattedMessage id="console.login.submit" />
          </Button>
        </form>
      </Card>
    </PageFrame>
  );
}
