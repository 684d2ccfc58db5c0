import { getAddress, type Hex } from "viem";
import type { ContractName } from "../../../src/embedded/contracts/contractArtifact.js";
import { contractArtifact } from "../../../src/embedded/contracts/contractArtifact.js";
import { reorganize } from "../../../src/embedded/control.js";
import { deployContract } from "../../../src/embedded/deployContract.js";
import type { Development } from "../../../src/embedded/development.js";
import { createEthereumClient } from "../../../src/embedded/ethereumClient.js";
import { type ChainDriver, createFaucetQueue } from "./chainDriver.js";

const BATCH_FUNDS = 10n ** 13n;
const CLONE_SUPPLY = 10n ** 15n;
const GAS = 1_000_000n;
/** Enough to begin a transfer, not to end it. */
const TOO_LITTLE_GAS = 32_000n;
const MAXIMUM_FEE = 49n;

/** Deploys what payers need beside USDT, and drives anvil by its faucet. */
export async function driveEthereum(development: Development): Promise<ChainDriver> {
  const { rpcUrl, usdt, faucetPrivateKey } = development.ethereum;
  const client = createEthereumClient(rpcUrl, faucetPrivateKey);
  const inTurn = createFaucetQueue();
  const batch = await deployContract(client, "BatchPayer");
  const clone = await deployContract(client, "CloneToken", [CLONE_SUPPLY, "USD Coin", "USDC", 6n]);
  const token = getAddress(usdt);

  /** The gas is given, so that a call that fails is mined too. */
  const call = (name: ContractName, address: Hex, functionName: string, args: readonly unknown[], gas = GAS) =>
    inTurn(() => client.writeContract({ address, abi: contractArtifact(name).abi, functionName, args, gas }));
  await call("UsdtLike", token, "transfer", [batch, BATCH_FUNDS]);

  return {
    network: "ethereum",
    rpcUrl,
    usdt,
    pay: (to, amount) => call("UsdtLike", token, "transfer", [to, amount]),
    payTogether: (payments) =>
      call("BatchPayer", batch, "pay", [token, payments.map(({ to }) => to), payments.map(({ amount }) => amount)]),
    payOtherToken: (to, amount) => call("CloneToken", clone, "transfer", [to, amount]),
    payAndRevert: (to, amount) => call("BatchPayer", batch, "payThenRevert", [token, to, amount]),
    tryToOverpay: (to, amount) => call("BatchPayer", batch, "tryToPay", [token, to, BATCH_FUNDS * 2n + amount]),
    payWithoutEnergy: (to, amount) => call("UsdtLike", token, "transfer", [to, amount], TOO_LITTLE_GAS),
    setFee: async (basisPoints) => {
      await call("UsdtLike", token, "setParams", [BigInt(basisPoints), MAXIMUM_FEE]);
    },
    fork: (depth, keep) =>
      inTurn(() => reorganize({ network: "ethereum", development, depth, keepTransactions: keep })),
    readHead: async () => Number(await client.getBlockNumber()),
    readFinal: async () => Number((await client.getBlock({ blockTag: "finalized" })).number),
  };
}
