import { useMemo } from "react";
import { unwrap } from "../../lib/api.js";
import { useFormats } from "../../lib/format.js";
import { ConsoleLink } from "../frame/ConsoleLink.js";
import { useConsole } from "../frame/ConsoleSession.js";
import type { Column } from "../frame/ConsoleTable.js";
import { Identifier } from "../frame/Identifier.js";
import { Moment } from "../frame/Moment.js";
import { PagedTable } from "../frame/PagedTable.js";
import { useText } from "../frame/useText.js";
import { DepositStatus } from "./DepositStatus.js";
import { type DepositFilters, queryOf } from "./filters.js";
import { type Deposit, networkName } from "./words.js";

const EVERY_MS = 5_000;

/** Deposits, newest first; each leads to its page. */
export function DepositTable({ filters }: { filters: DepositFilters }) {
  const { api } = useConsole();
  const text = useText();
  const formats = useFormats();
  const query = queryOf(filters);
  const columns = useMemo(
    (): Column<Deposit>[] => [
      {
        id: "deposit",
        header: "console.column.deposit",
        cell: ({ id }) => (
          <ConsoleLink to={`/console/deposits/${id}`}>
            <Identifier text={id} />
          </ConsoleLink>
        ),
      },
      { id: "at", header: "console.column.detected", cell: ({ detectedAt }) => <Moment at={detectedAt} /> },
      { id: "network", header: "console.column.network", cell: ({ network }) => networkName(network) },
      {
        id: "amount",
        header: "console.column.amount",
        cell: ({ amount }) => formats.decimal(amount),
        isNumeric: true,
      },
      { id: "status", header: "console.column.status", cell: (deposit) => <DepositStatus deposit={deposit} /> },
      {
        id: "credits",
        header: "console.column.credits",
        cell: ({ credits }) => formats.decimal(credits),
        isNumeric: true,
      },
      {
        id: "wallet",
        header: "console.column.wallet",
        cell: ({ walletId }) => (
          <ConsoleLink to={`/console/wallets/${walletId}`}>
            <Identifier text={walletId} />
          </ConsoleLink>
        ),
      },
    ],
    [formats],
  );
  return (
    <PagedTable
      label={text("console.deposits.title")}
      queryKey={["deposits", query]}
      fetchPage={(page) => unwrap(api.GET("/v1/deposits", { params: { query: { ...query, ...page } } }))}
      columns={columns}
      rowId={({ id }) => id}
      empty={text("console.deposits.none")}
      everyMs={EVERY_MS}
    />
  );
}
