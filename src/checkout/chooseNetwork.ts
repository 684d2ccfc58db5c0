import { chooseNetwork as termsOnNetwork } from "../catalog/terms.js";
import { termsToJson } from "../catalog/termsToJson.js";
import type { Network } from "../chains/chain.js";
import type { Pool } from "../db/client.js";
import { announce } from "../db/notify.js";
import { transaction } from "../db/transaction.js";
import { lockWallet } from "../ledger/lockWallet.js";
import { CofferError } from "../lib/errors.js";
import { lockCheckout } from "./checkout.js";
import { leaseAddress } from "./leaseAddress.js";
import { type Chains, chainOf } from "./openCheckout.js";

/**
 * Chooses the network of a checkout that was opened without one, and leases its address. The same choice again is no error.
 * @throws CofferError `not_found`, `checkout_not_open` when it is over or another network was chosen, `network_disabled`.
 */
export async function chooseNetwork(pool: Pool, chains: Chains, checkoutId: string, network: Network): Promise<void> {
  const chain = chainOf(chains, network);
  await transaction(pool, async (sql) => {
    const checkout = await lockCheckout(sql, checkoutId);
    if (checkout.network === network) return;
    if (checkout.network !== null || checkout.status !== "open") {
      throw new CofferError(
        "checkout_not_open",
        checkout.network === null
          ? `This checkout is ${checkout.status}; open a new one.`
          : `The network ${checkout.network} was already chosen for this checkout; pay there or open a new one.`,
        { fields: { state: checkout.status } },
      );
    }
    const terms = termsOnNetwork(checkout.terms, network);
    await sql.query("UPDATE checkouts SET terms = $2, amount_due = $3, tolerance = $4 WHERE id = $1", [
      checkoutId,
      JSON.stringify(termsToJson(terms)),
      terms.amountDue,
      terms.tolerance,
    ]);
    // Another checkout of the wallet may be getting its address now: the next statement then sees that lease.
    await lockWallet(sql, checkout.walletId);
    await leaseAddress(sql, chain, checkout.walletId, checkoutId);
    await announce(sql, [{ checkout: checkoutId }]);
  });
}
