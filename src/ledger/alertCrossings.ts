/** A balance after an instant, in base units of credits. */
export type BalanceAt = { at: Date; available: bigint };

/** How far above its threshold a balance has to rise before falling below it counts again: a tenth of the threshold. */
const REARM_SHARE = 10n;

/**
 * The balances at which an alert fires: the first below its threshold, and then the first below it after one that was
 * clearly above, so that a balance that wavers around the threshold fires once.
 * @param balances oldest first.
 */
export function alertCrossings(
  alert: { below: bigint; armed: boolean },
  balances: readonly BalanceAt[],
): { crossings: BalanceAt[]; armed: boolean } {
  const enough = alert.below + alert.below / REARM_SHARE;
  const crossings: BalanceAt[] = [];
  let { armed } = alert;
  for (const balance of balances) {
    if (armed && balance.available < alert.below) {
      crossings.push(balance);
      armed = false;
    } else if (balance.available >= enough) {
      armed = true;
    }
  }
  return { crossings, armed };
}
