import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, it } from "vitest";
import { askNode, startTronNode, tronWebFor } from "../support/tronNode.js";

// The node as its own process, killed without warning. What an answer has once shown must be there again.

type Ready = { event: string; rpcUrl: string; solidityUrl: string; usdt: string; faucetPrivateKey: string };

let directory: string;
let child: ChildProcess | undefined;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "tron-node-"));
});

afterEach(async () => {
  await end("SIGKILL");
  await rm(directory, { recursive: true });
});

async function start(...more: string[]): Promise<Ready> {
  const main = new URL("../../src/embedded/tron/main.ts", import.meta.url).pathname;
  const options = ["--directory", directory, "--block-ms", "50", "--log-level", "warn", ...more];
  const started = spawn(process.execPath, ["--import", "tsx", main, ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  child = started;
  const [line] = (await once(createInterface({ input: started.stdout }), "line")) as [string];
  return JSON.parse(line) as Ready;
}

/** Ends the process and waits; answers its exit code, null where a signal killed it. */
async function end(signal: NodeJS.Signals): Promise<number | null> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return null;
  const exited = once(child, "exit");
  child.kill(signal);
  const [code] = (await exited) as [number | null];
  return code;
}

async function blocks(url: string, count: number): Promise<string[]> {
  const { body } = await askNode(url, "/wallet/getblockbylimitnext", { startNum: 0, endNum: count });
  return (body.block as { blockID: string }[]).map(({ blockID }) => blockID);
}

it("continues the same chain after a kill, with payments packed and pooled, and forks behind it", async () => {
  const first = await start();
  const faucet = tronWebFor(first, first.faucetPrivateKey);
  const receiver = faucet.createRandom().address;
  const contract = await faucet.contract().at(first.usdt);
  const transfer = contract.methods.transfer;
  if (transfer === undefined) throw new Error("the token has no transfer");
  const packed = await transfer(receiver, 5_000_000).send({ feeLimit: 100_000_000 });
  await askNode(first.rpcUrl, "/dev/mine", {});
  await askNode(first.rpcUrl, "/dev/pauseMining", {});
  await askNode(first.rpcUrl, "/dev/fork", { depth: 1 });
  await askNode(first.rpcUrl, "/dev/mine", {});
  const pooled = await transfer(receiver, 7_000_000).send({ feeLimit: 100_000_000 });
  const { body: state } = await askNode(first.rpcUrl, "/dev/state");
  const before = await blocks(first.rpcUrl, Number(state.head) + 1);
  const { body: info } = await askNode(first.rpcUrl, "/wallet/gettransactioninfobyid", { value: packed });
  const { body: account } = await askNode(first.rpcUrl, "/wallet/getaccount", {
    address: faucet.defaultAddress.hex,
  });
  await end("SIGKILL");

  const second = await start();
  expect(second.usdt).toBe(first.usdt);
  expect(await blocks(second.rpcUrl, before.length)).toEqual(before);
  expect((await askNode(second.rpcUrl, "/wallet/gettransactioninfobyid", { value: packed })).body).toEqual(info);
  await askNode(second.rpcUrl, "/dev/mine", {});
  const later = await askNode(second.rpcUrl, "/wallet/gettransactioninfobyid", { value: pooled });
  expect(later.body).toMatchObject({ id: pooled, receipt: { result: "SUCCESS" } });
  const again = await tronWebFor(second, second.faucetPrivateKey).contract().at(second.usdt);
  expect(BigInt(await again.methods.balanceOf?.(receiver).call())).toBe(12_000_000n);
  const spent = await askNode(second.rpcUrl, "/wallet/getaccount", { address: faucet.defaultAddress.hex });
  expect(Number(spent.body.balance)).toBeLessThan(Number(account.balance));
});

it("stops at once and in order on SIGTERM, and with its parent where it was told of one", async () => {
  await start();
  expect(await end("SIGTERM")).toBe(0);
  const parent = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await start("--parent-pid", String(parent.pid));
  const exited = child === undefined ? Promise.reject(new Error("no child")) : once(child, "exit");
  parent.kill("SIGKILL");
  expect((await exited)[0]).toBe(0);
});

it("drops half a line that a kill left, and keeps all before it", async () => {
  const node = await startTronNode({ directory });
  await node.control.mine(3);
  const { body: state } = await askNode(node.rpcUrl, "/dev/state");
  await node.close();
  await appendFile(join(directory, "chain.jsonl"), '{"t":179526');
  const again = await startTronNode({ directory });
  expect((await askNode(again.rpcUrl, "/dev/state")).body).toMatchObject({ head: state.head, headId: state.headId });
  await again.control.mine();
  await again.close();
  const lines = (await readFile(join(directory, "chain.jsonl"), "utf8")).trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toHaveLength(lines.length);
});

it("refuses a directory that holds another chain", async () => {
  await writeFile(join(directory, "chain.jsonl"), '{"format":1,"genesis":"00"}\n');
  await expect(startTronNode({ directory })).rejects.toThrow("holds another development chain");
});

it("opens a day of empty blocks without running or mining anything", async () => {
  const node = await startTronNode({ directory });
  await node.control.mine(2);
  const { body: state } = await askNode(node.rpcUrl, "/dev/state");
  await node.close();
  const day = 172_800;
  const start = Date.now() - 10 * day * 500;
  const lines = Array.from({ length: day }, (_, index) => `{"t":${start + index * 500}}\n`);
  await appendFile(join(directory, "chain.jsonl"), lines.join(""));
  const again = await startTronNode({ directory });
  const { body: later } = await askNode(again.rpcUrl, "/dev/state");
  await again.close();
  expect(later).toMatchObject({ head: Number(state.head) + day, solid: Number(state.head) + day - 18 });
});
