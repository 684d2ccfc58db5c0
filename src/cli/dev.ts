import type { Command } from "commander";
import { type DevelopmentActions, PAYMENT_MANNERS, type PaymentManner } from "../api/developmentActions.js";
import type { Network } from "../chains/chain.js";
import { formatAmount, parseAmount } from "../lib/money.js";
import { withStore } from "./withStore.js";

const MANNERS: Record<Exclude<PaymentManner, "exact">, [option: string, help: string]> = {
  half: ["half", "pay half of what is left"],
  late: ["late", "move the store's clock past the deadline, then pay"],
  twice: ["twice", "pay what is left two times"],
  wrong_token: ["wrong-token", "send another token than USDT"],
  reorg: ["reorg", "pay, then replace the block that holds the payment"],
};

type PayOptions = { amount?: string; wrongToken?: true } & Partial<Record<"half" | "late" | "twice" | "reorg", true>>;

function mannerOf({ amount: _amount, wrongToken, ...chosen }: PayOptions): PaymentManner {
  const names = [...Object.keys(chosen), ...(wrongToken ? ["wrong_token"] : [])];
  if (names.length > 1) throw new Error("Choose one of --half, --late, --twice, --wrong-token and --reorg.");
  return PAYMENT_MANNERS.find((each) => each === names[0]) ?? "exact";
}

async function withDevelopment<Result>(work: (actions: DevelopmentActions) => Promise<Result>): Promise<Result> {
  return withStore(async ({ crediting, development }) => {
    if (development === null) throw new Error("This store runs on real chains; pay from a wallet.");
    const { createDevelopmentActions } = await import("../start/createDevelopmentActions.js");
    return work(createDevelopmentActions({ crediting, development }));
  });
}

async function pay(checkoutId: string, options: PayOptions): Promise<void> {
  const how = mannerOf(options);
  const amount = options.amount === undefined ? undefined : parseAmount(options.amount);
  await withDevelopment(async (actions) => {
    const paid = await actions.pay(checkoutId, how, amount);
    const token = how === "wrong_token" ? "of another token" : "USDT";
    console.log(`Paid ${formatAmount(paid.amount)} ${token} on ${paid.network} to ${paid.address}`);
    for (const txHash of paid.txHashes) console.log(`transaction ${txHash}`);
  });
}

function networkOf(text: string): Network {
  if (text === "tron" || text === "ethereum") return text;
  throw new Error(`There is no network ${text}; name tron or ethereum.`);
}

function countOf(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new Error(`${text} is no number of blocks; name one from 1 to 9999.`);
}

async function mine(network: string, { blocks }: { blocks: string }): Promise<void> {
  const [where, count] = [networkOf(network), countOf(blocks)];
  await withDevelopment((actions) => actions.mine(where, count));
  console.log(`Mined ${count} on ${where}`);
}

async function fork(network: string, { depth }: { depth: string }): Promise<void> {
  const [where, count] = [networkOf(network), countOf(depth)];
  await withDevelopment((actions) => actions.fork(where, count));
  console.log(`Replaced the newest ${count} on ${where}; payments in them come back in later blocks`);
}

/** `coffer dev pay`, `mine`, `fork`. */
export function addDevelopmentCommands(program: Command): void {
  const dev = program.command("dev").description("development chains");
  const payCommand = dev
    .command("pay <checkoutId>")
    .description("pay a checkout from the faucet")
    .option("--amount <usdt>", "how much (default: what is left to pay)");
  for (const [option, help] of Object.values(MANNERS)) payCommand.option(`--${option}`, help);
  payCommand.action(pay);
  dev
    .command("mine <network>")
    .description("add blocks at once")
    .option("--blocks <count>", "how many", "1")
    .action(mine);
  dev
    .command("fork <network>")
    .description("replace the newest blocks; payments in them come back in later ones")
    .option("--depth <blocks>", "how many", "3")
    .action(fork);
}
