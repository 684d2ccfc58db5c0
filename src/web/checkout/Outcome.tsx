import type { ReactNode } from "react";
import { FormattedMessage } from "react-intl";
import { fromUnits, toUnits } from "../lib/amounts.js";
import { useCatalog } from "../lib/catalog.js";
import { useFormats } from "../lib/format.js";
import { Notice } from "../ui/Notice.js";
import type { Checkout } from "./checkout.js";
import { outcomeOf } from "./outcomeOf.js";

/** Where a checkout stands, in plain words: the first thing that a buyer reads. */
export function Outcome({ checkout }: { checkout: Checkout }) {
  const { decimal, usdt } = useFormats();
  const creditName = useCatalog().data?.creditName ?? "";
  const outcome = outcomeOf(checkout);
  if (outcome === null) return null;
  const { amountDue, amountReceived, amountRemaining, creditsGranted } = checkout;
  const over = toUnits(amountReceived) - toUnits(amountDue);
  const values: Record<string, ReactNode> = {
    credits: `${decimal(creditsGranted)} ${creditName}`.trim(),
    due: usdt(amountDue),
    received: usdt(amountReceived),
    remaining: usdt(amountRemaining),
    over: usdt(over > 0n ? fromUnits(over) : "0"),
  };
  return (
    <Notice
      tone={outcome.tone}
      heading={<FormattedMessage id={`checkout.outcome.${outcome.id}.heading`} values={values} />}
    >
      <p>
        <FormattedMessage id={`checkout.outcome.${outcome.id}.text`} values={values} />
      </p>
    </Notice>
  );
}
