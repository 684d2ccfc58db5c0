import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { startEthereumNetwork } from "../support/ethereumNetwork.js";
import type { TestNetwork } from "../support/testNetwork.js";
import { type Answer, type Api, startApi } from "./startApi.js";

let network: TestNetwork;
let api: Api;
let walletId: string;
let checkout: { id: string; address: string };
let deposit: { id: string; txHash: string; from: string };

beforeAll(async () => {
  network = await startEthereumNetwork();
  api = await startApi({}, network.chain);
  walletId = await api.openWallet();
  const body = { walletId, packId: "small", network: "ethereum" };
  checkout = (await api.call("POST /v1/checkouts", { as: "store", key: "one", body })).body;
  const other = await api.openWallet("7");
  await api.call("POST /v1/checkouts", { as: "store", key: "two", body: { ...body, walletId: other } });
  await network.pay(checkout.address, 10_000_000n);
  await network.mine(5);
  await scanNetwork(api.dependencies.pool, network.chain);
  deposit = (await api.call("GET /v1/deposits", { as: "operator" })).body.data[0];
});
afterAll(async () => {
  await api.close();
  await network.close();
});

const idsOf = ({ body }: Answer): string[] => body.data.map(({ id }: { id: string }) => id);

async function find(list: "deposits" | "checkouts", search: string): Promise<string[]> {
  return idsOf(await api.call(`GET /v1/${list}?search=${encodeURIComponent(search)}`, { as: "operator" }));
}

describe("an operator's search", () => {
  it("finds a deposit by all that it belongs to, however it is written", async () => {
    const { id, txHash, from } = deposit;
    const { address } = checkout;
    const ways = [
      id,
      txHash,
      txHash.slice(2),
      txHash.toUpperCase().replace("0X", "0x"),
      walletId,
      "buyer-1",
      checkout.id,
    ];
    for (const way of [...ways, address, address.toLowerCase(), from.toLowerCase(), ` ${address} `]) {
      expect([way, await find("deposits", way)]).toEqual([way, [id]]);
    }
  });

  it("finds a checkout by its wallet and by its address", async () => {
    for (const way of [checkout.id, walletId, "buyer-1", checkout.address.toLowerCase()]) {
      expect([way, await find("checkouts", way)]).toEqual([way, [checkout.id]]);
    }
  });

  it("finds nothing for what belongs to nothing, and takes text of any kind as text", async () => {
    for (const nothing of ["buyer-0", `0x${"0".repeat(64)}`, "' OR 1=1 --", "%", "<script>"]) {
      expect(await find("deposits", nothing)).toEqual([]);
      expect(await find("checkouts", nothing)).toEqual([]);
    }
    expect((await api.call("GET /v1/deposits?search=%20", { as: "operator" })).body.issues).toMatchObject([
      { path: "search" },
    ]);
  });

  it("goes together with a status, and goes on where a page ends", async () => {
    const first = await api.call("GET /v1/checkouts?limit=1", { as: "operator" });
    const second = await api.call(`GET /v1/checkouts?limit=1&cursor=${first.body.nextCursor}`, { as: "operator" });
    expect(second.body).toMatchObject({ data: [{ id: checkout.id, status: "confirming" }], nextCursor: null });
    const open = await api.call(`GET /v1/checkouts?status=open&search=${walletId}`, { as: "operator" });
    expect(open.body.data).toEqual([]);
    expect((await api.call("GET /v1/checkouts?cursor=x", { as: "operator" })).status).toBe(400);
  });
});

describe("the overview", () => {
  it("counts what is under way, what is stuck by reason, and what the store owes", async () => {
    const { pool } = api.dependencies;
    const before = await api.call("GET /v1/console/overview", { as: "operator" });
    expect(before.body).toMatchObject({
      stuck: [],
      underWay: { count: 1, amount: "10" },
      checkouts: { open: 1, confirming: 1 },
      wallets: { count: 2, available: "7", held: "0", scheduled: "0", debt: "0" },
    });
    const hold = { walletId: (await api.call("GET /v1/wallets?externalId=buyer-2", { as: "store" })).body.data[0].id };
    await api.call("POST /v1/holds", { as: "service", key: "hold", body: { ...hold, credits: "2.5" } });
    await pool.query("UPDATE deposits SET status = 'stuck', stuck_reason = 'rpc_exhausted' WHERE id = $1", [
      deposit.id,
    ]);
    const { body } = await api.call("GET /v1/console/overview", { as: "operator" });
    expect(body).toMatchObject({
      stuck: [{ reason: "rpc_exhausted", network: "ethereum", count: 1, amount: "10" }],
      underWay: { count: 0, amount: "0", oldestAt: null },
      wallets: { available: "4.5", held: "2.5" },
    });
  });

  it("links to an explorer only where the chain is the real one", async () => {
    const explorer = async () => (await api.call("GET /v1/networks", { as: "operator" })).body.data[0].explorer;
    expect(await explorer()).toBeNull();
    await api.dependencies.pool.query("UPDATE networks SET chain_id = '1'");
    expect(await explorer()).toMatchObject({ transaction: "https://etherscan.io/tx/" });
    await api.dependencies.pool.query("UPDATE networks SET chain_id = '31337'");
  });
});

describe("a catalogue", () => {
  const yaml = { "Content-Type": "application/yaml" };
  const check = (body: string) => api.call("POST /v1/catalog/check", { as: "operator", body, headers: yaml });

  it("is checked as publishing would, and nothing is published", async () => {
    const text = await readFile("catalogs/default.yaml", "utf8");
    const { body: right } = await check(`${text}# another\n`);
    expect(right).toMatchObject({ ok: true, issues: [] });
    expect(right.disclosure).toHaveLength(9);
    expect((await check("packs: [")).body).toMatchObject({ ok: false, version: null, issues: [{ line: 1 }] });
    const dearer = text.replace(/priceUsd: 25, credits: \d+, bonusCredits: \d+/, "priceUsd: 25, credits: 240");
    const { body: wrong } = await check(dearer);
    expect([wrong.ok, wrong.issues[0].path]).toEqual([false, "packs.medium"]);
    const versions = await api.call("GET /v1/catalog/versions", { as: "operator" });
    expect(versions.body.data).toHaveLength(1);
    expect(versions.body.data[0].version).not.toBe(right.version);
  });

  it("is shown as it was published", async () => {
    const [{ version }] = (await api.call("GET /v1/catalog/versions", { as: "operator" })).body.data;
    const { body } = await api.call(`GET /v1/catalog/versions/${version}`, { as: "operator" });
    expect(body.source).toBe(await readFile("catalogs/default.yaml", "utf8"));
    expect((await api.call("GET /v1/catalog/versions/none", { as: "operator" })).status).toBe(404);
  });
});

describe("clients", () => {
  it("are listed with the keys that each may use", async () => {
    const add = (client: string) => api.call("POST /v1/keys", { as: "operator", body: { role: "store", client } });
    const { body: first } = await add("painter");
    await add("painter");
    const read = async () => (await api.call("GET /v1/clients?limit=1", { as: "operator" })).body;
    expect(await read()).toMatchObject({ data: [{ name: "painter", keys: 2 }] });
    await api.call(`DELETE /v1/keys/${first.id}`, { as: "operator" });
    const { data, nextCursor } = await read();
    expect(data[0].keys).toBe(1);
    const rest = await api.call(`GET /v1/clients?cursor=${nextCursor}`, { as: "operator" });
    expect(rest.body.data).toHaveLength(3);
  });
});
