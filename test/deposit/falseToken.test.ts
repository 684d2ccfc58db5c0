import type { Hex } from "viem";
import { describe, expect, test } from "vitest";
import { createEthereumChain } from "../../src/chains/ethereum/createEthereumChain.js";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { createTronChain } from "../../src/chains/tron/createTronChain.js";
import { createDepositStore } from "../support/depositStore.js";
import { startEthereumNetwork } from "../support/ethereumNetwork.js";
import type { TestNetwork } from "../support/testNetwork.js";
import { startTronNetwork } from "../support/tronNetwork.js";
import { tronWebFor } from "../support/tronNode.js";

/** A contract that answers 6 to decimals() and 0, which reads as false, to everything else; it logs nothing. */
const FALSE_TOKEN = "6017600c60003960176000f360003560e01c63313ce5671460060260005260206000f3";

const abi = [
  {
    type: "function",
    name: "transfer",
    stateMutability: "nonpayable",
    inputs: [{ type: "address" }, { type: "uint256" }],
    outputs: [{ type: "bool" }],
  },
] as const;

/** The network with that token for USDT; `pay` calls its transfer, in a transaction that succeeds. */
async function startEthereum(): Promise<TestNetwork> {
  const network = await startEthereumNetwork();
  const { wallet, read } = network.anvil;
  const { account = null, chain = null } = wallet;
  if (account === null) throw new Error("the test's wallet has no account");
  const deployment = await wallet.deployContract({ abi, bytecode: `0x${FALSE_TOKEN}`, account, chain });
  const { contractAddress: token } = await read.waitForTransactionReceipt({ hash: deployment });
  if (token == null) throw new Error("the token was not deployed");
  return {
    ...network,
    chain: createEthereumChain({ urls: [network.nodeUrl], usdt: token, xpub: DEVELOPMENT_XPUBS.ethereum }),
    pay: async (to, amount) => {
      const call = {
        abi,
        address: token,
        functionName: "transfer",
        args: [to as Hex, amount],
        account,
        chain,
      } as const;
      const hash = await wallet.writeContract(call);
      expect(await read.waitForTransactionReceipt({ hash })).toMatchObject({ status: "success", logs: [] });
      return hash;
    },
  };
}

async function startTron(): Promise<TestNetwork> {
  const network = await startTronNetwork();
  const { node } = network;
  const tronWeb = tronWebFor(node, node.faucetPrivateKey);
  const faucet = tronWeb.address.fromPrivateKey(node.faucetPrivateKey) || "";
  const feeLimit = 1_000_000_000;
  const send = async (transaction: Parameters<typeof tronWeb.trx.sign>[0]): Promise<string> => {
    const signed = (await tronWeb.trx.sign(transaction)) as { txID: string };
    expect((await tronWeb.trx.sendRawTransaction(signed as never)).result).toBe(true);
    await node.control.mine(1);
    return signed.txID;
  };
  const deployment = await tronWeb.transactionBuilder.createSmartContract(
    { abi: abi as never, bytecode: FALSE_TOKEN, feeLimit, name: "FalseToken" },
    faucet,
  );
  await send(deployment);
  const token = tronWeb.address.fromHex(deployment.contract_address);
  await node.control.mine(network.finalAfter);
  return {
    ...network,
    chain: createTronChain({ urls: [node.rpcUrl], usdt: token, xpub: DEVELOPMENT_XPUBS.tron }),
    pay: async (to, amount) => {
      const { transaction } = await tronWeb.transactionBuilder.triggerSmartContract(
        token,
        "transfer(address,uint256)",
        { feeLimit },
        [
          { type: "address", value: to },
          { type: "uint256", value: amount.toString() },
        ],
        faucet,
      );
      const txHash = await send(transaction);
      expect((await tronWeb.trx.getUnconfirmedTransactionInfo(txHash)).receipt.result).toBe("SUCCESS");
      return txHash;
    },
  };
}

describe.each([
  ["ethereum", startEthereum],
  ["tron", startTron],
] satisfies [string, () => Promise<TestNetwork>][])(
  "a transfer on %s that succeeds and answers false",
  (_name, start) => {
    test("without a log is no payment, to the scan and to a reader of the transaction alike (case 2)", async () => {
      const network = await start();
      const store = await createDepositStore(network);
      const checkout = await store.open();
      const txHash = await network.pay(checkout.address, 10_000_000n);
      await network.mine(network.finalAfter);
      await store.work();
      expect(await store.deposits(checkout.id)).toEqual([]);
      expect(await store.available(checkout.walletId)).toBe(0n);
      expect(await network.chain.readTransaction(txHash)).toMatchObject({ kind: "packed", transfers: [] });
      await store.close();
      await network.close();
    });
  },
);
