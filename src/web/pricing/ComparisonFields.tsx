import { FormattedMessage } from "react-intl";
import { TextField } from "../ui/TextField.js";
import { readDecimal } from "./compareCosts.js";
import type { Comparison } from "./comparison.js";

type ComparisonFieldsProps = { comparison: Comparison; onChange: (comparison: Comparison) => void };

const WHOLE = /^[1-9]\d{0,6}$/;

/** How many a month, and what the visitor would pay elsewhere. An empty price leaves its row out. */
export function ComparisonFields({ comparison, onChange }: ComparisonFieldsProps) {
  const wrongPrice = (text: string): boolean => text.trim() !== "" && readDecimal(text) === null;
  const priceError = <FormattedMessage id="pricing.calculator.notAPrice" />;
  return (
    <>
      <TextField
        label={<FormattedMessage id="pricing.calculator.images" />}
        inputMode="numeric"
        value={comparison.images}
        onChange={(images) => onChange({ ...comparison, images })}
        {...(WHOLE.test(comparison.images) ? {} : { error: <FormattedMessage id="pricing.calculator.notANumber" /> })}
      />
      <TextField
        label={<FormattedMessage id="pricing.calculator.payPerImage" />}
        inputMode="decimal"
        value={comparison.payPerImageUsd}
        onChange={(payPerImageUsd) => onChange({ ...comparison, payPerImageUsd })}
        {...(wrongPrice(comparison.payPerImageUsd) ? { error: priceError } : {})}
      />
      <TextField
        label={<FormattedMessage id="pricing.calculator.subscription" />}
        inputMode="decimal"
        value={comparison.subscriptionUsd}
        onChange={(subscriptionUsd) => onChange({ ...comparison, subscriptionUsd })}
        {...(wrongPrice(comparison.subscriptionUsd) ? { error: priceError } : {})}
      />
    </>
  );
}
