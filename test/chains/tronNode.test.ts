import { type Contract, type TronWeb, utils } from "tronweb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TronNode } from "../../src/embedded/tron/node.js";
import { askNode, startTronNode, tronWebFor } from "../support/tronNode.js";

// An unmodified tronweb does all that a wallet does: build, sign, broadcast, read back, and listen for events.

const FIVE_USDT = 5_000_000;
const FEE_LIMIT = 100_000_000;

let node: TronNode;
let faucet: TronWeb;
let faucetAddress: string;
const receiver = utils.accounts.generateAccount();
const receiverAddress = receiver.address.base58;

async function buildTransfer(to: string, amount: number, txLocal: boolean) {
  const { transaction } = await faucet.transactionBuilder.triggerSmartContract(
    node.usdt,
    "transfer(address,uint256)",
    { feeLimit: FEE_LIMIT, txLocal },
    [
      { type: "address", value: to },
      { type: "uint256", value: amount },
    ],
  );
  return transaction;
}

beforeAll(async () => {
  node = await startTronNode();
  faucet = tronWebFor(node, node.faucetPrivateKey);
  faucetAddress = faucet.defaultAddress.base58 || "";
  await node.control.mine(3);
});

afterAll(() => node.close());

function method(contract: Contract, name: string) {
  const found = contract.methods[name];
  if (found === undefined) throw new Error(`the contract has no ${name}`);
  return found;
}

