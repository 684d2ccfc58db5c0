import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Address, getAddress, type Hex, parseEventLogs } from "viem";
import { describe, expect, it, onTestFinished } from "vitest";
import { copyAnvilState, prepareAnvilState } from "../../src/embedded/anvilState.js";
import { findChild } from "../../src/embedded/childProcess.js";
import { contractArtifact } from "../../src/embedded/contracts/contractArtifact.js";
import { mine, reorganize } from "../../src/embedded/control.js";
import { deployContract } from "../../src/embedded/deployContract.js";
import { type EthereumChain, startEthereumChain } from "../../src/embedded/ethereum.js";
import { createEthereumClient, type EthereumClient } from "../../src/embedded/ethereumClient.js";
import { payOnDevelopmentChain } from "../../src/embedded/pay.js";
import { isAlive } from "../../src/embedded/processIdentity.js";
import { quietLog, scratchDirectory } from "./scratch.js";

const BUYER: Address = "0x9858EfFD232B4033E47d90003D41EC34EcaEda94";

async function start(directory: string, blockMs = 100): Promise<EthereumChain> {
  const chain = await startEthereumChain({ directory, host: "127.0.0.1", port: 18_645, blockMs, log: quietLog });
  onTestFinished(() => chain.close());
  return chain;
}

function clientOf(chain: EthereumChain): EthereumClient {
  return createEthereumClient(chain.rpcUrl, chain.faucetPrivateKey);
}

async function killAnvil(chain: EthereumChain): Promise<void> {
  const record = findChild(chain.pidFile);
  if (record === undefined) throw new Error("anvil does not run");
  process.kill(record.pid, "SIGKILL");
  await expect.poll(() => isAlive(record)).toBe(false);
}

async function hashesUpTo(client: EthereumClient, height: number): Promise<Hex[]> {
  const numbers = Array.from({ length: height + 1 }, (_, number) => BigInt(number));
  return Promise.all(numbers.map(async (blockNumber) => (await client.getBlock({ blockNumber })).hash));
}

async function balanceOf(client: EthereumClient, token: Address, who: Address): Promise<unknown> {
  return client.readContract({
    address: token,
    abi: contractArtifact("UsdtLike").abi,
    functionName: "balanceOf",
    args: [who],
  });
}

/** Blocks below this are on disk: anvil writes its state once a second. */
async function waitUntilWritten(directory: string, height: number): Promise<void> {
  const written = (): number => {
    try {
      return JSON.parse(readFileSync(join(directory, "state.json"), "utf8")).best_block_number;
    } catch {
      return -1;
    }
  };
  await expect.poll(written, { timeout: 10_000 }).toBeGreaterThanOrEqual(height);
}

