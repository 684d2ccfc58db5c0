import { join } from "node:path";
import type { Logger } from "../lib/log.js";
import { type EthereumChain, startEthereumChain } from "./ethereum.js";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./postgres.js";
import { startTronChain, type TronChain } from "./tronChain.js";

export type PartName = "postgres" | "ethereum" | "tron";

export type Parts = {
  postgres?: EmbeddedPostgres | undefined;
  ethereum?: EthereumChain | undefined;
  tron?: TronChain | undefined;
};

export type PartsParameters = { dataDir: string; blockMs: number; host: string; log: Logger };

/** Where each part's pid file is, so that the last user can end parts that others started. */
export function pidFilesOf(dataDir: string): Record<PartName, string> {
  return {
    postgres: join(dataDir, "postgres", "postgres.json"),
    ethereum: join(dataDir, "ethereum", "anvil.json"),
    tron: join(dataDir, "tron", "node.json"),
  };
}

/** Starts the named parts side by side, or goes on with those that run already. */
export async function startParts(names: PartName[], parameters: PartsParameters): Promise<Parts> {
  const { dataDir, blockMs, host, log } = parameters;
  const common = (name: PartName) => ({ directory: join(dataDir, name), host, blockMs, log });
  const started: Parts = {};
  const starting = names.map(async (name) => {
    if (name === "postgres") started.postgres = await startEmbeddedPostgres({ directory: join(dataDir, name), log });
    else if (name === "ethereum") started.ethereum = await startEthereumChain(common(name));
    else started.tron = await startTronChain(common(name));
  });
  // All are waited for before one's failure is told, so that none is still starting when the caller ends them.
  const results = await Promise.allSettled(starting);
  for (const result of results) if (result.status === "rejected") throw result.reason;
  return started;
}
