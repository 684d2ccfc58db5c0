import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pg from "pg";
import type { Hex } from "viem";
import { describe, expect, it, onTestFinished } from "vitest";
import { endChild, findChild } from "../../src/embedded/childProcess.js";
import { mine, reorganize } from "../../src/embedded/control.js";
import { readDevelopment } from "../../src/embedded/development.js";
import { withDirectoryLock } from "../../src/embedded/directoryLock.js";
import { createEthereumClient } from "../../src/embedded/ethereumClient.js";
import { type PartName, pidFilesOf } from "../../src/embedded/parts.js";
import { payOnDevelopmentChain } from "../../src/embedded/pay.js";
import { isAlive, ownIdentity } from "../../src/embedded/processIdentity.js";
import { type Development, startEmbedded } from "../../src/embedded/startEmbedded.js";
import { quietLog, scratchDirectory } from "./scratch.js";

const BUYER = { ethereum: "0x9858EfFD232B4033E47d90003D41EC34EcaEda94", tron: "TUEZSdKsoDHQMeZwihtdoBiN46zxhGWYdH" };
const ALL: PartName[] = ["postgres", "ethereum", "tron"];

type User = { process: ChildProcess; databaseUrl: string | undefined; development: Development | null };

function newDataDir(): string {
  const dataDir = scratchDirectory();
  chmodSync(dataDir, 0o711);
  // Whatever becomes of the test, nothing of it stays running.
  onTestFinished(async () => {
    await Promise.all(Object.values(pidFilesOf(dataDir)).map((pidFile) => endChild(pidFile, 5_000)));
  });
  return dataDir;
}

