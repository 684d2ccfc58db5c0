import { useMutation } from "@tanstack/react-query";
import { FormattedMessage } from "react-intl";
import { unwrap } from "../../lib/api.js";
import { Button } from "../../ui/Button.js";
import { Card } from "../../ui/Card.js";
import { Notice } from "../../ui/Notice.js";
import { ProblemNotice } from "../../ui/ProblemNotice.js";
import { Badge } from "../frame/Badge.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { type Column, ConsoleTable } from "../frame/ConsoleTable.js";
import { useText } from "../frame/useText.js";

type Check = { name: string; ok: boolean; detail: string };

/** Computes the ledger again from its entries, when asked: that reads all of it. */
export function VerifyCard() {
  const { api } = useConsole();
  const text = useText();
  const verify = useMutation({ mutationFn: () => unwrap(api.GET("/v1/ledger/verify")) });
  const columns: Column<Check>[] = [
    {
      id: "state",
      header: "console.column.state",
      cell: ({ ok }) => (
        <Badge tone={ok ? "good" : "bad"}>{text(ok ? "console.check.ok" : "console.check.failed")}</Badge>
      ),
    },
    { id: "name", header: "console.ledger.check", cell: ({ name }) => <span lang="en">{name}</span> },
    {
      id: "detail",
      header: "console.ledger.detail",
      cell: ({ detail }) => <span lang="en">{detail}</span>,
    },
  ];
  return (
    <Card heading={<FormattedMessage id="console.ledger.verify" />}>
      <p>
        <FormattedMessage id="console.ledger.explanation" />
      </p>
      <div>
        <Button look="primary" isPending={verify.isPending} onPress={() => verify.mutate()}>
          <FormattedMessage id="console.ledger.verifyNow" />
        </Button>
      </div>
      {verify.isError && <ProblemNotice error={verify.error} />}
      {verify.isSuccess && (
        <>
          <Notice tone={verify.data.ok ? "good" : "bad"}>
            <FormattedMessage id={verify.data.ok ? "console.ledger.ok" : "console.ledger.failed"} />
          </Notice>
          <ConsoleTable
            label={text("console.ledger.verify")}
            columns={columns}
            rows={verify.data.checks}
            rowId={({ name }) => name}
          />
        </>
      )}
    </Card>
  );
}
