import { useMemo } from "react";
import { unwrap } from "../../lib/api.js";
import { useFormats } from "../../lib/format.js";
import { networkName } from "../deposits/words.js";
import { ConsoleLink } from "../frame/ConsoleLink.js";
import { useConsole } from "../frame/ConsoleSession.js";
import type { Column } from "../frame/ConsoleTable.js";
import { Identifier } from "../frame/Identifier.js";
import { Moment } from "../frame/Moment.js";
import { PagedTable } from "../frame/PagedTable.js";
import { useText } from "../frame/useText.js";
import { CheckoutState } from "./CheckoutState.js";
import type { Checkout, CheckoutStatus } from "./words.js";

const EVERY_MS = 10_000;

/** Checkouts, newest first; each leads to the page that its buyer sees. */
export function CheckoutTable({ status, search }: { status: CheckoutStatus | ""; search: string }) {
  const { api } = useConsole();
  const text = useText();
  const formats = useFormats();
  const query = { ...(status === "" ? {} : { status }), ...(search === "" ? {} : { search }) };
  const columns = useMemo(
    (): Column<Checkout>[] => [
      {
        id: "checkout",
        header: "console.column.checkout",
        cell: ({ id }) => (
          <a href={`/checkout/${id}`}>
            <Identifier text={id} />
          </a>
        ),
      },
      { id: "at", header: "console.column.created", cell: ({ createdAt }) => <Moment at={createdAt} /> },
      {
        id: "network",
        header: "console.column.network",
        cell: ({ network }) => (network === null ? "–" : networkName(network)),
      },
      {
        id: "due",
        header: "console.checkout.due",
        cell: ({ amountDue }) => formats.decimal(amountDue),
        isNumeric: true,
      },
      {
        id: "received",
        header: "console.checkout.received",
        cell: ({ amountReceived }) => formats.decimal(amountReceived),
        isNumeric: true,
      },
      {
        id: "status",
        header: "console.column.status",
        cell: (checkout) => <CheckoutState checkout={checkout} />,
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
      {
        id: "deposits",
        header: "console.column.deposits",
        cell: ({ id, deposits }) => (
          <ConsoleLink to={`/console/deposits?search=${id}`}>{String(deposits.length)}</ConsoleLink>
        ),
        isNumeric: true,
      },
    ],
    [formats],
  );
  return (
    <PagedTable
      label={text("console.checkouts.title")}
      queryKey={["checkouts", query]}
      fetchPage={(page) => unwrap(api.GET("/v1/checkouts", { params: { query: { ...query, ...page } } }))}
      columns={columns}
      rowId={({ id }) => id}
      empty={text("console.checkouts.none")}
      everyMs={EVERY_MS}
    />
  );
}
