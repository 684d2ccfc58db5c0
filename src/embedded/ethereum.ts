import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Address, getContractAddress, type Hex, isAddressEqual } from "viem";
import { InvariantError, UnavailableError } from "../lib/errors.js";
import type { Logger } from "../lib/log.js";
import { BASE_UNITS } from "../lib/money.js";
import { findAnvilBinary } from "./anvilBinary.js";
import { copyAnvilState, KEPT_EMPTY_BLOCKS, prepareAnvilState } from "./anvilState.js";
import { type ChildRecord, endChild, findChild, recordDetails, runsCommand, startChild } from "./childProcess.js";
import { deployContract } from "./deployContract.js";
import { createEthereumClient, DEVELOPMENT_CHAIN_ID, type EthereumClient } from "./ethereumClient.js";
import { choosePort } from "./freePort.js";
import { isAlive } from "./processIdentity.js";

export type EthereumChainParameters = {
  /** Where the chain's state and log lie; created where missing. */
  directory: string;
  host: string;
  /** Preferred port while none is remembered; default 8545. */
  port?: number;
  /** Milliseconds from block to block. */
  blockMs: number;
  log: Logger;
};

export type EthereumChain = {
  rpcUrl: string;
  chainId: number;
  /** The USDT-like token. */
  usdt: Address;
  /** Of the account that owns the token, all of its first supply and ETH for fees. */
  faucetPrivateKey: Hex;
  pidFile: string;
  /** Whether so many blocks have come since the start that a restart, which drops old empty ones, is due. */
  needsRestart(): Promise<boolean>;
  /** Stops looking after it, and leaves it running for others. */
  release(): void;
  close(): Promise<void>;
};

/** The first account of anvil's published mnemonic: worth nothing anywhere. */
const FAUCET_PRIVATE_KEY: Hex = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
/** `finalized` is two of anvil's epochs below the head: 18 blocks, 9 s at the default pace. */
const SLOTS_IN_AN_EPOCH = 9;
const FIRST_SUPPLY = 1_000_000_000n * BASE_UNITS;
const DEFAULT_PORT = 8545;
const READY_MS = 20_000;
const CLOSE_GRACE_MS = 5_000;
const START_TRIES = 5;

/**
 * Starts the Ethereum development chain (anvil), or goes on with the one that an earlier process left running.
 *
 * A stop loses nothing. A kill -9 of anvil loses what came since its last write: at most the last second and, where the
 * kill tore the file, a few blocks more, but always fewer than are final. A watcher sees a shallow reorg: other hashes
 * at these heights, and their transactions gone for good. Pending
 * transactions are lost with a kill.
 * @throws UnavailableError when anvil does not come up.
 */
