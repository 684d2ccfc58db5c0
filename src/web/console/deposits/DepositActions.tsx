import { Row } from "../frame/Row.js";
import { AssignDeposit } from "./AssignDeposit.js";
import { RefundedDeposit } from "./RefundedDeposit.js";
import { RejectDeposit } from "./RejectDeposit.js";
import { RetryDeposit } from "./RetryDeposit.js";
import type { Deposit } from "./words.js";

/** Refunds can be recorded for money that is here and for good. */
const REFUNDABLE: ReadonlySet<Deposit["status"]> = new Set(["stuck", "credited", "rejected"]);

/** What an operator may decide about a deposit as it is now. A fork that took it away decides by itself. */
export function DepositActions({ deposit }: { deposit: Deposit }) {
  const isDecided = deposit.stuckReason === "reorged_after_credit" || !REFUNDABLE.has(deposit.status);
  if (isDecided) return null;
  return (
    <Row>
      {deposit.status === "stuck" && (
        <>
          <RetryDeposit deposit={deposit} />
          <AssignDeposit deposit={deposit} />
          <RejectDeposit deposit={deposit} />
        </>
      )}
      <RefundedDeposit deposit={deposit} />
    </Row>
  );
}
