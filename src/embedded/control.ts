import type { Hex } from "viem";
import { z } from "zod";
import { messageOf, UnavailableError } from "../lib/errors.js";
import { KEPT_BELOW_FINAL } from "../lib/keptBelowFinal.js";
import type { SomeDevelopment } from "./development.js";
import { createEthereumClient, type EthereumClient } from "./ethereumClient.js";

export type ControlParameters = { network: "ethereum" | "tron"; development: SomeDevelopment };

/** Adds `blocks` blocks to a development chain at once. */
export async function mine(parameters: ControlParameters & { blocks: number }): Promise<void> {
  const { network, development, blocks } = parameters;
  if (network === "ethereum") await ethereumOf(development).mine({ blocks });
  else await callTron(development, "/dev/mine", { count: blocks });
}

/**
 * Replaces the newest `depth` blocks of a development chain by others. With `keepTransactions` their transactions come
 * back in later blocks of the new branch, each with another block and often another place in it; without, they are gone.
 * @throws UnavailableError when the chain cannot go back that far: Ethereum's keeps no states from before its own start, and a
 * store no blocks from further below what is final.
 */
export async function reorganize(
  parameters: ControlParameters & { depth: number; keepTransactions: boolean },
): Promise<void> {
  const { network, development, depth, keepTransactions } = parameters;
  if (network === "ethereum") await reorganizeEthereum(ethereumOf(development), depth, keepTransactions);
  else {
    const dropTxIds = keepTransactions ? [] : await readTronTransactionIds(development, depth);
    await callTron(development, "/dev/fork", { depth, dropTxIds });
  }
}

/** More than the blocks of a fork differ by. */
const CLOCK_MOVED_SECONDS = 600;

/** A store would know nothing of a branch that begins further down: it asks its operator then, and reads nothing until that. */
async function refuseBelowKept(client: EthereumClient, depth: number): Promise<void> {
  const [head, final] = await Promise.all([client.getBlock(), client.getBlock({ blockTag: "finalized" })]);
  const deepest = Number(head.number - final.number) + KEPT_BELOW_FINAL;
  if (depth > deepest)
    throw new UnavailableError(
      `the Ethereum chain cannot replace ${depth} blocks: depth must be from 1 to ${deepest}, as stores keep none from further below`,
    );
}

async function reorganizeEthereum(client: EthereumClient, depth: number, keepTransactions: boolean): Promise<void> {
  await refuseBelowKept(client, depth);
  const signed = keepTransactions ? await readSignedTransactions(client, depth) : [];
  const { timestamp: before } = await client.getBlock();
  try {
    await request<null>(client, "anvil_reorg", [depth, []]);
  } catch (error) {
    throw new UnavailableError(`the Ethereum chain cannot replace ${depth} blocks: ${messageOf(error)}`, {
      cause: error,
    });
  }
  // A fork to before a move of the clock would take the chain back to that time, and no chain goes back.
  const lost = Number(before - (await client.getBlock()).timestamp);
  if (lost > CLOCK_MOVED_SECONDS) await client.increaseTime({ seconds: lost });
  // Anvil does not put them back into its pool by itself.
  for (const serializedTransaction of signed) await client.sendRawTransaction({ serializedTransaction });
}

/** The transactions of the newest `depth` blocks in their order, because each sender's nonces have to follow each other. */
async function readSignedTransactions(client: EthereumClient, depth: number): Promise<Hex[]> {
  const byBlock: Hex[][] = [];
  let head = await client.getBlockNumber();
  let next = head - BigInt(Math.min(depth, Number(head))) + 1n;
  while (next <= head) {
    const { transactions } = await client.getBlock({ blockNumber: next });
    byBlock.push(
      await Promise.all(transactions.map((hash) => request<Hex>(client, "eth_getRawTransactionByHash", [hash]))),
    );
    next += 1n;
    // Blocks that came meanwhile are the newest then: reading goes on, not anew, or a slow reader would never end.
    if (next > head) head = await client.getBlockNumber();
  }
  return byBlock.slice(-depth).flat();
}

/** Calls a method that viem's types do not name. */
async function request<Result>(client: EthereumClient, method: string, params: unknown[]): Promise<Result> {
  return (await client.request({ method, params } as never)) as Result;
}

function ethereumOf({ ethereum }: SomeDevelopment): EthereumClient {
  if (ethereum === undefined) throw new UnavailableError("there is no development chain for ethereum");
  return createEthereumClient(ethereum.rpcUrl, ethereum.faucetPrivateKey);
}

const blocksSchema = z.object({
  block: z.array(z.object({ transactions: z.array(z.object({ txID: z.string() })).optional() })).optional(),
});

async function readTronTransactionIds(development: SomeDevelopment, depth: number): Promise<string[]> {
  const { block = [] } = blocksSchema.parse(await callTron(development, "/wallet/getblockbylatestnum", { num: depth }));
  return block.flatMap(({ transactions = [] }) => transactions.map(({ txID }) => txID));
}

async function callTron({ tron }: SomeDevelopment, path: string, body: Record<string, unknown>): Promise<unknown> {
  if (tron === undefined) throw new UnavailableError("there is no development chain for tron");
  const response = await fetch(`${tron.rpcUrl}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  const text = await response.text();
  if (!response.ok)
    throw new UnavailableError(`the TRON chain refused ${path}: ${response.status} ${text.slice(0, 300)}`);
  return text === "" ? {} : JSON.parse(text);
}
