import { FormattedMessage } from "react-intl";
import { SelectField } from "../../ui/SelectField.js";
import { Row } from "../frame/Row.js";
import { SearchField } from "../frame/SearchField.js";
import { useText } from "../frame/useText.js";
import type { DepositFilters } from "./filters.js";
import { networkName, REASONS, STATUSES } from "./words.js";

type DepositFilterBarProps = { filters: DepositFilters; onChange: (change: Partial<DepositFilters>) => void };

const keysOf = <Key extends string>(record: Record<Key, unknown>) => Object.keys(record) as Key[];

/** Status, reason, network, and a search by what a deposit belongs to. */
export function DepositFilterBar({ filters, onChange }: DepositFilterBarProps) {
  const text = useText();
  const all = { value: "", text: text("console.all") } as const;
  return (
    <Row>
      <SelectField
        label={<FormattedMessage id="console.column.status" />}
        value={filters.status}
        options={[all, ...keysOf(STATUSES).map((value) => ({ value, text: text(STATUSES[value].title) }))]}
        onChange={(status) => onChange({ status })}
      />
      {filters.status === "stuck" && (
        <SelectField
          label={<FormattedMessage id="console.column.reason" />}
          value={filters.reason}
          options={[all, ...keysOf(REASONS).map((value) => ({ value, text: text(REASONS[value]) }))]}
          onChange={(reason) => onChange({ reason })}
        />
      )}
      <SelectField
        label={<FormattedMessage id="console.column.network" />}
        value={filters.network}
        options={[all, ...(["tron", "ethereum"] as const).map((value) => ({ value, text: networkName(value) }))]}
        onChange={(network) => onChange({ network })}
      />
      <SearchField
        label={<FormattedMessage id="console.deposits.search" />}
        value={filters.search}
        onSearch={(search) => onChange({ search })}
      />
    </Row>
  );
}
