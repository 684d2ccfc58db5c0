import { useQuery } from "@tanstack/react-query";
import { FormattedMessage, FormattedNumber } from "react-intl";
import { unwrap } from "../../lib/api.js";
import { Card } from "../../ui/Card.js";
import { CopyButton } from "../../ui/CopyButton.js";
import { Loading } from "../../ui/Loading.js";
import { ProblemNotice } from "../../ui/ProblemNotice.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { Facts } from "../frame/Facts.js";
import { Moment } from "../frame/Moment.js";
import { useText } from "../frame/useText.js";

/** The head of the hash chain over the entries: who publishes it can show later that none was changed. */
export function HeadCard() {
  const { api } = useConsole();
  const text = useText();
  const head = useQuery({ queryKey: ["ledger head"], queryFn: () => unwrap(api.GET("/v1/ledger/head")) });
  return (
    <Card heading={<FormattedMessage id="console.head.title" />}>
      <p>
        <FormattedMessage id="console.head.explanation" />
      </p>
      {head.isPending && <Loading />}
      {head.isError && <ProblemNotice error={head.error} onRetry={() => void head.refetch()} />}
      {head.isSuccess && (
        <>
          <Facts
            facts={[
              { label: text("console.head.entries"), value: <FormattedNumber value={head.data.entries} /> },
              { label: text("console.column.at"), value: head.data.at === null ? "–" : <Moment at={head.data.at} /> },
              { label: text("console.head.hash"), value: <code>{head.data.hash}</code> },
            ]}
          />
          <div>
            <CopyButton text={head.data.hash} label={text("console.head.copy")} />
          </div>
        </>
      )}
    </Card>
  );
}