describe("the Ethereum development chain", () => {
  it("has the token at the same address everywhere, its supply at the faucet, and a finalized block behind the head", async () => {
    const chain = await start(scratchDirectory());
    const client = clientOf(chain);
    expect(await client.getChainId()).toBe(31_337);
    expect(chain.usdt).toBe("0x5FbDB2315678afecb367f032d93F642f64180aa3");
    expect(await balanceOf(client, chain.usdt, client.account.address)).toBe(1_000_000_000_000_000n);
    await client.mine({ blocks: 30 });
    const [head, final] = await Promise.all([
      client.getBlock({ blockTag: "latest" }),
      client.getBlock({ blockTag: "finalized" }),
    ]);
    expect(Number(head.number - final.number)).toBeGreaterThanOrEqual(17);
    expect(Number(head.number - final.number)).toBeLessThanOrEqual(19);
  });

  it("goes on with the same blocks, receipts and genesis after each of several kills and stops", async () => {
    const directory = scratchDirectory();
    let chain = await start(directory);
    const { txHash } = await payOnDevelopmentChain({
      network: "ethereum",
      development: { ethereum: chain },
      to: BUYER,
      amount: 12_500_000n,
    });
    const receipt = await clientOf(chain).waitForTransactionReceipt({ hash: txHash as Hex });
    const height = Number(receipt.blockNumber) + 2;
    await waitUntilWritten(directory, height);
    const before = await hashesUpTo(clientOf(chain), height);
    for (const how of ["kill", "kill", "stop", "kill", "stop", "kill"]) {
      if (how === "kill") await killAnvil(chain);
      else await chain.close();
      const { rpcUrl } = chain;
      chain = await start(directory);
      expect(chain.rpcUrl).toBe(rpcUrl);
      expect(await hashesUpTo(clientOf(chain), height)).toEqual(before);
      // A second of blocks, so that the state is written with what this start adds to it.
      await waitUntilWritten(directory, Number(await clientOf(chain).getBlockNumber()) + 1);
    }
    expect((await clientOf(chain).getTransactionReceipt({ hash: txHash as Hex })).blockHash).toBe(receipt.blockHash);
    expect(await balanceOf(clientOf(chain), chain.usdt, BUYER)).toBe(12_500_000n);
  });

  it("goes on from the copy when a kill tore the state file, losing fewer blocks than are final", async () => {
    const directory = scratchDirectory();
    const first = await start(directory);
    const stateFile = join(directory, "state.json");
    const files = { state: stateFile, copy: join(directory, "state.copy.json") };
    await waitUntilWritten(directory, 15);
    await expect.poll(() => copyAnvilState(files) || existsSync(files.copy), { timeout: 10_000 }).toBe(true);
    const copied = JSON.parse(readFileSync(files.copy, "utf8")).best_block_number;
    const before = await hashesUpTo(clientOf(first), copied);
    await killAnvil(first);
    const whole = readFileSync(stateFile, "utf8");
    writeFileSync(stateFile, whole.slice(0, whole.length / 2));
    const second = await start(directory);
    expect(await hashesUpTo(clientOf(second), copied)).toEqual(before);
    expect(JSON.parse(whole).best_block_number - copied).toBeLessThan(18);
  });

  it("starts anew, and keeps the unreadable state aside, when neither file can be read", async () => {
    const directory = scratchDirectory();
    writeFileSync(join(directory, "state.json"), "{");
    const chain = await start(directory);
    expect(Number(await clientOf(chain).getBlockNumber())).toBeLessThan(20);
    expect(readdirSync(directory)).toContain("state.json.unreadable");
  });

  it("is gone on with while it runs, and restarted for another pace", async () => {
    const directory = scratchDirectory();
    const first = await start(directory);
    const pid = findChild(first.pidFile)?.pid;
    expect(findChild((await start(directory)).pidFile)?.pid).toBe(pid);
    const slower = await start(directory, 200);
    expect(findChild(slower.pidFile)?.pid).not.toBe(pid);
  });

  it("packs the payments of several payers at once, each once", async () => {
    const chain = await start(scratchDirectory());
    const pay = () =>
      payOnDevelopmentChain({ network: "ethereum", development: { ethereum: chain }, to: BUYER, amount: 1_000_000n });
    const paid = await Promise.all(Array.from({ length: 10 }, pay));
    const client = clientOf(chain);
    await Promise.all(paid.map(({ txHash }) => client.waitForTransactionReceipt({ hash: txHash as Hex })));
    expect(await balanceOf(client, chain.usdt, BUYER)).toBe(10_000_000n);
  });

  it("packs what is pending when it is stopped", async () => {
    const directory = scratchDirectory();
    const first = await start(directory, 60_000);
    const payment = { network: "ethereum", development: { ethereum: first }, to: BUYER, amount: 3n } as const;
    const { txHash } = await payOnDevelopmentChain(payment);
    await first.close();
    const second = await start(directory, 60_000);
    expect((await clientOf(second).getTransactionReceipt({ hash: txHash as Hex })).status).toBe("success");
  });

  it("replaces blocks, and brings their transactions back in another block or not at all", async () => {
    const chain = await start(scratchDirectory());
    const client = clientOf(chain);
    const development = { ethereum: chain };
    for (const keepTransactions of [true, false]) {
      await mine({ network: "ethereum", development, blocks: 10 });
      const before = await balanceOf(client, chain.usdt, BUYER);
      const { txHash } = await payOnDevelopmentChain({ network: "ethereum", development, to: BUYER, amount: 7n });
      const first = await client.waitForTransactionReceipt({ hash: txHash as Hex });
      await reorganize({ network: "ethereum", development, depth: 4, keepTransactions });
      await expect(client.getBlock({ blockHash: first.blockHash })).rejects.toThrow("could not be found");
      if (keepTransactions) {
        const second = await client.waitForTransactionReceipt({ hash: txHash as Hex });
        expect(second.blockHash).not.toBe(first.blockHash);
        expect(await balanceOf(client, chain.usdt, BUYER)).toBe(7n);
      } else {
        await expect(client.getTransactionReceipt({ hash: txHash as Hex })).rejects.toThrow("could not be found");
        expect(await balanceOf(client, chain.usdt, BUYER)).toBe(before);
      }
    }
  });

  it("does not go back in time where blocks from before a move of its clock are replaced", async () => {
    const chain = await start(scratchDirectory());
    const development = { ethereum: chain };
    await mine({ network: "ethereum", development, blocks: 10 });
    const client = clientOf(chain);
    await client.increaseTime({ seconds: 86_400 });
    await mine({ network: "ethereum", development, blocks: 1 });
    const moved = await client.getBlock();
    await reorganize({ network: "ethereum", development, depth: 5, keepTransactions: true });
    await mine({ network: "ethereum", development, blocks: 1 });
    const { timestamp, number } = await client.getBlock();
    expect(number).toBeGreaterThan(moved.number);
    expect(timestamp).toBeGreaterThanOrEqual(moved.timestamp);
  });

  it("says so when it cannot go back as far as asked, or goes further than stores keep blocks", async () => {
    const development = { ethereum: await start(scratchDirectory(), 60_000) };
    const fork = (depth: number) => reorganize({ network: "ethereum", development, depth, keepTransactions: true });
    await expect(fork(100)).rejects.toThrow("cannot replace 100 blocks");
    await mine({ network: "ethereum", development, blocks: 200 });
    await expect(fork(147)).rejects.toThrow("cannot replace 147 blocks: depth must be from 1 to 146");
    await fork(146);
  });

  it("keeps old blocks that hold transactions and drops old empty ones", () => {
    const directory = scratchDirectory();
    const files = { state: join(directory, "state.json"), copy: join(directory, "copy.json") };
    const block = (number: number, transactions: string[] = [], timestamp = number) => ({
      header: { number: `0x${number.toString(16)}`, timestamp: `0x${timestamp.toString(16)}` },
      transactions,
    });
    const blocks = [block(0, [], 999_999), block(0), block(1), block(2, ["paid"]), block(30_000), block(40_000)];
    writeFileSync(files.state, JSON.stringify({ best_block_number: 40_000, blocks, accounts: { kept: true } }));
    prepareAnvilState(files, quietLog);
    const state = JSON.parse(readFileSync(files.state, "utf8"));
    expect(state.blocks).toEqual([block(0), block(2, ["paid"]), block(30_000), block(40_000)]);
    expect(state.accounts).toEqual({ kept: true });
  });
});

