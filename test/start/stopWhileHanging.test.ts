import { access } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { createDataDirectory, startCoffer } from "../support/coffer.js";
import { type NetworkBehindProxy, startEthereumBehindProxy } from "../support/networkBehindProxy.js";

let network: NetworkBehindProxy;
let data: Awaited<ReturnType<typeof createDataDirectory>>;
beforeAll(async () => {
  [network, data] = await Promise.all([startEthereumBehindProxy(), createDataDirectory()]);
});
afterAll(async () => {
  await network.close();
  await data.remove();
});

// A process that does not close within 10 s ends itself with 1, and leaves the embedded PostgreSQL running.
test("SIGTERM ends a store cleanly while a provider hangs", async () => {
  const coffer = await startCoffer("src/main.ts", {
    DATA_DIR: data.path,
    PORT: "0",
    METRICS_PORT: "0",
    LOG_LEVEL: "warn",
    COFFER_DEV: "1",
    ETHEREUM_RPC_URLS: network.proxy.url,
    ETHEREUM_XPUB: DEVELOPMENT_XPUBS.ethereum,
    ETHEREUM_USDT: network.chain.usdt,
  });
  const postmaster = join(data.path, "postgres", "data", "postmaster.pid");
  await access(postmaster);
  network.proxy.faults = [{ kind: "latency", ms: 60_000 }];
  const before = network.proxy.calls.length;
  await expect.poll(() => network.proxy.calls.length, { timeout: 20_000 }).toBeGreaterThan(before);
  expect(await coffer.stop()).toBe(0);
  expect(coffer.log()).not.toContain("closing took too long");
  await expect(access(postmaster)).rejects.toMatchObject({ code: "ENOENT" });
});
