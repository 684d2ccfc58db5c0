import type { Logger } from "../../lib/log.js";
import { toBase58 } from "./address.js";
import { type Chain, createChain } from "./chain/chain.js";
import { createMemoryLog, openChainLog } from "./chain/chainLog.js";
import { FAUCET } from "./chain/identities.js";
import { otherTokenDeployment, tokenAddress, tokenDeployment, tokenFeeCall } from "./chain/tokenContract.js";
import type { TronControl, TronState } from "./control.js";
import { answerDev } from "./http/devApi.js";
import { createFaultState, type FaultState } from "./http/faults.js";
import { createRouter, type PortRole } from "./http/router.js";
import { type Answer, type HttpServer, startHttpServer } from "./http/server.js";
import { type Miner, startMiner } from "./miner.js";

/** The chain's own: a block is solid once 18 others followed it. */
const DEFAULT_SOLID_LAG = 18;

export type TronNode = {
  /** Serves everything, or with `solidityPort` everything but the solid chain. */
  rpcUrl: string;
  /** Where `/walletsolidity` is; the same as `rpcUrl` unless it was given a port. */
  solidityUrl: string;
  /** The token's address in base58. */
  usdt: string;
  /** Hex; holds the chain's TRX and the token's supply. */
  faucetPrivateKey: string;
  control: TronControl;
  close(): Promise<void>;
};

export type TronNodeOptions = {
  /** Where the chain is kept; null keeps it in memory. */
  directory: string | null;
  host: string;
  /** 0 takes a spare port. */
  port: number;
  solidityPort?: number;
  /** Time between blocks; 0 makes blocks only on demand. */
  blockMs: number;
  solidLag?: number;
  log: Logger;
};

async function deployTokens(chain: Chain): Promise<void> {
  if (chain.blocks.height() > 0) return;
  const waiting = new Set(chain.poolIds());
  for (const deployment of [tokenDeployment(), otherTokenDeployment()]) {
    if (!waiting.has(deployment.id)) await chain.broadcast(deployment);
  }
  await chain.mine(1);
}

function createControl(chain: Chain, miner: Miner, faults: FaultState): TronControl {
  return {
    mine: (count = 1) => chain.mine(count),
    setSolidLag: (blocks) => chain.setSolidLag(blocks),
    pauseMining: async () => miner.pause(),
    resumeMining: async () => miner.resume(),
    fork: (request) => chain.fork(request),
    setFaults: async (wanted) => faults.set(wanted),
    advanceClock: (seconds) => chain.advanceClock(seconds),
    async setTokenFee(basisPoints, maximum) {
      const head = chain.blocks.height();
      const frame = {
        referenceId: chain.blocks.idOf(head) ?? "",
        headTime: chain.blocks.timestampOf(head),
        timestamp: chain.now(),
      };
      await chain.broadcast(tokenFeeCall({ basisPoints, maximum }, frame));
      await chain.mine(1);
    },
  };
}

/** Adds the controls, which only this machine may use, to what a port answers. */
function withControls(answer: Answer, node: { control: TronControl; state(): TronState }): Answer {
  return async (request, isLoopback) => {
    const [, root, verb = ""] = request.url.pathname.split("/");
    if (root !== "dev" || !isLoopback) return answer(request, isLoopback);
    const { status, body } = await answerDev(node, { method: request.method, verb, body: request.body });
    return { status, type: "application/json;charset=utf-8", body: JSON.stringify(body) };
  };
}

/**
 * Starts a small TRON full node with a chain of its own: an unmodified tronweb can build, sign and broadcast against
 * it. With a directory the chain outlives the process, however that ends.
 * @throws Error when a port is taken, or the directory holds another chain
 */
export async function createTronNode(options: TronNodeOptions): Promise<TronNode> {
  const { host, log } = options;
  const chainLog = options.directory === null ? createMemoryLog() : openChainLog(options.directory);
  const solidLag = options.solidLag ?? DEFAULT_SOLID_LAG;
  const chain = createChain({ log: chainLog, solidLag, blockMs: options.blockMs });
  await deployTokens(chain);
  const faults = createFaultState();
  const miner = startMiner(options.blockMs, () => chain.mine(1), log);
  const control = createControl(chain, miner, faults);
  const usdt = toBase58(tokenAddress());
  const servers: HttpServer[] = [];

  const state = (): TronState => ({
    head: chain.blocks.height(),
    headId: chain.blocks.idOf(chain.blocks.height()) ?? "",
    solid: chain.solidHeight(),
    clock: chain.now(),
    pool: chain.poolIds(),
    mining: miner.isMining(),
    usdt,
    faucet: toBase58(FAUCET.address),
    faucetPrivateKey: FAUCET.privateKey,
    faults: faults.faults(),
  });

  async function close(): Promise<void> {
    for (const server of servers) await server.close();
    await miner.stop();
    await chain.close();
  }

  async function serve(role: PortRole, port: number): Promise<HttpServer> {
    const router = createRouter({ chain, faults, role, baseUrl: () => servers[0]?.url ?? `http://${host}` });
    const answer = role === "solidity" ? router : withControls(router, { control, state });
    const server = await startHttpServer({ host, port, answer, faults, log });
    servers.push(server);
    return server;
  }

  try {
    const { solidityPort } = options;
    const main = await serve(solidityPort === undefined ? "everything" : "full", options.port);
    const solidity = solidityPort === undefined ? main : await serve("solidity", solidityPort);
    const urls = { rpcUrl: main.url, solidityUrl: solidity.url };
    return { ...urls, usdt, faucetPrivateKey: FAUCET.privateKey, control, close };
  } catch (error) {
    await close();
    throw error;
  }
}