async function startUser(dataDir: string, parts: PartName[]): Promise<User> {
  const script = fileURLToPath(new URL("startEmbeddedProcess.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, dataDir, ...parts], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  return { process: child, ...JSON.parse(line) };
}

async function stop(user: User, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  user.process.kill(signal);
  await once(user.process, "exit");
}

function pidsOf(dataDir: string): Record<string, number | undefined> {
  return Object.fromEntries(Object.entries(pidFilesOf(dataDir)).map(([name, file]) => [name, findChild(file)?.pid]));
}

async function answers(databaseUrl: string | undefined): Promise<boolean> {
  if (databaseUrl === undefined) return false;
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

describe("the embedded default", () => {
  it("starts everything from nothing, says where in dev.json, and leaves nothing running", async () => {
    const dataDir = newDataDir();
    const want = { postgres: true, ethereum: true, tron: true };
    const embedded = await startEmbedded({ dataDir, blockMs: 100, host: "127.0.0.1", want, log: quietLog });
    expect(await answers(embedded.databaseUrl)).toBe(true);
    expect(statSync(join(dataDir, "dev.json")).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(join(dataDir, "dev.json"), "utf8"))).toEqual(embedded.development);
    expect(readDevelopment(dataDir)).toEqual(embedded.development);
    const running = Object.values(pidFilesOf(dataDir)).map((file) => findChild(file));
    await embedded.close();
    expect(running.map((record) => record !== undefined && isAlive(record))).toEqual([false, false, false]);
    expect(pidsOf(dataDir)).toEqual({ postgres: undefined, ethereum: undefined, tron: undefined });
  });

  it("is shared by the processes on one DATA_DIR, and ended by the last of them", async () => {
    const dataDir = newDataDir();
    const [first, second] = await Promise.all([startUser(dataDir, ALL), startUser(dataDir, ALL)]);
    expect(second.databaseUrl).toBe(first.databaseUrl);
    expect(second.development).toEqual(first.development);
    const pids = pidsOf(dataDir);
    await stop(first, "SIGTERM");
    expect(pidsOf(dataDir)).toEqual(pids);
    expect(await answers(first.databaseUrl)).toBe(true);
    await stop(second, "SIGTERM");
    expect(pidsOf(dataDir)).toEqual({ postgres: undefined, ethereum: undefined, tron: undefined });
  });

  it("goes on with what a killed process left, at the same addresses, and ends it when it stops", async () => {
    const dataDir = newDataDir();
    const killed = await startUser(dataDir, ALL);
    const pids = pidsOf(dataDir);
    await stop(killed, "SIGKILL");
    const next = await startUser(dataDir, ALL);
    expect(pidsOf(dataDir)).toEqual(pids);
    expect(next.databaseUrl).toBe(killed.databaseUrl);
    expect(next.development).toEqual(killed.development);
    await stop(next, "SIGTERM");
    expect(Object.values(pidsOf(dataDir))).toEqual([undefined, undefined, undefined]);
  });

  it("starts again what dies while a process uses it, at the same address", async () => {
    const dataDir = newDataDir();
    const user = await startUser(dataDir, ALL);
    const before = pidsOf(dataDir);
    for (const pid of Object.values(before)) if (pid !== undefined) process.kill(pid, "SIGKILL");
    const isBack = (): boolean =>
      Object.entries(pidsOf(dataDir)).every(([name, pid]) => pid !== undefined && pid !== before[name]);
    await expect.poll(isBack, { timeout: 30_000, interval: 100 }).toBe(true);
    await expect.poll(() => answers(user.databaseUrl), { timeout: 30_000 }).toBe(true);
    const development = user.development ?? {};
    for (const network of ["ethereum", "tron"] as const) {
      const pay = () =>
        payOnDevelopmentChain({ network, development, to: BUYER[network], amount: 1n }).then(() => true);
      await expect.poll(() => pay().catch(() => false), { timeout: 30_000, interval: 500 }).toBe(true);
    }
    expect(readDevelopment(dataDir)).toEqual(user.development);
  });

  it("ends what it started when one part cannot be started", async () => {
    const dataDir = newDataDir();
    writeFileSync(join(dataDir, "tron"), "a file where a directory should be");
    const want = { postgres: true, ethereum: true, tron: true };
    const parameters = { dataDir, blockMs: 100, host: "127.0.0.1", want, log: quietLog };
    await expect(startEmbedded(parameters)).rejects.toThrow("EEXIST");
    expect(Object.values(pidsOf(dataDir))).toEqual([undefined, undefined, undefined]);
  });

  it("is locked by the living only, and by one at a time", async () => {
    const lock = join(scratchDirectory(), "lock");
    writeFileSync(lock, JSON.stringify({ ...ownIdentity(), startTime: "an earlier process with this pid" }));
    let inside = 0;
    let most = 0;
    const work = () =>
      withDirectoryLock(lock, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((resolve) => setTimeout(resolve, 20));
        inside -= 1;
      });
    await Promise.all([work(), work(), work(), work(), work()]);
    expect(most).toBe(1);
  });
});

describe("paying and moving the development chains", () => {
  it("pays USDT on TRON, and a fork brings the payment back in another block or not at all", async () => {
    const dataDir = newDataDir();
    const want = { postgres: false, ethereum: false, tron: true };
    const embedded = await startEmbedded({ dataDir, blockMs: 100, host: "127.0.0.1", want, log: quietLog });
    onTestFinished(() => embedded.close());
    const development = readDevelopment(dataDir);
    const infoOf = async (value: string): Promise<{ blockNumber?: number }> => {
      const response = await fetch(`${development.tron?.rpcUrl}/wallet/gettransactioninfobyid`, {
        method: "POST",
        body: JSON.stringify({ value }),
      });
      return (await response.json()) as { blockNumber?: number };
    };
    const blockOf = async (txHash: string) => (await infoOf(txHash)).blockNumber;
    for (const keepTransactions of [true, false]) {
      await mine({ network: "tron", development, blocks: 10 });
      const { txHash } = await payOnDevelopmentChain({ network: "tron", development, to: BUYER.tron, amount: 5n });
      await expect.poll(() => blockOf(txHash), { timeout: 10_000 }).toBeGreaterThan(0);
      const first = await blockOf(txHash);
      await reorganize({ network: "tron", development, depth: 5, keepTransactions });
      if (keepTransactions) await expect.poll(() => blockOf(txHash), { timeout: 10_000 }).toBeGreaterThan(first ?? 0);
      else {
        await mine({ network: "tron", development, blocks: 2 });
        expect(await infoOf(txHash)).toEqual({});
      }
    }
  });

  it("says in words what is wrong with a payment that the chain refuses", async () => {
    const dataDir = newDataDir();
    const want = { postgres: false, ethereum: true, tron: false };
    const embedded = await startEmbedded({ dataDir, blockMs: 100, host: "127.0.0.1", want, log: quietLog });
    onTestFinished(() => embedded.close());
    const development = readDevelopment(dataDir);
    const tooMuch = { network: "ethereum", development, to: BUYER.ethereum, amount: 10n ** 30n } as const;
    await expect(payOnDevelopmentChain(tooMuch)).rejects.toThrow("refused the payment");
    await expect(payOnDevelopmentChain({ ...tooMuch, network: "tron" })).rejects.toThrow(
      "no development chain for tron",
    );
    const { txHash } = await payOnDevelopmentChain({ ...tooMuch, amount: 1n });
    const client = createEthereumClient(
      development.ethereum?.rpcUrl ?? "",
      development.ethereum?.faucetPrivateKey ?? "0x",
    );
    expect((await client.waitForTransactionReceipt({ hash: txHash as Hex })).status).toBe("success");
  });
});
