import type { Pool } from "../db/client.js";
import type { Recorder } from "../db/recorder.js";
import { transaction } from "../db/transaction.js";
import { CofferError } from "../lib/errors.js";
import { type Checkout, lockCheckout, readCheckout } from "./checkout.js";
import { updateStatus } from "./updateStatus.js";

/**
 * Cancels a checkout that nothing was paid on yet. Money that arrives all the same is credited by its terms. Cancelling
 * again changes nothing.
 * @throws CofferError `not_found`, `checkout_not_open` when it is paid, expired, or a payment is on its way.
 */
export async function cancelCheckout(pool: Pool, checkoutId: string, record?: Recorder<Checkout>): Promise<void> {
  await transaction(pool, async (sql) => {
    const checkout = await lockCheckout(sql, checkoutId);
    if (checkout.cancelledAt !== null) return;
    if (checkout.status !== "open") {
      throw new CofferError(
        "checkout_not_open",
        `This checkout is ${checkout.status} and can no longer be cancelled.`,
        {
          fields: { state: checkout.status },
        },
      );
    }
    await sql.query("UPDATE checkouts SET cancelled_at = store_now() WHERE id = $1", [checkoutId]);
    await updateStatus(sql, checkout);
    await record?.(sql, checkout, await readCheckout(sql, checkoutId));
  });
}
