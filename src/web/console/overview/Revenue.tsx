import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo } from "react";
import { FormattedMessage } from "react-intl";
import { unwrap } from "../../lib/api.js";
import { Card } from "../../ui/Card.js";
import { Loading } from "../../ui/Loading.js";
import { ProblemNotice } from "../../ui/ProblemNotice.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { requireObject } from "../frame/requireObject.js";
import { type PeriodId, rangeOf } from "./periods.js";
import styles from "./Revenue.module.css";
import { RevenueFigures } from "./RevenueFigures.js";

/** Charts come with a large library, which only this card needs. */
const RevenueChart = lazy(async () => ({ default: (await import("./RevenueChart.js")).RevenueChart }));

/** What came in and what it was spent on in a period up to `now`, as figures, chart and file. */
export function Revenue({ period, now }: { period: PeriodId; now: string }) {
  const { api } = useConsole();
  const range = useMemo(() => rangeOf(period, now), [period, now]);
  const revenue = useQuery({
    queryKey: ["revenue", range],
    queryFn: async () => requireObject(await unwrap(api.GET("/v1/reports/revenue", { params: { query: range } }))),
    placeholderData: keepPreviousData,
  });
  const file = `/v1/reports/revenue?${new URLSearchParams({ ...range, format: "csv" })}`;
  return (
    <Card
      heading={<FormattedMessage id="console.revenue.title" />}
      actions={
        <a href={file} download="revenue.csv">
          <FormattedMessage id="console.revenue.file" />
        </a>
      }
    >
      {revenue.isPending && <Loading />}
      {revenue.isError && <ProblemNotice error={revenue.error} onRetry={() => void revenue.refetch()} />}
      {revenue.isSuccess && (
        <>
          <RevenueFigures total={revenue.data.total} />
          {revenue.data.buckets.length === 0 ? (
            <p>
              <FormattedMessage id="console.revenue.none" />
            </p>
          ) : (
            <Suspense fallback={<Loading />}>
              <div className={styles.charts}>
                <RevenueChart shows="money" buckets={revenue.data.buckets} range={range} />
                <RevenueChart shows="credits" buckets={revenue.data.buckets} range={range} />
              </div>
            </Suspense>
          )}
        </>
      )}
    </Card>
  );
}
