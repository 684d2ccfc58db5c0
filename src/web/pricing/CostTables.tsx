import { FormattedMessage, useIntl } from "react-intl";
import type { Schemas } from "../lib/api.js";
import { useFormats } from "../lib/format.js";
import { Card } from "../ui/Card.js";
import { DataTable } from "../ui/DataTable.js";
import styles from "./CostTables.module.css";
import type { Operation } from "./usageDraft.js";

type Rule = Operation["rules"][number];
type Adjustment = Operation["adjustments"][number];

/** What a rule is for: its own words, else the models that it names, else the operation itself. */
function ruleName(rule: Rule, { models, name }: Operation): string {
  if (rule.label !== null) return rule.label;
  const named = rule.when.models?.map((id) => models?.find((model) => model.id === id)?.name ?? id);
  return named?.join(", ") ?? name;
}

function Per({ rule, unit }: { rule: Rule; unit: string }) {
  const { decimal } = useFormats();
  const credits = decimal(rule.credits);
  if (rule.per === null) return <FormattedMessage id="pricing.cost.perUnit" values={{ credits, unit }} />;
  if ("seconds" in rule.per)
    return <FormattedMessage id="pricing.cost.perSeconds" values={{ credits, seconds: rule.per.seconds }} />;
  return <FormattedMessage id="pricing.cost.perTokens" values={{ credits, tokens: rule.per.tokens }} />;
}

function Change({ adjustment }: { adjustment: Adjustment }) {
  const { formatNumber } = useIntl();
  const { decimal } = useFormats();
  if (adjustment.percent !== null) {
    const percent = formatNumber(Number(adjustment.percent) / 100, { style: "percent", signDisplay: "always" });
    return <bdi>{percent}</bdi>;
  }
  return <bdi>+{decimal(adjustment.credits ?? "0")}</bdi>;
}

function OperationCost({ operation }: { operation: Operation }) {
  return (
    <div className={styles.operation}>
      <h3>{operation.name}</h3>
      <DataTable label={operation.name}>
        <tbody>
          {operation.rules.map((rule) => (
            <tr key={JSON.stringify(rule)}>
              <th scope="row">{ruleName(rule, operation)}</th>
              <td data-numeric>
                <Per rule={rule} unit={operation.unit} />
              </td>
            </tr>
          ))}
          {operation.adjustments.map((adjustment) => (
            <tr key={JSON.stringify(adjustment)}>
              <th scope="row">{adjustment.label}</th>
              <td data-numeric>
                <Change adjustment={adjustment} />
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </div>
  );
}

/** The full cost of every operation: each price step and what changes it. */
export function CostTables({ catalog }: { catalog: Schemas["Catalog"] }) {
  return (
    <Card heading={<FormattedMessage id="pricing.cost.heading" values={{ creditName: catalog.creditName }} />}>
      <div className={styles.operations}>
        {catalog.operations.map((operation) => (
          <OperationCost key={operation.id} operation={operation} />
        ))}
      </div>
    </Card>
  );
}
