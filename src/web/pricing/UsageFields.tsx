import { FormattedMessage, useIntl } from "react-intl";
import { CheckboxField } from "../ui/CheckboxField.js";
import { SelectField } from "../ui/SelectField.js";
import { TextField } from "../ui/TextField.js";
import { draftFor, measuresOf, type Operation, type UsageDraft } from "./usageDraft.js";

type UsageFieldsProps = {
  operations: readonly Operation[];
  operation: Operation;
  draft: UsageDraft;
  onChange: (draft: UsageDraft) => void;
};

const NUMBERS = ["steps", "seconds", "tokens"] as const;

/** What is to be made: only what its price depends on is asked. */
export function UsageFields({ operations, operation, draft, onChange }: UsageFieldsProps) {
  const { formatNumber } = useIntl();
  const measures = measuresOf(operation);
  const sides = [...new Set([...measures.sides, ...(draft.side === "" ? [] : [Number(draft.side)])])];
  return (
    <>
      <SelectField
        label={<FormattedMessage id="pricing.calculator.operation" />}
        value={draft.operation}
        options={operations.map(({ id, name }) => ({ value: id, text: name }))}
        onChange={(id) => {
          const chosen = operations.find((each) => each.id === id);
          if (chosen !== undefined) onChange(draftFor(chosen));
        }}
      />
      {operation.models !== null && (
        <SelectField
          label={<FormattedMessage id="pricing.calculator.model" />}
          value={draft.model}
          options={operation.models.map(({ id, name }) => ({ value: id, text: name }))}
          onChange={(model) => onChange({ ...draft, model })}
        />
      )}
      {measures.sides.length > 0 && (
        <SelectField
          label={<FormattedMessage id="pricing.calculator.size" />}
          value={draft.side}
          options={sides
            .sort((left, right) => left - right)
            .map((side) => ({ value: String(side), text: `${formatNumber(side)} × ${formatNumber(side)}` }))}
          onChange={(side) => onChange({ ...draft, side })}
        />
      )}
      {NUMBERS.filter((name) => measures[name]).map((name) => (
        <TextField
          key={name}
          label={<FormattedMessage id={`pricing.calculator.${name}`} />}
          inputMode="numeric"
          value={draft[name]}
          onChange={(text) => onChange({ ...draft, [name]: text })}
        />
      ))}
      {measures.batch && (
        <CheckboxField isSelected={draft.batch} onChange={(batch) => onChange({ ...draft, batch })}>
          <FormattedMessage id="pricing.calculator.batch" />
        </CheckboxField>
      )}
    </>
  );
}