describe("the contracts", () => {
  it("log the fee before the payment, refuse the blacklisted and the paused, and mint and destroy without a log", async () => {
    const chain = await start(scratchDirectory());
    const client = clientOf(chain);
    const { abi } = contractArtifact("UsdtLike");
    const transferLogs = async (functionName: string, args: unknown[]) => {
      const hash = await client.writeContract({ address: chain.usdt, abi, functionName, args, gas: 300_000n });
      await client.mine({ blocks: 1 });
      const receipt = await client.waitForTransactionReceipt({ hash });
      const logs = parseEventLogs({ abi, logs: receipt.logs, eventName: "Transfer" });
      return { status: receipt.status, transfers: logs.map(({ args: values }) => values as unknown) };
    };
    const faucet = getAddress(client.account.address);
    await transferLogs("setParams", [10n, 40n]);
    expect(await transferLogs("transfer", [BUYER, 1_000_000_000n])).toEqual({
      status: "success",
      transfers: [
        { from: faucet, to: faucet, value: 1_000_000n },
        { from: faucet, to: BUYER, value: 999_000_000n },
      ],
    });
    expect((await transferLogs("setParams", [20n, 40n])).status).toBe("reverted");
    expect((await transferLogs("setParams", [19n, 50n])).status).toBe("reverted");
    expect((await transferLogs("setParams", [0n, 0n])).status).toBe("success");
    // Without approval, and the victim gives nothing: only the log is there.
    expect((await transferLogs("transferFrom", [BUYER, faucet, 0n])).transfers).toEqual([
      { from: BUYER, to: faucet, value: 0n },
    ]);
    expect(await transferLogs("transferFrom", [BUYER, faucet, 1n])).toEqual({ status: "reverted", transfers: [] });
    expect(await transferLogs("issue", [5n])).toEqual({ status: "success", transfers: [] });
    await transferLogs("addBlackList", [BUYER]);
    expect((await transferLogs("transfer", [BUYER, 1n])).status).toBe("success");
    expect(await transferLogs("destroyBlackFunds", [BUYER])).toEqual({ status: "success", transfers: [] });
    expect(await balanceOf(client, chain.usdt, BUYER)).toBe(0n);
    await transferLogs("pause", []);
    expect((await transferLogs("transfer", [BUYER, 1n])).status).toBe("reverted");
    await transferLogs("unpause", []);
    await transferLogs("addBlackList", [faucet]);
    expect((await transferLogs("transfer", [BUYER, 1n])).status).toBe("reverted");
    await transferLogs("deprecate", [BUYER]);
    await expect(balanceOf(client, chain.usdt, BUYER)).rejects.toThrow();
  });

  it("accept a recipient whose high bytes are dirty, as real calldata has them", async () => {
    const chain = await start(scratchDirectory());
    const client = clientOf(chain);
    const dirty = `${"0".repeat(22)}41${BUYER.slice(2)}`;
    const amount = 9n.toString(16).padStart(64, "0");
    const hash = await client.sendTransaction({ to: chain.usdt, data: `0xa9059cbb${dirty}${amount}`, gas: 200_000n });
    await client.mine({ blocks: 1 });
    expect((await client.waitForTransactionReceipt({ hash })).status).toBe("success");
    expect(await balanceOf(client, chain.usdt, BUYER)).toBe(9n);
  });

  it("pay several in one transaction, the same one twice, nobody, or take it back; a clone pays in its own coin", async () => {
    const chain = await start(scratchDirectory());
    const client = clientOf(chain);
    const clone = getAddress(await deployContract(client, "CloneToken", [1_000n, "Tether USD", "USDT", 6n]));
    const payer = getAddress(await deployContract(client, "BatchPayer"));
    const { abi } = contractArtifact("BatchPayer");
    await payOnDevelopmentChain({ network: "ethereum", development: { ethereum: chain }, to: payer, amount: 100n });
    await payOnDevelopmentChain({
      network: "ethereum",
      development: { ethereum: chain },
      to: BUYER,
      amount: 3n,
      token: clone,
    });
    const call = async (functionName: string, args: unknown[]) => {
      const hash = await client.writeContract({ address: payer, abi, functionName, args, gas: 1_000_000n });
      await client.mine({ blocks: 1 });
      const { status, logs } = await client.waitForTransactionReceipt({ hash });
      return { status, logs: logs.length };
    };
    const other = client.account.address;
    const twice = await call("pay", [chain.usdt, [BUYER, other, BUYER], [10n, 20n, 30n]]);
    expect(twice).toEqual({ status: "success", logs: 3 });
    expect(await call("payThenRevert", [chain.usdt, BUYER, 5n])).toEqual({ status: "reverted", logs: 0 });
    expect(await call("tryToPay", [chain.usdt, BUYER, 5_000n])).toEqual({ status: "success", logs: 0 });
    expect(await balanceOf(client, chain.usdt, BUYER)).toBe(40n);
    expect(await balanceOf(client, clone, BUYER)).toBe(3n);
  });
});
