import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { FormattedMessage } from "react-intl";
import { Button } from "../../ui/Button.js";
import { Loading } from "../../ui/Loading.js";
import { ProblemNotice } from "../../ui/ProblemNotice.js";
import { type Column, ConsoleTable } from "./ConsoleTable.js";
import styles from "./PagedTable.module.css";

type Page<Row> = { data: Row[]; nextCursor: string | null };

type PagedTableProps<Row> = {
  label: string;
  queryKey: readonly unknown[];
  /** Asks the API for a page; `page` goes into the query. */
  fetchPage: (page: { cursor?: string }) => Promise<Page<Row>>;
  columns: readonly Column<Row>[];
  rowId: (row: Row) => string;
  /** What is said where there is nothing. */
  empty: ReactNode;
  /** Fetched again this often, in milliseconds; only on request where left out. */
  everyMs?: number;
};

/** A list of the API as a table, more of it on request; says that it is loading, empty or out of reach. */
export function PagedTable<Row extends object>(props: PagedTableProps<Row>) {
  const { label, queryKey, fetchPage, columns, rowId, empty, everyMs } = props;
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => fetchPage(pageParam === undefined ? {} : { cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }: Page<Row>) => nextCursor ?? undefined,
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
  });
  if (list.isPending) return <Loading />;
  if (list.isError) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ data }) => data);
  if (rows.length === 0) return <p className={styles.empty}>{empty}</p>;
  return (
    <div className={styles.list}>
      <ConsoleTable label={label} columns={columns} rows={rows} rowId={rowId} />
      {list.hasNextPage && (
        <Button isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          <FormattedMessage id="console.more" />
        </Button>
      )}
    </div>
  );
}
