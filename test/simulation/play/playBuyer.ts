import { setTimeout as delay } from "node:timers/promises";
import { parseAmount } from "../../../src/lib/money.js";
import type { BuyerPlan, CheckoutPlan, PaymentPlan } from "../plan/plan.js";
import type { ChainDriver } from "../world/chainDriver.js";
import { playSpending } from "./playSpending.js";
import { type Stage, until } from "./stage.js";

/** What a buyer reads of a checkout. */
type Checkout = { id: string; address: string; status: string; amountDue: string; inTimeUntil: string };

const ASK_EVERY_MS = 300;
/** A buyer who waits for a state that never comes pays all the same. */
const ASK_MOST = 60;
/** Somebody else, whom a batch pays too. */
const STRANGERS = {
  ethereum: "0x00000000000000000000000000000000000c0ffe",
  tron: "TLsV52sRDL79HXGGm9yzwKibb6BeruhUzy",
} as const;

/** Sends one payment as the plan says; returns the transaction's hash. */
function send(chain: ChainDriver, { kind, usdt }: PaymentPlan, to: string): Promise<string> {
  const amount = parseAmount(usdt);
  switch (kind) {
    case "transfer":
    case "zero":
      return chain.pay(to, amount);
    case "batch": {
      const half = amount / 2n;
      const stranger = STRANGERS[chain.network];
      return chain.payTogether([
        { to, amount: half },
        { to: stranger, amount: 5_000_000n },
        { to, amount: amount - half },
      ]);
    }
    case "other_token":
      return chain.payOtherToken(to, amount);
    case "reverted":
      return chain.payAndRevert(to, amount);
    case "inner_failure":
      return chain.tryToOverpay(to, amount);
    case "out_of_energy":
      return chain.payWithoutEnergy(to, amount);
  }
}

async function waitFor(stage: Stage, checkout: Checkout, what: PaymentPlan["waitFor"]): Promise<void> {
  for (let asked = 0; what !== "nothing" && asked < ASK_MOST; asked += 1) {
    const { reply } = await stage.client.ask({ role: "shop", method: "GET", path: `/v1/checkouts/${checkout.id}` });
    if (what === "paid" && reply.status === "paid") return;
    if (reply.status === "expired" || reply.status === "cancelled") return;
    await delay(ASK_EVERY_MS * stage.plan.stretch);
  }
}

async function open(stage: Stage, walletId: string, plan: CheckoutPlan, key: string): Promise<Checkout | null> {
  const { network, purchase } = plan;
  const body = { walletId, network, ...purchase, metadata: { reference: key } };
  const answer = await stage.client.ask({ role: "shop", path: "/v1/checkouts", body, key });
  return answer.outcome === "accepted" ? (answer.reply as Checkout) : null;
}

async function playCheckout(stage: Stage, walletId: string, plan: CheckoutPlan, key: string): Promise<void> {
  const checkout = await open(stage, walletId, plan, key);
  if (checkout === null) return;
  const path = `/v1/checkouts/${checkout.id}`;
  if (plan.cancels) await stage.client.ask({ role: "shop", path: `${path}/cancel`, body: {} });
  for (const payment of plan.payments) {
    await waitFor(stage, checkout, payment.waitFor);
    await delay(payment.pauseMs);
    const txHash = await send(stage.world.chains[plan.network], payment, checkout.address);
    if (plan.claims) await stage.client.ask({ role: "shop", path: `${path}/claim`, body: { txHash }, patienceMs: 0 });
  }
}

/** One buyer from the first visit to the last payment, with the services that charge the wallet meanwhile. */
export async function playBuyer(stage: Stage, startedAt: number, buyer: BuyerPlan): Promise<void> {
  const { client, plan } = stage;
  await until(startedAt, buyer.startMs);
  const beganAt = startedAt + buyer.startMs;
  const name = `${plan.seed}-${buyer.name}`;
  const opened = await client.ask({ role: "shop", path: "/v1/wallets", body: { externalId: name } });
  if (opened.outcome !== "accepted") throw new Error(`${name} got no wallet: ${opened.status} ${opened.text}`);
  const walletId = String(opened.reply.id);
  if (buyer.giftCredits !== "0") {
    const key = `${name}-gift`;
    const body = { credits: buyer.giftCredits, kind: "promotional", reason: key };
    await client.ask({ role: "shop", path: `/v1/wallets/${walletId}/grants`, body, key });
  }
  await Promise.all([
    ...buyer.checkouts.map(async (checkout, index) => {
      await until(beganAt, checkout.afterMs);
      await playCheckout(stage, walletId, checkout, `${name}-checkout-${index}`);
    }),
    ...buyer.spending.map(async (spending, index) => {
      await until(beganAt, spending.afterMs);
      await playSpending(client, walletId, spending, `${name}-spending-${index}`);
    }),
  ]);
}
