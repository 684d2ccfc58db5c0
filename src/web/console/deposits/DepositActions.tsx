import { Row } from "../frame/Row.js";
import { AssignDeposit } from "./AssignDeposit.js";
import { RefundedDeposit } from "./RefundedDeposit.js";
import { RejectDeposit } from "./RejectDeposit.js";
import { RetryDeposit } from "./RetryDeposit.js";
import type { DepositAction } from "./words.js";

/** What an operator may decide about a deposit as it is now. A fork that took it away decides by itself. */
export function DepositActions({ deposit }: Pick<DepositAction, "deposit">) {
  const { status, stuckReason } = deposit;
  const isOpen = status === "stuck" && stuckReason !== "reorged_after_credit";
  return (
    <Row>
      <RetryDeposit deposit={deposit} isOffered={isOpen} />
      <AssignDeposit deposit={deposit} isOffered={isOpen} />
      <RejectDeposit deposit={deposit} isOffered={isOpen} />
      <RefundedDeposit deposit={deposit} isOffered={isOpen || status === "credited" || status === "rejected"} />
    </Row>
  );
}
