import { useQuery } from "@tanstack/react-query";
import { FormattedMessage } from "react-intl";
import { unwrap } from "../../lib/api.js";
import { useFormats } from "../../lib/format.js";
import { Card } from "../../ui/Card.js";
import { Loading } from "../../ui/Loading.js";
import { Notice } from "../../ui/Notice.js";
import { ProblemNotice } from "../../ui/ProblemNotice.js";
import { AuditTable } from "../audit/AuditTable.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { SectionHeading } from "../frame/SectionHeading.js";
import { useText } from "../frame/useText.js";
import { DepositActions } from "./DepositActions.js";
import { DepositFacts } from "./DepositFacts.js";
import { DepositHistory } from "./DepositHistory.js";
import { DepositStatus } from "./DepositStatus.js";
import { STATUSES } from "./words.js";

const EVERY_MS = 3_000;

/** One deposit: what happened to it, what to do about it, and what was done. */
export function DepositPage({ id }: { id: string }) {
  const { api } = useConsole();
  const text = useText();
  const { decimal } = useFormats();
  const deposit = useQuery({
    queryKey: ["deposit", id],
    queryFn: () => unwrap(api.GET("/v1/deposits/{id}", { params: { path: { id } } })),
    refetchInterval: EVERY_MS,
  });
  const request = deposit.data?.refundRequest;
  return (
    <>
      <SectionHeading title={text("console.deposit.title")} />
      {deposit.isPending && <Loading />}
      {deposit.isError && <ProblemNotice error={deposit.error} onRetry={() => void deposit.refetch()} />}
      {deposit.isSuccess && (
        <>
          <Card heading={id} actions={<DepositStatus deposit={deposit.data} />}>
            <Notice tone={STATUSES[deposit.data.status].tone}>
              <p lang="en">{deposit.data.explanation}</p>
            </Notice>
            {request != null && (
              <Notice tone={request.status === "open" ? "warning" : "info"}>
                <FormattedMessage
                  id={request.status === "open" ? "console.deposit.refundOpen" : "console.deposit.refundPaid"}
                  values={{ amount: decimal(request.amountUsd) }}
                />
              </Notice>
            )}
            <DepositActions deposit={deposit.data} />
            <DepositFacts deposit={deposit.data} />
          </Card>
          <Card heading={<FormattedMessage id="console.deposit.history" />}>
            <DepositHistory lines={deposit.data.history} />
          </Card>
          <Card heading={<FormattedMessage id="console.deposit.audit" />}>
            <AuditTable objectId={id} />
          </Card>
        </>
      )}
    </>
  );
}
