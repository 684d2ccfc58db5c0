import type { TronWeb } from "tronweb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TronNode } from "../../src/embedded/tron/node.js";
import { askNode, startTronNode, tronWebFor } from "../support/tronNode.js";

// What the node does wrong on demand, asked for over HTTP as the demo and other processes do.

let node: TronNode;
let faucet: TronWeb;

beforeEach(async () => {
  node = await startTronNode();
  faucet = tronWebFor(node, node.faucetPrivateKey);
  await node.control.mine(5);
});

afterEach(() => node.close());

const ask = (path: string, body?: unknown) => askNode(node.rpcUrl, path, body);
const control = (verb: string, body: unknown = {}) => ask(`/dev/${verb}`, body);

async function head(): Promise<number> {
  const { body } = await ask("/wallet/getnowblock");
  return (body.block_header as { raw_data: { number: number } }).raw_data.number;
}

/** A transfer of TRX that is in the newest block. */
async function packPayment(): Promise<{ id: string; number: number }> {
  const { txid } = await faucet.trx.sendTransaction(faucet.createRandom().address, 5_000_000);
  await node.control.mine();
  return { id: txid ?? "", number: await head() };
}

describe("faults", () => {
  it.each([429, 403])("refuses everything with %i until the suspension ends, but not its controls", async (status) => {
    await control("setFaults", { rateLimit: { status, seconds: 27 } });
    const limited = await ask("/wallet/getnowblock");
    expect(limited.status).toBe(status);
    expect(limited.body.Error).toBe(
      "The key exceeds the frequency limit(15), and the query server is suspended for 27 s",
    );
    const events = await ask("/v1/blocks/latest/events");
    expect(events).toMatchObject({ status, body: { success: false, statusCode: status } });
    await control("setFaults", {});
    expect((await ask("/wallet/getnowblock")).status).toBe(200);
  });

  it("answers as a node that lags: head, solid height, blocks, infos, balances and logs", async () => {
    const { id, number } = await packPayment();
    await control("setFaults", { lagHeadBy: 1 });
    expect(await head()).toBe(number - 1);
    expect((await ask("/wallet/getblockbynum", { num: number })).body).toEqual({});
    expect((await ask("/wallet/gettransactioninfobyid", { value: id })).body).toEqual({});
    expect((await ask("/wallet/gettransactioninfobyblocknum", { num: number })).body).toEqual([]);
    const { body } = await ask("/jsonrpc", { jsonrpc: "2.0", id: 1, method: "eth_blockNumber", params: [] });
    expect(body.result).toBe(`0x${(number - 1).toString(16)}`);
    await control("setFaults", {});
    expect((await ask("/wallet/gettransactioninfobyid", { value: id })).body).toMatchObject({ id });
  });

  it("withholds a block's infos while the block shows its transactions", async () => {
    const { number } = await packPayment();
    await control("setFaults", { emptyInfosFor: [number] });
    expect((await ask("/wallet/gettransactioninfobyblocknum", { num: number })).body).toEqual([]);
    const { body } = await ask("/wallet/getblockbynum", { num: number });
    expect(body.transactions).toHaveLength(1);
  });

  it("denies what it knows, by id", async () => {
    const { id } = await packPayment();
    await control("setFaults", { unknownFor: [id] });
    expect((await ask("/wallet/gettransactioninfobyid", { value: id })).body).toEqual({});
    const receipt = { jsonrpc: "2.0", id: 7, method: "eth_getTransactionReceipt", params: [`0x${id}`] };
    expect((await ask("/jsonrpc", receipt)).body).toEqual({ jsonrpc: "2.0", id: 7, result: null });
  });

  it("cuts answers short, shows a proxy's page, or an error with status 200", async () => {
    await control("setFaults", { truncate: true });
    const text = await (await fetch(`${node.rpcUrl}/wallet/getnowblock`)).text();
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    await control("setFaults", { html: true });
    expect(await ask("/wallet/getnowblock")).toMatchObject({ status: 502, type: "text/html" });
    await control("setFaults", { errorBody: "class java.lang.IllegalAccessException : lack of computing resources" });
    expect(await ask("/wallet/getnowblock")).toMatchObject({
      status: 200,
      body: { Error: "class java.lang.IllegalAccessException : lack of computing resources" },
    });
  });

  it("holds answers back", async () => {
    await control("setFaults", { latencyMs: 60_000 });
    const slow = fetch(`${node.rpcUrl}/wallet/getnowblock`, { signal: AbortSignal.timeout(300) });
    await expect(slow).rejects.toThrow("timeout");
    await control("setFaults", {});
    expect((await ask("/wallet/getnowblock")).status).toBe(200);
  });

  it("says what is wrong with a control it does not understand, and keeps web pages away from them", async () => {
    expect(await control("setFaults", { rateLimt: {} })).toMatchObject({ status: 400 });
    expect(await control("explode")).toMatchObject({ status: 404 });
    const headers = { origin: "http://evil.example", "content-type": "application/json" };
    const page = await fetch(`${node.rpcUrl}/dev/mine`, { method: "POST", body: "{}", headers });
    expect(page.status).toBe(405);
  });
});

describe("a fork on demand", () => {
  it("takes a payment out of its block, and the next block packs it elsewhere", async () => {
    const { id, number } = await packPayment();
    const { body: before } = await ask("/wallet/getblockbynum", { num: number });
    await control("fork", { depth: 1 });
    expect((await ask("/wallet/gettransactioninfobyid", { value: id })).body).toEqual({});
    expect((await ask("/wallet/gettransactionfrompending", { value: id })).body).toMatchObject({ txID: id });
    expect((await ask("/wallet/getblockbyid", { value: before.blockID })).body).toEqual({});
    await control("mine");
    expect((await ask("/wallet/gettransactioninfobyid", { value: id })).body).toMatchObject({
      blockNumber: number + 2,
    });
  });

  it("takes balances back with it, and drops what it is told to drop", async () => {
    const receiver = faucet.createRandom().address;
    const { txid = "" } = await faucet.trx.sendTransaction(receiver, 5_000_000);
    await node.control.mine();
    expect(await faucet.trx.getUnconfirmedBalance(receiver)).toBe(5_000_000);
    await control("fork", { depth: 2, dropTxIds: [txid] });
    expect(await faucet.trx.getUnconfirmedBalance(receiver)).toBe(0);
    await control("mine", { count: 3 });
    expect((await ask("/wallet/gettransactionbyid", { value: txid })).body).toEqual({});
  });

  it("never reaches a solid block", async () => {
    await control("mine", { count: 30 });
    const refused = await control("fork", { depth: 19 });
    expect(refused).toMatchObject({
      status: 400,
      body: { error: "depth must be from 1 to 18: what is older is solid" },
    });
    expect(await control("fork", { depth: 18 })).toMatchObject({ status: 200 });
  });

  it("leaves the solid height where it was", async () => {
    await control("mine", { count: 30 });
    const solid = (await control("setSolidLag", { blocks: 5 })).body.solid;
    expect((await control("setSolidLag", { blocks: 40 })).body.solid).toBe(solid);
    expect((await control("fork", { depth: 3 })).body.solid).toBe(solid);
  });
});
