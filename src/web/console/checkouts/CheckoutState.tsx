import { Badge } from "../frame/Badge.js";
import { useText } from "../frame/useText.js";
import { CHECKOUT_STATUSES, type Checkout, EXCEPTIONS } from "./words.js";

/** A checkout's status, and what was unusual about its payment. */
export function CheckoutState({ checkout: { status, exception } }: { checkout: Checkout }) {
  const text = useText();
  const { title, tone } = CHECKOUT_STATUSES[status];
  return (
    <span data-checkout-status={status}>
      <Badge tone={tone}>{exception === null ? text(title) : `${text(title)} · ${text(EXCEPTIONS[exception])}`}</Badge>
    </span>
  );
}
