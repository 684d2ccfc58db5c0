import { reaches } from "./settle.js";

export type CheckoutStatus = "open" | "confirming" | "paid" | "expired" | "cancelled";
export type CheckoutException = "underpaid" | "overpaid" | "paid_late";

/** Amounts in base units of USDT. */
export type CheckoutProgress = {
  due: bigint;
  tolerance: bigint;
  /** Sum of the in-time deposits that are final. */
  inTimeFinal: bigint;
  /** Sum of the late deposits that are final. */
  lateFinal: bigint;
  /** Whether in-time deposits are seen that are not final yet. */
  pendingSeen: boolean;
  /** Whether `expiresAt` and the grace for payments have passed. */
  deadlinePassed: boolean;
  cancelled: boolean;
};

/** Where a checkout stands: design rule "Settlement", with underpaid before paid_late before overpaid. */
export function statusFor(progress: CheckoutProgress): {
  status: CheckoutStatus;
  exception: CheckoutException | null;
} {
  const { due, tolerance, inTimeFinal, lateFinal } = progress;
  const late = lateFinal > 0n ? "paid_late" : null;
  // Money for a cancelled checkout came too late for the buyer's own decision, whenever it came.
  if (progress.cancelled) return { status: "cancelled", exception: inTimeFinal > 0n ? "paid_late" : late };
  if (reaches({ amountDue: due, tolerance }, inTimeFinal)) {
    return { status: "paid", exception: late ?? (inTimeFinal > due + tolerance ? "overpaid" : null) };
  }
  if (progress.pendingSeen) return { status: "confirming", exception: late };
  if (!progress.deadlinePassed) return { status: "open", exception: late };
  return { status: "expired", exception: inTimeFinal > 0n ? "underpaid" : late };
}
