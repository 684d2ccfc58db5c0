import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Development } from "../src/embedded/development.js";
import { payOnDevelopmentChain } from "../src/embedded/pay.js";
import { askNode, readHeight } from "./askNode.js";
import { printLimit } from "./limit.js";
import { p95 } from "./percentile.js";
import { type Network, type OpenedCheckout, type RunningStore, startStore } from "./startStore.js";

/**
 * From the block that holds a payment to "detected" on the checkout's event stream, and from the finalising block to
 * credits, against `npm start` with 200 open checkouts on both development chains.
 */

const { values: options } = parseArgs({
  options: { open: { type: "string", default: "200" }, payments: { type: "string", default: "20" } },
});
const open = Number(options.open);
const payments = Number(options.payments);
/** How closely the nodes are watched for the moment that a clock starts at. */
const WATCH_MS = 20;
const GOAL_SECONDS = 1;
const NETWORKS = ["tron", "ethereum"] as const;

const say = (text: string): void => console.error(text);

/** The times at which the checkout's event stream first shows a deposit, and first shows it credited. */
async function watchEvents(url: string, id: string): Promise<{ detected: number; credited: number }> {
  const reply = await fetch(`${url}/v1/checkouts/${id}/events`);
  const decoder = new TextDecoder();
  let text = "";
  let detected = 0;
  for await (const chunk of reply.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (detected === 0 && text.includes('"deposits":[{')) detected = performance.now();
    if (text.includes('"status":"credited"')) return { detected, credited: performance.now() };
  }
  throw new Error(`the event stream of ${id} ended`);
}

async function readFinalHeight(development: Development, network: Network): Promise<number> {
  if (network === "tron") {
    const url = `${development.tron.rpcUrl}/walletsolidity/getblock`;
    const block = await askNode<{ block_header: { raw_data: { number?: number } } }>(url, { detail: false });
    return block.block_header.raw_data.number ?? 0;
  }
  // The default rule on Ethereum is 12 confirmations, the deposit's own block included.
  const body = { jsonrpc: "2.0", id: 1, method: "eth_blockNumber", params: [] };
  return Number((await askNode<{ result: string }>(development.ethereum.rpcUrl, body)).result) - 11;
}

async function watchChain(development: Development, network: Network, txHash: string) {
  let height = await readHeight(development, network, txHash);
  while (height === null) {
    await delay(WATCH_MS);
    height = await readHeight(development, network, txHash);
  }
  const packed = performance.now();
  while ((await readFinalHeight(development, network)) < height) await delay(WATCH_MS);
  return { packed, final: performance.now() };
}

async function payOne(url: string, development: Development, network: Network, checkout: OpenedCheckout) {
  const events = watchEvents(url, checkout.id);
  const amount = BigInt(Math.round(Number(checkout.amountDue) * 1_000_000));
  const { txHash } = await payOnDevelopmentChain({ network, development, to: checkout.address, amount });
  const [chain, seen] = await Promise.all([watchChain(development, network, txHash), events]);
  // The node may be asked a moment after the store heard of the block.
  return {
    detect: Math.max(0, seen.detected - chain.packed) / 1_000,
    credit: Math.max(0, seen.credited - chain.final) / 1_000,
  };
}

async function run({ url, development, openCheckout }: RunningStore): Promise<boolean> {
  const measured: { detect: number; credit: number }[] = [];
  const checkouts: [Network, OpenedCheckout][] = [];
  for (let index = 0; index < open; index += 1) {
    const network = NETWORKS[index % NETWORKS.length] ?? "tron";
    checkouts.push([network, await openCheckout(network)]);
  }
  const running: Promise<void>[] = [];
  for (const [network, checkout] of checkouts.slice(0, payments)) {
    running.push(payOne(url, development, network, checkout).then((each) => void measured.push(each)));
    // Spread over the blocks, as buyers are.
    await delay(330);
  }
  await Promise.all(running);
  const [detect, credit] = [p95(measured.map((each) => each.detect)), p95(measured.map((each) => each.credit))];
  say(
    `${measured.length} payments among ${open} open checkouts: detected ${detect.toFixed(2)} s, credited ${credit.toFixed(2)} s (p95)`,
  );
  const met = [
    printLimit({ name: "detect_p95_s", value: detect, goal: GOAL_SECONDS }),
    printLimit({ name: "credit_p95_s", value: credit, goal: GOAL_SECONDS }),
  ];
  return met.every(Boolean);
}

const store = await startStore();
try {
  process.exitCode = (await run(store)) ? 0 : 1;
} finally {
  await store.close();
}
