import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { createTronChain } from "../../src/chains/tron/createTronChain.js";
import { contractArtifact } from "../../src/embedded/contracts/contractArtifact.js";
import type { TronNode } from "../../src/embedded/tron/node.js";
import type { TestNetwork } from "./testNetwork.js";
import { startTronNode, tronWebFor } from "./tronNode.js";

const FEE_LIMIT = 1_000_000_000;
const FINAL_AFTER = 18;
/** Of one transfer, in USDT: the most that the token takes. */
const MAXIMUM_FEE = 49;

/** Our TRON node, paid with an unmodified tronweb and read by the production client. */
export async function startTronNetwork(): Promise<TestNetwork & { node: TronNode }> {
  const node = await startTronNode({ solidLag: FINAL_AFTER });
  const tronWeb = tronWebFor(node, node.faucetPrivateKey);
  const faucet = tronWeb.address.fromPrivateKey(node.faucetPrivateKey) || "";
  const chain = createTronChain({ urls: [node.rpcUrl], usdt: node.usdt, xpub: DEVELOPMENT_XPUBS.tron });
  let sent: string[] = [];

  async function broadcast(transaction: Parameters<typeof tronWeb.trx.sign>[0]): Promise<string> {
    const signed = await tronWeb.trx.sign(transaction);
    const result = await tronWeb.trx.sendRawTransaction(signed as never);
    if (!result.result) throw new Error(`The node refused a transaction: ${JSON.stringify(result)}`);
    await node.control.mine(1);
    return (signed as { txID: string }).txID;
  }

  async function call(
    contract: string,
    signature: string,
    parameters: { type: string; value: unknown }[],
  ): Promise<string> {
    const options = { feeLimit: FEE_LIMIT };
    const built = await tronWeb.transactionBuilder.triggerSmartContract(
      contract,
      signature,
      options,
      parameters,
      faucet,
    );
    const txHash = await broadcast(built.transaction);
    sent.push(txHash);
    return txHash;
  }

  const transfer = (to: string, amount: bigint) =>
    call(node.usdt, "transfer(address,uint256)", [
      { type: "address", value: to },
      { type: "uint256", value: amount.toString() },
    ]);

  const { abi, bytecode } = contractArtifact("BatchPayer");
  const deployment = await tronWeb.transactionBuilder.createSmartContract(
    { abi: abi as never, bytecode: bytecode.slice(2), feeLimit: FEE_LIMIT, name: "BatchPayer" },
    faucet,
  );
  await broadcast(deployment);
  const batch = tronWeb.address.fromHex(deployment.contract_address);
  await transfer(batch, 10n ** 12n);
  await node.control.mine(FINAL_AFTER);

  return {
    node,
    chain,
    nodeUrl: node.rpcUrl,
    finalAfter: FINAL_AFTER,
    pay: transfer,
    payMany: (payments) =>
      call(batch, "pay(address,address[],uint256[])", [
        { type: "address", value: node.usdt },
        { type: "address[]", value: payments.map(({ to }) => to) },
        { type: "uint256[]", value: payments.map(({ amount }) => amount.toString()) },
      ]),
    pullNothing: (from, to) =>
      call(node.usdt, "transferFrom(address,address,uint256)", [
        { type: "address", value: from },
        { type: "address", value: to },
        { type: "uint256", value: "0" },
      ]),
    setFee: (basisPoints) => node.control.setTokenFee(basisPoints, MAXIMUM_FEE),
    payNative: async (to, amount) => {
      await broadcast(await tronWeb.transactionBuilder.sendTrx(to, Number(amount), faucet));
    },
    mine: (blocks) => node.control.mine(blocks),
    fork: async (depth, keep) => {
      await node.control.fork({ depth, dropTxIds: keep ? [] : sent });
      sent = [];
    },
    advance: async (seconds) => {
      await node.control.advanceClock(seconds);
      await node.control.mine(1);
    },
    close: () => node.close(),
  };
}
