import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import {
  createPublicClient,
  createTestClient,
  createWalletClient,
  defineChain,
  type Hex,
  http,
  type PublicClient,
  type TestClient,
  type WalletClient,
} from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { type ContractName, contractArtifact } from "../../src/embedded/contracts/contractArtifact.js";

export type Anvil = {
  url: string;
  read: PublicClient;
  control: TestClient;
  /** Signs as the first account, which owns what it deploys. */
  wallet: WalletClient;
  deploy(name: ContractName, parameters?: readonly unknown[]): Promise<Hex>;
  /** Calls a function of a contract of ours, in a block of its own, and returns the transaction's hash. */
  send(name: ContractName, address: Hex, functionName: string, parameters: readonly unknown[]): Promise<Hex>;
  /** A signed call, ready to be sent or to be put into a block by {@link Anvil.reorganize}. */
  sign(to: Hex, data: Hex, nonce: number): Promise<Hex>;
  /** How many transactions the first account has sent. */
  nonce(): Promise<number>;
  /** Replaces the last `depth` blocks; each signed transaction goes into the block of its number, counted from 0. */
  reorganize(depth: number, signed: [transaction: Hex, block: number][]): Promise<void>;
  close(): Promise<void>;
};

const ACCOUNT = mnemonicToAccount("test test test test test test test test test test test junk");

/**
 * A fresh anvil of its own, chain id 31337, that mines a block for each transaction and calls final what is two epochs
 * below the head.
 */
export async function startAnvil(slotsInAnEpoch = 1): Promise<Anvil> {
  const child = spawn(anvilBinary(), ["--port", "0", "--slots-in-an-epoch", String(slotsInAnEpoch)], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const url = `http://${await readAddress(child)}`;
  const chain = defineChain({
    id: 31337,
    name: "anvil",
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [url] } },
    // To look for a replacement, viem misses the block that comes meanwhile, and here no other one comes after it.
    supportsTransactionReplacementDetection: false,
  });
  const common = { chain, transport: http(url), pollingInterval: 20, cacheTime: 0 };
  const read = createPublicClient(common);
  const control = createTestClient({ ...common, mode: "anvil" });
  const wallet = createWalletClient({ ...common, account: ACCOUNT });
  async function finish(hash: Hex): Promise<Hex> {
    await read.waitForTransactionReceipt({ hash });
    return hash;
  }

  return {
    url,
    read,
    control,
    wallet,
    deploy: async (name, parameters = []) => {
      const { abi, bytecode } = contractArtifact(name);
      const hash = await wallet.deployContract({ abi, bytecode, args: parameters, account: ACCOUNT, chain });
      const { contractAddress } = await read.waitForTransactionReceipt({ hash });
      if (contractAddress == null) throw new Error(`${name} was not deployed`);
      return contractAddress;
    },
    send: async (name, address, functionName, parameters) => {
      const { abi } = contractArtifact(name);
      // The gas is given, so that a call that reverts is mined too.
      const call = { abi, address, functionName, args: parameters, account: ACCOUNT, chain, gas: 1_000_000n };
      return finish(await wallet.writeContract(call));
    },
    sign: (to, data, nonce) =>
      ACCOUNT.signTransaction({
        to,
        data,
        nonce,
        chainId: chain.id,
        gas: 500_000n,
        maxFeePerGas: 10n ** 10n,
        type: "eip1559",
      }),
    nonce: () => read.getTransactionCount({ address: ACCOUNT.address }),
    reorganize: async (depth, signed) => {
      // viem's types do not know this method of anvil.
      await control.request({ method: "anvil_reorg", params: [depth, signed] } as never);
    },
    close: () => end(child),
  };
}

function anvilBinary(): string {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve(`@foundry-rs/anvil-${process.platform}-${platformCpu()}/package.json`);
  return join(dirname(manifest), "bin", "anvil");
}

function platformCpu(): string {
  return process.arch === "x64" ? "amd64" : process.arch;
}

/** Where it listens, of what it prints; all else is read and left. */
async function readAddress(child: ChildProcess & { stdout: Readable }): Promise<string> {
  const lines = createInterface({ input: child.stdout });
  return new Promise((resolve, reject) => {
    lines.on("line", (line) => {
      const [, address] = /^Listening on (\S+)$/.exec(line) ?? [];
      if (address !== undefined) resolve(address);
    });
    lines.once("close", () => reject(new Error(`anvil ended with ${child.exitCode}`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}
