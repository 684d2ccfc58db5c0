import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { unwrap } from "../../lib/api.js";
import { Loading } from "../../ui/Loading.js";
import { ProblemNotice } from "../../ui/ProblemNotice.js";
import { SelectField } from "../../ui/SelectField.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { SectionHeading } from "../frame/SectionHeading.js";
import { useText } from "../frame/useText.js";
import { Attention } from "./Attention.js";
import { Chains } from "./Chains.js";
import { Owed } from "./Owed.js";
import { PERIODS, type PeriodId } from "./periods.js";
import { RefundsToPay } from "./RefundsToPay.js";
import { Revenue } from "./Revenue.js";

const EVERY_MS = 10_000;

/** What waits for an operator, how the chains are followed, what came in and what it was spent on. */
export function OverviewPage() {
  const { api } = useConsole();
  const text = useText();
  const [period, setPeriod] = useState<PeriodId>("month");
  const overview = useQuery({
    queryKey: ["overview"],
    queryFn: () => unwrap(api.GET("/v1/console/overview")),
    refetchInterval: EVERY_MS,
  });
  const choice = (
    <SelectField
      label={text("console.period")}
      value={period}
      options={PERIODS.map(({ id, title }) => ({ value: id, text: text(title) }))}
      onChange={setPeriod}
    />
  );
  return (
    <>
      <SectionHeading title={text("console.overview.title")} actions={choice} />
      {overview.isPending && <Loading />}
      {overview.isError && <ProblemNotice error={overview.error} onRetry={() => void overview.refetch()} />}
      {overview.isSuccess && (
        <>
          <Attention overview={overview.data} />
          <RefundsToPay />
          <Revenue period={period} now={overview.data.at} />
          <Chains />
          <Owed wallets={overview.data.wallets} />
        </>
      )}
    </>
  );
}