describe("a payment by tronweb", () => {
  it.each([{ txLocal: false }, { txLocal: true }])(
    "goes from pool to block to solid ($txLocal)",
    async ({ txLocal }) => {
      const signed = await faucet.trx.sign(await buildTransfer(receiverAddress, FIVE_USDT, txLocal));
      const sent = await faucet.trx.sendRawTransaction(signed);
      expect(sent).toMatchObject({ result: true, txid: signed.txID });

      expect(await faucet.trx.getUnconfirmedTransactionInfo(signed.txID)).toEqual({});
      const pooled = await faucet.trx.getTransaction(signed.txID);
      expect(pooled.ret).toEqual([{ contractRet: "SUCCESS" }]);

      await node.control.mine();
      const packed = await faucet.trx.getUnconfirmedTransactionInfo(signed.txID);
      expect(packed).toMatchObject({ id: signed.txID, receipt: { result: "SUCCESS" } });
      expect(packed.log).toHaveLength(1);
      expect(BigInt(`0x${packed.log[0]?.data ?? ""}`)).toBe(BigInt(FIVE_USDT));
      expect(await faucet.trx.getTransactionInfo(signed.txID)).toEqual({});

      await node.control.mine(18);
      expect(await faucet.trx.getTransactionInfo(signed.txID)).toEqual(packed);
      expect((await faucet.trx.getConfirmedTransaction(signed.txID)).txID).toBe(signed.txID);
    },
  );

  it("moves the balance that the contract tells, and only that", async () => {
    const contract = await faucet.contract().at(node.usdt);
    const before = BigInt(await method(contract, "balanceOf")(receiverAddress).call());
    const id = await method(contract, "transfer")(receiverAddress, FIVE_USDT).send({ feeLimit: FEE_LIMIT });
    await node.control.mine();
    expect(BigInt(await method(contract, "balanceOf")(receiverAddress).call())).toBe(before + BigInt(FIVE_USDT));
    expect(await method(contract, "symbol")().call()).toBe("USDT");
    expect(Number(await method(contract, "decimals")().call())).toBe(6);
    const info = await faucet.trx.getUnconfirmedTransactionInfo(id);
    expect(info.fee).toBe(info.receipt.energy_fee);
  });

  it("can be found by contract, by transaction and by block in the event API", async () => {
    const signed = await faucet.trx.sign(await buildTransfer(receiverAddress, 7_000_000, false));
    await faucet.trx.sendRawTransaction(signed);
    await node.control.mine();
    const { blockNumber } = await faucet.trx.getUnconfirmedTransactionInfo(signed.txID);
    const expected = {
      block_number: blockNumber,
      contract_address: node.usdt,
      event_name: "Transfer",
      event_index: 0,
      transaction_id: signed.txID,
      result: { value: "7000000", to: `0x${receiver.address.hex.slice(2).toLowerCase()}` },
      _unconfirmed: true,
    };
    const byTransaction = await faucet.event.getEventsByTransactionID(signed.txID);
    expect(byTransaction.data).toHaveLength(1);
    expect(byTransaction.data?.[0]).toMatchObject(expected);
    const byBlock = await faucet.event.getEventsByBlockNumber(blockNumber);
    expect(byBlock.data?.[0]).toMatchObject(expected);
    const byContract = await faucet.event.getEventsByContractAddress(node.usdt, { eventName: "Transfer", limit: 1 });
    expect(byContract.data?.[0]).toMatchObject(expected);
    const confirmed = await faucet.event.getEventsByContractAddress(node.usdt, { onlyConfirmed: true });
    expect(confirmed.data?.map(({ transaction_id }) => transaction_id)).not.toContain(signed.txID);
    await node.control.mine(18);
    const later = await faucet.event.getEventsByContractAddress(node.usdt, { onlyConfirmed: true });
    expect(later.data?.[0]).toMatchObject({ transaction_id: signed.txID });
    expect(later.data?.[0]).not.toHaveProperty("_unconfirmed");
  });

  it("is listed page by page in the receiver's history", async () => {
    const path = `/v1/accounts/${receiverAddress}/transactions/trc20?only_to=true&limit=2&contract_address=${node.usdt}`;
    const ids: unknown[] = [];
    let next: string | undefined = node.rpcUrl + path;
    while (next !== undefined) {
      const page = (await (await fetch(next)).json()) as HistoryPage;
      expect(page.data.every(({ to, type }) => to === receiverAddress && type === "Transfer")).toBe(true);
      ids.push(...page.data.map(({ transaction_id }) => transaction_id));
      next = page.meta.links?.next;
    }
    expect(ids.length).toBeGreaterThanOrEqual(4);
    expect(new Set(ids).size).toBe(ids.length);
    const tooMany = await fetch(`${node.rpcUrl}/v1/accounts/${receiverAddress}/transactions/trc20?limit=201`);
    expect([tooMany.status, await tooMany.text()]).toEqual([400, ""]);
  });

  it("is signed by a key that need not be the node's, and TRX activates its account", async () => {
    const wallet = tronWebFor(node, receiver.privateKey);
    expect(await wallet.trx.getUnconfirmedAccount(receiverAddress)).toEqual({});
    await faucet.trx.sendTransaction(receiverAddress, 50_000_000);
    await node.control.mine();
    expect(await wallet.trx.getUnconfirmedBalance(receiverAddress)).toBe(50_000_000);
    const contract = await wallet.contract().at(node.usdt);
    const id = await method(contract, "transfer")(faucetAddress, 1_000_000).send({ feeLimit: FEE_LIMIT });
    await node.control.mine();
    const info = await wallet.trx.getUnconfirmedTransactionInfo(id);
    expect(info.receipt.result).toBe("SUCCESS");
    // 5,000 bytes a day are free, so the fee is the energy's alone, and it is gone from the payer's balance.
    expect(await wallet.trx.getUnconfirmedBalance(receiverAddress)).toBe(50_000_000 - info.fee);
  });
});

