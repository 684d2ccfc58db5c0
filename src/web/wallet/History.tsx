import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { type Schemas, unwrap } from "../lib/api.js";
import { useFormats } from "../lib/format.js";
import { Button } from "../ui/Button.js";
import { Card } from "../ui/Card.js";
import { DataTable } from "../ui/DataTable.js";
import { Loading } from "../ui/Loading.js";
import { ProblemNotice } from "../ui/ProblemNotice.js";
import { SelectField } from "../ui/SelectField.js";
import { type ColumnHead, TableHead } from "../ui/TableHead.js";
import { DownloadCsv } from "./DownloadCsv.js";
import { type EntryFilter, FILTERS, isShown, typeText } from "./entryTypes.js";
import styles from "./History.module.css";
import { useWalletContext } from "./walletContext.js";

type Entry = Schemas["Entry"];

const PAGE = 50;

const COLUMNS: readonly ColumnHead[] = [
  { header: "wallet.history.at" },
  { header: "wallet.history.what" },
  { header: "wallet.history.credits", isNumeric: true },
  { header: "wallet.history.balance", isNumeric: true },
];

function EntryRow({ entry }: { entry: Entry }) {
  const { decimal, dateTime } = useFormats();
  return (
    <tr>
      <td className={styles.when}>{dateTime(entry.at)}</td>
      <th scope="row">
        <FormattedMessage id={typeText(entry.type)} />
        {entry.reference !== null && <span className={styles.reference}>{entry.reference}</span>}
      </th>
      <td data-numeric>
        <bdi>{entry.credits.startsWith("-") || entry.credits === "0" ? "" : "+"}</bdi>
        <bdi>{decimal(entry.credits)}</bdi>
      </td>
      <td data-numeric>{decimal(entry.balanceAfter)}</td>
    </tr>
  );
}

function EntryTable({ entries }: { entries: Entry[] }) {
  const { formatMessage } = useIntl();
  return (
    <DataTable label={formatMessage({ id: "wallet.history.heading" })}>
      <TableHead columns={COLUMNS} />
      <tbody>
        {entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} />
        ))}
      </tbody>
    </DataTable>
  );
}

/** Every movement, newest first. `version` changes when the wallet does. */
export function History({ version }: { version: string }) {
  const { api, walletId } = useWalletContext();
  const { formatMessage } = useIntl();
  const [filter, setFilter] = useState<EntryFilter>("all");
  const list = useInfiniteQuery({
    queryKey: ["entries", walletId, version],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/v1/wallets/{id}/entries", {
          params: {
            path: { id: walletId },
            query: { limit: PAGE, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: (previous) => previous,
  });
  if (list.isPending) return <Loading />;
  if (list.isError) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />;
  const entries = list.data.pages.flatMap(({ data }) => data).filter((entry) => isShown(filter, entry.type));
  return (
    <Card heading={<FormattedMessage id="wallet.history.heading" />} actions={<DownloadCsv />}>
      <SelectField
        label={<FormattedMessage id="wallet.history.filter" />}
        value={filter}
        options={FILTERS.map((each) => ({ value: each, text: formatMessage({ id: `wallet.filter.${each}` }) }))}
        onChange={setFilter}
      />
      {entries.length === 0 ? (
        <p>
          <FormattedMessage id="wallet.history.none" />
        </p>
      ) : (
        <EntryTable entries={entries} />
      )}
      {list.hasNextPage && (
        <Button isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          <FormattedMessage id="wallet.history.more" />
        </Button>
      )}
    </Card>
  );
}