export async function startEthereumChain(parameters: EthereumChainParameters): Promise<EthereumChain> {
  const { host, blockMs, log } = parameters;
  const directory = resolve(parameters.directory);
  mkdirSync(directory, { recursive: true });
  const stateFiles = { state: join(directory, "state.json"), copy: join(directory, "state.copy.json") };
  const files = {
    pid: join(directory, "anvil.json"),
    port: join(directory, "port"),
    log: join(directory, "anvil.log"),
  };
  const cache = join(directory, "states");
  const executable = findAnvilBinary();
  const urlOf = (port: number): string => `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}`;

  const record = (await adopt()) ?? (await start());
  const client = createEthereumClient(urlOf(portOf(record)), FAUCET_PRIVATE_KEY);
  const usdt = await deployToken(client);
  // Rare enough to cost little, often enough that a torn state loses fewer blocks than are final.
  const copying = setInterval(() => copyAnvilState(stateFiles), Math.min(3_000, Math.max(500, blockMs * 6)));
  copying.unref();

  return {
    rpcUrl: urlOf(portOf(record)),
    chainId: DEVELOPMENT_CHAIN_ID,
    usdt,
    faucetPrivateKey: FAUCET_PRIVATE_KEY,
    pidFile: files.pid,
    needsRestart: async () => {
      // Read anew, because another process may have restarted it.
      const firstBlock = Number(findChild(files.pid)?.details.firstBlock ?? Number.POSITIVE_INFINITY);
      return Number(await client.getBlockNumber()) - firstBlock > KEPT_EMPTY_BLOCKS;
    },
    release: () => clearInterval(copying),
    close: async () => {
      clearInterval(copying);
      // Anvil forgets what is pending when it ends, so that is packed first; one that does not answer is ended all the same.
      await client.mine({ blocks: 1 }).catch(() => undefined);
      await endChild(files.pid, CLOSE_GRACE_MS);
    },
  };

  function argumentsFor(port: number): string[] {
    return [
      ...["--host", host, "--port", String(port), "--chain-id", String(DEVELOPMENT_CHAIN_ID)],
      ...["--block-time", String(blockMs / 1000), "--slots-in-an-epoch", String(SLOTS_IN_AN_EPOCH)],
      ...["--state", stateFiles.state, "--state-interval", "1", "--balance", "1000000"],
      // Historical states go here instead of a home directory, as many as a reorg could ask for.
      ...["--cache-path", cache, "--max-persisted-states", "256"],
      // From Prague on each block adds a slot to a contract of block hashes, and anvil computes the state's root anew for
      // each block: at 6,000 blocks 11 ms a block instead of 1.5.
      ...["--hardfork", "cancun", "--silent"],
    ];
  }

  async function adopt(): Promise<ChildRecord | undefined> {
    const running = findChild(files.pid);
    if (running === undefined) return undefined;
    const command = { executable, arguments: argumentsFor(portOf(running)) };
    if (runsCommand(running, command) && (await answers(urlOf(portOf(running))))) {
      log.info({ pid: running.pid, port: portOf(running) }, "goes on with the Ethereum chain that was left running");
      return running;
    }
    await endChild(files.pid, CLOSE_GRACE_MS);
    return undefined;
  }

  async function start(): Promise<ChildRecord> {
    prepareAnvilState(stateFiles, log);
    rmSync(cache, { recursive: true, force: true });
    for (let tries = 1; tries <= START_TRIES; tries += 1) {
      const preferred = parameters.port ?? DEFAULT_PORT;
      const port = await choosePort({ name: "the Ethereum chain", host, preferred, file: files.port, log });
      const command = { executable, arguments: argumentsFor(port), endSignal: "SIGTERM" as const, details: { port } };
      const started = await startChild(files.pid, files.log, command);
      const firstBlock = await readWhenReady(started, urlOf(port));
      if (firstBlock !== undefined) return recordDetails(files.pid, started, { firstBlock });
      await endChild(files.pid, CLOSE_GRACE_MS);
    }
    throw new UnavailableError(`the Ethereum development chain did not start: see ${files.log}`);
  }
}

function portOf(record: ChildRecord): number {
  return Number(record.details.port);
}

/** The height once anvil answers; undefined when it ended before. */
async function readWhenReady(record: ChildRecord, url: string): Promise<number | undefined> {
  const client = createEthereumClient(url, FAUCET_PRIVATE_KEY);
  const deadline = performance.now() + READY_MS;
  while (isAlive(record) && performance.now() < deadline) {
    try {
      return Number(await client.getBlockNumber());
    } catch {
      await delay(20);
    }
  }
  return undefined;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await createEthereumClient(url, FAUCET_PRIVATE_KEY).getChainId()) === DEVELOPMENT_CHAIN_ID;
  } catch {
    return false;
  }
}

/** The token is the faucet's first transaction, so its address is the same on every development chain. */
async function deployToken(client: EthereumClient): Promise<Address> {
  const usdt = getContractAddress({ from: client.account.address, nonce: 0n });
  if ((await client.getCode({ address: usdt })) !== undefined) return usdt;
  const deployed = await deployContract(client, "UsdtLike", [FIRST_SUPPLY, "Tether USD", "USDT", 6n]);
  if (!isAddressEqual(deployed, usdt)) {
    throw new InvariantError(`the faucet paid before the token was deployed: ${deployed} instead of ${usdt}`);
  }
  return usdt;
}
