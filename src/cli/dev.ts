import type { Command } from "commander";
import { readCheckout } from "../checkout/checkout.js";
import { readDeposits } from "../deposits/deposit.js";
import { payOnDevelopmentChain } from "../embedded/pay.js";
import { formatAmount, parseAmount } from "../lib/money.js";
import type { Store } from "../start/store.js";
import { withStore } from "./withStore.js";

/** What is still to be paid, base units. */
async function remaining(store: Store, checkoutId: string, due: bigint): Promise<bigint> {
  const condition = "checkout_id = $1 AND status NOT IN ('reorged', 'rejected', 'refunded')";
  const deposits = await readDeposits(store.database.pool, condition, [checkoutId]);
  return deposits.reduce((rest, { amount }) => rest - amount, due);
}

async function pay(checkoutId: string, { amount }: { amount?: string }): Promise<void> {
  await withStore(async (store) => {
    if (store.development === null) throw new Error("This store runs on real chains; pay from a wallet.");
    const checkout = await readCheckout(store.database.pool, checkoutId);
    const { network, address } = checkout;
    if (network === null || address === null) throw new Error("The checkout has no network yet; choose one first.");
    const value = amount === undefined ? await remaining(store, checkoutId, checkout.amountDue) : parseAmount(amount);
    if (value <= 0n) throw new Error("Nothing is left to pay; give --amount to pay more.");
    const { txHash } = await payOnDevelopmentChain({
      network,
      development: store.development,
      to: address,
      amount: value,
    });
    console.log(`Paid ${formatAmount(value)} USDT on ${network} to ${address}\ntransaction ${txHash}`);
  });
}

/** `coffer dev pay`. */
export function addDevelopmentCommands(program: Command): void {
  program
    .command("dev")
    .description("development chains")
    .command("pay <checkoutId>")
    .description("pay a checkout from the faucet")
    .option("--amount <usdt>", "how much (default: what is left to pay)")
    .action(pay);
}