describe("the chain that tronweb sees", () => {
  it("links its blocks, and answers a header, a block, a range and the parameters", async () => {
    const head = await faucet.trx.getCurrentBlock();
    const { number } = head.block_header.raw_data;
    const parent = await faucet.trx.getBlock(number - 1);
    expect(head.block_header.raw_data.parentHash).toBe(parent.blockID);
    expect(await faucet.trx.getBlockByHash(head.blockID)).toEqual(head);
    const range = await faucet.trx.getBlockRange(1, 3);
    expect(range.map((block) => block.block_header.raw_data.number)).toEqual([1, 2, 3]);
    const confirmed = await faucet.trx.getConfirmedCurrentBlock();
    expect(confirmed.block_header.raw_data.number).toBe(number - 18);
    const parameters = await faucet.trx.getChainParameters();
    expect(parameters).toContainEqual({ key: "getEnergyFee", value: 100 });
    expect(await faucet.isConnected()).toMatchObject({ fullNode: true, solidityNode: true, eventServer: true });
  });

  it("runs contracts without a transaction, and says where one would fail", async () => {
    const call = (from: string, amount: number) =>
      faucet.transactionBuilder.triggerConstantContract(
        node.usdt,
        "transfer(address,uint256)",
        {},
        [
          { type: "address", value: receiverAddress },
          { type: "uint256", value: amount },
        ],
        from,
      );
    const good = await call(faucetAddress, 1);
    expect(good).toMatchObject({ result: { result: true }, transaction: { ret: [{}] }, logs: [{}] });
    const penniless = utils.accounts.generateAccount().address.base58;
    await expect(call(penniless, 1)).rejects.toThrow("opcode");
  });

  it("refuses to read the logs of more than 5,000 blocks at once", async () => {
    await node.control.mine(5001);
    const request = (fromBlock: string) => ({ jsonrpc: "2.0", id: 1, method: "eth_getLogs", params: [{ fromBlock }] });
    const whole = await askNode(node.rpcUrl, "/jsonrpc", request("0x0"));
    expect(whole.body.error).toEqual({ code: -32602, message: "exceed max block range: 5000", data: "{}" });
    const recent = await askNode(node.rpcUrl, "/jsonrpc", request("finalized"));
    expect(recent.body.result).toEqual([]);
  });

  it("takes a fee of the token where one is set, as a second log", async () => {
    await node.control.setTokenFee(10, 1);
    const signed = await faucet.trx.sign(await buildTransfer(receiverAddress, 100_000_000, false));
    await faucet.trx.sendRawTransaction(signed);
    await node.control.mine();
    const { log } = await faucet.trx.getUnconfirmedTransactionInfo(signed.txID);
    expect(log.map(({ data }) => BigInt(`0x${data}`))).toEqual([100_000n, 99_900_000n]);
    await node.control.setTokenFee(0, 0);
  });
});

describe("a broadcast that a node refuses", () => {
  async function refusal(change: (transaction: SignedJson) => void, build = { amount: 1 }) {
    const transaction = (await faucet.trx.sign(await buildTransfer(receiverAddress, build.amount, false))) as unknown;
    const changed = structuredClone(transaction) as SignedJson;
    change(changed);
    const { body } = await askNode(node.rpcUrl, "/wallet/broadcasttransaction", changed);
    return { ...body, message: Buffer.from(String(body.message ?? ""), "hex").toString() };
  }

  it("names what is wrong", async () => {
    expect(await refusal((changed) => changed.signature.splice(0))).toMatchObject({
      code: "SIGERROR",
      message: "Validate signature error: miss sig or contract",
    });
    const resigned = await refusal((changed) => {
      changed.raw_data.timestamp += 1;
    });
    expect(resigned).toMatchObject({ code: "SIGERROR" });
    expect(resigned.message).toContain("but it is not contained of permission.");
    const reference = await buildTransfer(receiverAddress, 1, false);
    reference.raw_data.ref_block_hash = "deadbeefdeadbeef";
    const rebuilt = utils.transaction.txJsonToPb(reference);
    reference.raw_data_hex = utils.transaction.txPbToRawDataHex(rebuilt).toLowerCase();
    reference.txID = utils.transaction.txPbToTxID(rebuilt).replace(/^0x/, "");
    const tapos = await faucet.trx.sendRawTransaction(await faucet.trx.sign(reference));
    expect(tapos).toMatchObject({ code: "TAPOS_ERROR" });
  });

  it("refuses the same transaction twice, pooled or packed", async () => {
    const signed = await faucet.trx.sign(await buildTransfer(receiverAddress, 1, false));
    expect(await faucet.trx.sendRawTransaction(signed)).toMatchObject({ result: true });
    expect(await faucet.trx.sendRawTransaction(signed)).toMatchObject({ code: "DUP_TRANSACTION_ERROR" });
    await node.control.mine();
    expect(await faucet.trx.sendRawTransaction(signed)).toMatchObject({ code: "DUP_TRANSACTION_ERROR" });
  });

  it("refuses one that expired while the clock moved on", async () => {
    const signed = await faucet.trx.sign(await buildTransfer(receiverAddress, 1, false));
    await node.control.advanceClock(120);
    await node.control.mine();
    expect(await faucet.trx.sendRawTransaction(signed)).toMatchObject({ code: "TRANSACTION_EXPIRATION_ERROR" });
  });
});

type HistoryPage = {
  data: { to: string; type: string; transaction_id: string }[];
  meta: { links?: { next: string } };
};
type SignedJson = { signature: string[]; raw_data: { timestamp: number } };
