import type { Network } from "../chains/chain.js";
import { mine, reorganize } from "../embedded/control.js";
import { payOnDevelopmentChain } from "../embedded/pay.js";
import { parseAmount } from "../lib/money.js";
import { type ApiCaller, waitFor } from "./apiCaller.js";
import type { StoreUnderDemo } from "./storeUnderDemo.js";

type Say = (text: string) => void;

type Wallet = { id: string; available: string; held: string };
type Checkout = {
  id: string;
  walletId: string;
  status: string;
  exception: string | null;
  address: string;
  amountReceived: string;
  amountRemaining: string;
  creditsGranted: string;
  deposits: { id: string; status: string; txHash: string; blockNumber: number; confirmations: number }[];
};

export type Scene = { demo: StoreUnderDemo; api: ApiCaller; say: Say };

export async function openWallet({ api }: Scene, name: string): Promise<string> {
  return (await api.post<Wallet>("store", "/v1/wallets", { externalId: name })).id;
}

export async function open({ api }: Scene, walletId: string, network: Network): Promise<Checkout> {
  return api.post<Checkout>("store", "/v1/checkouts", { walletId, packId: "small", network });
}

export function read({ api }: Scene, id: string): Promise<Checkout> {
  return api.get<Checkout>("store", `/v1/checkouts/${id}`);
}

export async function pay({ demo }: Scene, checkout: Checkout, network: Network, usdt: string): Promise<string> {
  const { txHash } = await payOnDevelopmentChain({
    network,
    development: demo.development,
    to: checkout.address,
    amount: parseAmount(usdt),
  });
  return txHash;
}

async function untilCredited(scene: Scene, id: string, credits: string): Promise<Checkout> {
  const checkout = await waitFor(
    `${credits} credits on ${id}`,
    () => read(scene, id),
    ({ creditsGranted }) => creditsGranted === credits,
  );
  return checkout;
}

/** Pays exactly the price: the pack with the bonus for paying in USDT and the one for a first purchase. */
export async function payExactly(scene: Scene, network: Network): Promise<string> {
  const walletId = await openWallet(scene, `exact on ${network}`);
  const checkout = await open(scene, walletId, network);
  await pay(scene, checkout, network, "10");
  await waitFor(
    "the payment to be seen",
    () => read(scene, checkout.id),
    ({ deposits }) => deposits.length === 1,
  );
  scene.say(`${network}: 10 USDT for a pack of 100 seen; waiting until it is final`);
  const paid = await untilCredited(scene, checkout.id, "120");
  scene.say(`${network}: ${paid.status}, 120 credits (100 + 10 for USDT + 10 for the first purchase)`);
  return walletId;
}

/** Pays less than the price: credited at the base rate, and the checkout ends as underpaid. */
export async function payTooLittle(scene: Scene): Promise<void> {
  const checkout = await open(scene, await openWallet(scene, "underpaid"), "ethereum");
  await pay(scene, checkout, "ethereum", "4");
  const credited = await untilCredited(scene, checkout.id, "44");
  scene.say(`ethereum: 4 of 10 USDT came: 44 credits are safe, ${credited.amountRemaining} USDT remain`);
  const ended = await waitFor(
    "the checkout to end",
    () => read(scene, checkout.id),
    ({ status }) => status === "expired",
  );
  scene.say(`ethereum: the time is over: ${ended.status}, ${ended.exception}`);
}

/** Pays more than the price: the rest earns the base rate. */
export async function payTooMuch(scene: Scene): Promise<void> {
  const checkout = await open(scene, await openWallet(scene, "overpaid"), "tron");
  await pay(scene, checkout, "tron", "15");
  const paid = await untilCredited(scene, checkout.id, "175");
  scene.say(`tron: 15 USDT for 10: ${paid.status}, ${paid.exception}, 175 credits`);
}

/** Pays after the deadline: the base rate and the bonus for USDT, not the pack. */
export async function payLate(scene: Scene): Promise<void> {
  const checkout = await open(scene, await openWallet(scene, "late"), "tron");
  await waitFor(
    "the checkout to expire",
    () => read(scene, checkout.id),
    ({ status }) => status === "expired",
  );
  await pay(scene, checkout, "tron", "10");
  const credited = await untilCredited(scene, checkout.id, "110");
  scene.say(
    `tron: 10 USDT after the deadline: ${credited.status}, ${credited.exception}, 110 credits at the base rate`,
  );
}

/** A fork moves a payment to another block before it is final: credited once, there. */
export async function payThroughFork(scene: Scene): Promise<void> {
  const checkout = await open(scene, await openWallet(scene, "forked"), "ethereum");
  await pay(scene, checkout, "ethereum", "10");
  const seen = await waitFor(
    "the payment",
    () => read(scene, checkout.id),
    ({ deposits }) => (deposits[0]?.confirmations ?? 0) >= 2,
  );
  const { development } = scene.demo;
  await reorganize({ network: "ethereum", development, depth: 4, keepTransactions: true });
  await mine({ network: "ethereum", development, blocks: 1 });
  scene.say(`ethereum: a fork replaced the block that held a payment (${seen.deposits[0]?.blockNumber})`);
  const paid = await untilCredited(scene, checkout.id, "120");
  scene.say(`ethereum: the payment came back in block ${paid.deposits[0]?.blockNumber}: ${paid.status}, credited once`);
}
