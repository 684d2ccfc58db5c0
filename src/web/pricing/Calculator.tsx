import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FormattedMessage } from "react-intl";
import { createApi, type Schemas, unwrap } from "../lib/api.js";
import { Card } from "../ui/Card.js";
import { ProblemNotice } from "../ui/ProblemNotice.js";
import styles from "./Calculator.module.css";
import { CalculatorResult } from "./CalculatorResult.js";
import { ComparisonFields } from "./ComparisonFields.js";
import { EXAMPLE } from "./comparison.js";
import { UsageFields } from "./UsageFields.js";
import { draftFor, type Operation, type UsageDraft, usageOf } from "./usageDraft.js";

type Catalog = Schemas["Catalog"];

/** The store's own price of one such usage: a quote, as a service would ask for it. */
function useQuote(draft: UsageDraft, operation: Operation, region: string | null) {
  const usage = usageOf(draft, operation);
  return useQuery({
    queryKey: ["quote", usage, region],
    queryFn: () => unwrap(createApi().POST("/v1/quotes", { body: { usage, ...(region === null ? {} : { region }) } })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

function OpenCalculator({ catalog, first }: { catalog: Catalog; first: Operation }) {
  const [draft, setDraft] = useState(() => draftFor(first));
  const [comparison, setComparison] = useState(EXAMPLE);
  const operation = catalog.operations.find(({ id }) => id === draft.operation) ?? first;
  const quote = useQuote(draft, operation, catalog.region);
  return (
    <Card heading={<FormattedMessage id="pricing.calculator.heading" />}>
      <div className={styles.fields}>
        <UsageFields operations={catalog.operations} operation={operation} draft={draft} onChange={setDraft} />
        <ComparisonFields comparison={comparison} onChange={setComparison} />
      </div>
      {quote.isError && <ProblemNotice error={quote.error} onRetry={() => void quote.refetch()} />}
      {quote.data !== undefined && !quote.isError && (
        <CalculatorResult catalog={catalog} quote={quote.data} comparison={comparison} />
      )}
    </Card>
  );
}

/** What so many images come to: with each pack, by paying for each image, by subscription. */
export function Calculator({ catalog }: { catalog: Catalog }) {
  const standard = catalog.operations.find(({ id }) => id === catalog.standardImage.operation);
  const first = standard ?? catalog.operations[0];
  return first === undefined ? null : <OpenCalculator catalog={catalog} first={first} />;
}
