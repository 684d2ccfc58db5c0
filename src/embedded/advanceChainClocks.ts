import { z } from "zod";
import { UnavailableError } from "../lib/errors.js";
import type { Development } from "./development.js";
import { createEthereumClient } from "./ethereumClient.js";

const TIMEOUT_MS = 10_000;

const tronStateSchema = z.looseObject({ clock: z.number() });

async function callTron(url: string, body?: unknown): Promise<unknown> {
  const response = await fetch(url, {
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    headers: { "content-type": "application/json" },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new UnavailableError(`the TRON chain refused to move its clock: ${response.status}`);
  return response.json();
}

/** Whole seconds from a chain's time to another: no chain goes back. */
function secondsBehind(chainMs: number, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - chainMs) / 1000));
}

/**
 * Moves both development chains to a time: their next blocks carry it. Chains that are there already stay as they are.
 * @throws UnavailableError when a chain does not answer.
 */
export async function advanceChainClocks({ ethereum, tron }: Development, to: Date): Promise<void> {
  const client = createEthereumClient(ethereum.rpcUrl, ethereum.faucetPrivateKey);
  // The newest block of a chain that was just started again tells when it stopped, not its time.
  await client.mine({ blocks: 1 });
  const { timestamp } = await client.getBlock();
  const seconds = secondsBehind(Number(timestamp) * 1000, to);
  if (seconds > 0) await client.increaseTime({ seconds });
  const { clock } = tronStateSchema.parse(await callTron(`${tron.rpcUrl}/dev/state`));
  await callTron(`${tron.rpcUrl}/dev/advanceClock`, { seconds: secondsBehind(clock, to) });
}
