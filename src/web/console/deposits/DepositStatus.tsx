import { Badge } from "../frame/Badge.js";
import { useText } from "../frame/useText.js";
import { type Deposit, REASONS, STATUSES } from "./words.js";

/** A deposit's status, and why it is stuck. */
export function DepositStatus({
  deposit: { status, stuckReason },
}: {
  deposit: Pick<Deposit, "status" | "stuckReason">;
}) {
  const text = useText();
  const { title, tone } = STATUSES[status];
  return (
    <Badge tone={tone}>{stuckReason === null ? text(title) : `${text(title)} · ${text(REASONS[stuckReason])}`}</Badge>
  );
}
