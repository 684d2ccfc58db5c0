import { useQuery } from "@tanstack/react-query";
import { FormattedMessage } from "react-intl";
import { type Schemas, unwrap } from "../../lib/api.js";
import { useFormats } from "../../lib/format.js";
import { Card } from "../../ui/Card.js";
import { ProblemNotice } from "../../ui/ProblemNotice.js";
import { ConsoleLink } from "../frame/ConsoleLink.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { type Column, ConsoleTable } from "../frame/ConsoleTable.js";
import { Moment } from "../frame/Moment.js";
import { useText } from "../frame/useText.js";

type Refund = Schemas["PurchaseRefund"];

const EVERY_MS = 10_000;
/** Shown at once; who has paid some sees the next. */
const SHOWN = 50;

/** Purchases that were given back and whose money is still to be sent. Nothing at all where there are none. */
export function RefundsToPay() {
  const { api } = useConsole();
  const text = useText();
  const formats = useFormats();
  const refunds = useQuery({
    queryKey: ["refundsToPay"],
    queryFn: () => unwrap(api.GET("/v1/refund-requests", { params: { query: { status: "open", limit: SHOWN } } })),
    refetchInterval: EVERY_MS,
  });
  if (refunds.isPending || refunds.data?.data.length === 0) return null;
  const columns: Column<Refund>[] = [
    {
      id: "deposit",
      header: "console.column.deposit",
      cell: ({ depositId }) => <ConsoleLink to={`/console/deposits/${depositId}`}>{depositId}</ConsoleLink>,
    },
    {
      id: "amount",
      header: "console.column.amount",
      cell: ({ amountUsd }) => formats.usdt(amountUsd),
      isNumeric: true,
    },
    { id: "reason", header: "console.column.reason", cell: ({ reason }) => reason },
    { id: "created", header: "console.column.created", cell: ({ createdAt }) => <Moment at={createdAt} /> },
  ];
  return (
    <Card heading={<FormattedMessage id="console.refunds.title" />}>
      {refunds.isError && <ProblemNotice error={refunds.error} onRetry={() => void refunds.refetch()} />}
      {refunds.isSuccess && (
        <>
          <p>
            <FormattedMessage id="console.refunds.todo" />
          </p>
          <ConsoleTable
            label={text("console.refunds.title")}
            columns={columns}
            rows={refunds.data.data}
            rowId={({ id }) => id}
          />
        </>
      )}
    </Card>
  );
}
