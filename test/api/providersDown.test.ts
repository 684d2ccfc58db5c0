import { expect, it, vi } from "vitest";
import { recordScanError } from "../../src/deposits/network.js";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { startEthereumBehindProxy } from "../support/networkBehindProxy.js";
import { startApi } from "./startApi.js";

it("answers checkouts while every provider is down, says so on /readyz, and sees what was paid meanwhile (case 26)", async () => {
  const network = await startEthereumBehindProxy();
  const api = await startApi({}, network.chain);
  const { pool } = api.dependencies;
  const readiness = () => api.call("GET /readyz");
  const open = async (key: string) => {
    const body = { walletId: await api.openWallet(), packId: "small", network: "ethereum" };
    const { status, body: checkout } = await api.call("POST /v1/checkouts", { as: "store", key, body });
    expect(status).toBe(201);
    return checkout;
  };
  const read = async ({ id }: { id: string }) => (await api.call(`GET /v1/checkouts/${id}`)).body;
  const before = await open("before");
  expect(await readiness()).toMatchObject({ status: 200, body: { ready: true, degraded: false } });

  network.proxy.faults = [{ kind: "reset" }];
  const failure = await scanNetwork(pool, network.chain).catch((error: unknown) => error);
  expect(failure).toMatchObject({ failure: "broken" });
  await recordScanError(pool, "ethereum", failure);
  await pool.query("UPDATE networks SET checked_at = checked_at - interval '1 hour'");

  const during = await open("during");
  const checkouts = [before, during];
  for (const checkout of checkouts) expect(await read(checkout)).toMatchObject({ status: "open", deposits: [] });
  const told = { name: "ethereum", ok: false, detail: expect.stringContaining("The last pass failed") };
  const { status, body } = await readiness();
  expect([status, body.ready, body.degraded]).toEqual([200, true, true]);
  expect(body.checks).toContainEqual(told);

  for (const { address } of checkouts) await network.pay(address, 10_000_000n);
  network.proxy.faults = [];
  await vi.waitFor(() => scanNetwork(pool, network.chain), { timeout: 30_000, interval: 200 });
  for (const checkout of checkouts) expect(await read(checkout)).toMatchObject({ status: "confirming" });
  expect(await readiness()).toMatchObject({ status: 200, body: { ready: true, degraded: false } });
  await api.close();
  await network.close();
});
