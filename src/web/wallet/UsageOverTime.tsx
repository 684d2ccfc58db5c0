import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { unwrap } from "../lib/api.js";
import { Card } from "../ui/Card.js";
import { Loading } from "../ui/Loading.js";
import { ProblemNotice } from "../ui/ProblemNotice.js";
import { SelectField } from "../ui/SelectField.js";
import { sumUsage } from "./sumUsage.js";
import { UsageTable } from "./UsageTable.js";
import { useWalletContext } from "./walletContext.js";

/** Charts are larger than all the rest of the page, and are fetched only where there is something to draw. */
const UsageChart = lazy(async () => ({ default: (await import("./UsageChart.js")).UsageChart }));

const DAYS = 30;
const DAY_MS = 86_400_000;
const GROUPS = ["operation", "model"] as const;

type Group = (typeof GROUPS)[number];

/** What the last thirty days were used for, by operation or model, and what a usable image really cost. */
export function UsageOverTime() {
  const { api, walletId } = useWalletContext();
  const { formatMessage } = useIntl();
  const [groupBy, setGroupBy] = useState<Group>("operation");
  const range = useMemo(() => {
    const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
    return { from: new Date(today - (DAYS - 1) * DAY_MS).toISOString(), to: new Date(today + DAY_MS).toISOString() };
  }, []);
  const usage = useQuery({
    queryKey: ["usage", walletId, range, groupBy],
    queryFn: () =>
      unwrap(
        api.GET("/v1/wallets/{id}/usage", {
          params: { path: { id: walletId }, query: { ...range, bucket: "day", groupBy } },
        }),
      ),
    placeholderData: (previous) => previous,
  });
  if (usage.isPending) return <Loading />;
  if (usage.isError) return <ProblemNotice error={usage.error} onRetry={() => void usage.refetch()} />;
  const { buckets } = usage.data;
  return (
    <Card heading={<FormattedMessage id="wallet.usage.heading" />}>
      {buckets.length === 0 ? (
        <p>
          <FormattedMessage id="wallet.usage.none" />
        </p>
      ) : (
        <>
          <SelectField
            label={<FormattedMessage id="wallet.usage.by" />}
            value={groupBy}
            options={GROUPS.map((each) => ({ value: each, text: formatMessage({ id: `wallet.usage.${each}` }) }))}
            onChange={setGroupBy}
          />
          <Suspense fallback={<Loading />}>
            <UsageChart buckets={buckets} from={range.from} days={DAYS} />
          </Suspense>
          <UsageTable {...sumUsage(buckets)} />
        </>
      )}
    </Card>
  );
}
