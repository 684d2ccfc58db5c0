import { TronWeb } from "tronweb";
import { contractArtifact } from "../../../src/embedded/contracts/contractArtifact.js";
import { reorganize } from "../../../src/embedded/control.js";
import type { Development } from "../../../src/embedded/development.js";
import { type ChainDriver, createFaucetQueue } from "./chainDriver.js";

const BATCH_FUNDS = 10n ** 13n;
const CLONE_SUPPLY = 10n ** 15n;
const FEE_LIMIT = 1_000_000_000;
/** Enough to begin a transfer, not to end it. */
const LOW_FEE_LIMIT = 500_000;
const MAXIMUM_FEE = 49;

type Parameter = { type: string; value: unknown };
type Signable = Parameters<TronWeb["trx"]["sign"]>[0];

const address = (value: string): Parameter => ({ type: "address", value });
const uint = (value: bigint): Parameter => ({ type: "uint256", value: value.toString() });

/** Deploys what payers need beside USDT, and drives our TRON node by its faucet, through an unmodified tronweb. */
export async function driveTron(development: Development): Promise<ChainDriver> {
  const { rpcUrl, usdt, faucetPrivateKey } = development.tron;
  const tronWeb = new TronWeb({ fullHost: rpcUrl, privateKey: faucetPrivateKey.replace(/^0x/, "") });
  const faucet = tronWeb.defaultAddress.base58 || "";
  const inTurn = createFaucetQueue();

  async function control(verb: string, body: Record<string, unknown>): Promise<void> {
    const reply = await fetch(`${rpcUrl}/dev/${verb}`, { method: "POST", body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`The TRON node refused ${verb}: ${await reply.text()}`);
  }

  async function broadcast(transaction: Signable): Promise<string> {
    const signed = await tronWeb.trx.sign(transaction);
    const answer = await tronWeb.trx.sendRawTransaction(signed as never);
    if (!answer.result) throw new Error(`The TRON node refused a transaction: ${JSON.stringify(answer)}`);
    return (signed as { txID: string }).txID;
  }

  async function deploy(name: "BatchPayer" | "CloneToken", parameters: unknown[] = []): Promise<string> {
    const { abi, bytecode } = contractArtifact(name);
    const settings = { abi: abi as never, bytecode: bytecode.slice(2), feeLimit: FEE_LIMIT, name, parameters };
    const transaction = await tronWeb.transactionBuilder.createSmartContract(settings, faucet);
    await broadcast(transaction as Signable);
    await control("mine", { count: 1 });
    return tronWeb.address.fromHex(transaction.contract_address);
  }

  const call = (contract: string, signature: string, parameters: Parameter[], feeLimit = FEE_LIMIT) =>
    inTurn(async () => {
      const builder = tronWeb.transactionBuilder;
      const built = await builder.triggerSmartContract(contract, signature, { feeLimit }, parameters, faucet);
      return broadcast(built.transaction);
    });
  const transfer = (token: string, to: string, amount: bigint, feeLimit?: number) =>
    call(token, "transfer(address,uint256)", [address(to), uint(amount)], feeLimit);

  const batch = await deploy("BatchPayer");
  const clone = await deploy("CloneToken", [CLONE_SUPPLY.toString(), "USD Coin", "USDC", "6"]);
  await transfer(usdt, batch, BATCH_FUNDS);
  await control("mine", { count: 1 });
  const payBy = (functionName: string, to: string, amount: bigint) =>
    call(batch, `${functionName}(address,address,uint256)`, [address(usdt), address(to), uint(amount)]);

  return {
    network: "tron",
    rpcUrl,
    usdt,
    pay: (to, amount) => transfer(usdt, to, amount),
    payTogether: (payments) =>
      call(batch, "pay(address,address[],uint256[])", [
        address(usdt),
        { type: "address[]", value: payments.map(({ to }) => to) },
        { type: "uint256[]", value: payments.map(({ amount }) => amount.toString()) },
      ]),
    payOtherToken: (to, amount) => transfer(clone, to, amount),
    payAndRevert: (to, amount) => payBy("payThenRevert", to, amount),
    tryToOverpay: (to, amount) => payBy("tryToPay", to, BATCH_FUNDS * 2n + amount),
    payWithoutEnergy: (to, amount) => transfer(usdt, to, amount, LOW_FEE_LIMIT),
    setFee: (basisPoints) => inTurn(() => control("setTokenFee", { basisPoints, maximum: MAXIMUM_FEE })),
    fork: (depth, keep) => inTurn(() => reorganize({ network: "tron", development, depth, keepTransactions: keep })),
    readHead: async () => (await tronWeb.trx.getCurrentBlock()).block_header.raw_data.number,
    readFinal: async () => (await tronWeb.trx.getConfirmedCurrentBlock()).block_header.raw_data.number,
  };
}
