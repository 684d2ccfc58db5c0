import { setTimeout as delay } from "node:timers/promises";
import { TronWeb } from "tronweb";
import { getAddress } from "viem";
import { messageOf, UnavailableError } from "../lib/errors.js";
import { contractArtifact } from "./contracts/contractArtifact.js";
import type { Development, SomeDevelopment } from "./development.js";
import { createEthereumClient } from "./ethereumClient.js";

export type PayParameters = {
  network: "ethereum" | "tron";
  /** The content of `dev.json`. */
  development: SomeDevelopment;
  /** Recipient, in the network's display form. */
  to: string;
  /** Base units of the token. */
  amount: bigint;
  /** Another token than USDT, in the network's display form. */
  token?: string;
};

const SEND_TRIES = 8;
const RETRY_MS = 50;
/** 100 TRX: three times what a transfer to an address without USDT burns. */
const TRON_FEE_LIMIT = 100_000_000;

/** The faucet's payments in flight, by node: two at once would take the same nonce. */
const queues = new Map<string | undefined, Promise<unknown>>();

/**
 * Pays from the faucet of a development chain. The payment is broadcast, not yet in a block, when this returns.
 * @returns the transaction's hash, with 0x on Ethereum and without on TRON.
 * @throws UnavailableError when the chain is not running or refuses the payment.
 */
export async function payOnDevelopmentChain(parameters: PayParameters): Promise<{ txHash: string }> {
  const { network, development } = parameters;
  const { ethereum, tron } = development;
  const [rpcUrl, send] =
    network === "ethereum"
      ? [ethereum?.rpcUrl, () => payOnEthereum(present(ethereum, network), parameters)]
      : [tron?.rpcUrl, () => payOnTron(present(tron, network), parameters)];
  const before = queues.get(rpcUrl) ?? Promise.resolve();
  const payment = before.then(() => sendWithRetries(send));
  const settled = payment.catch(() => undefined);
  queues.set(rpcUrl, settled);
  const txHash = await payment;
  if (queues.get(rpcUrl) === settled) queues.delete(rpcUrl);
  return { txHash };
}

function present<Chain>(chain: Chain | undefined, network: string): Chain {
  if (chain === undefined) throw new UnavailableError(`there is no development chain for ${network}`);
  return chain;
}

/**
 * Another process may pay from the same faucet at the same time: it took the nonce, or made the same TRON transaction. And a
 * TRON transaction lives for a minute from the block it was made on, so it is over where the chain's clock leaps meanwhile.
 */
async function sendWithRetries(send: () => Promise<string>): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await send();
    } catch (error) {
      const passing =
        /nonce too low|already (known|imported)|replacement transaction|DUP_TRANSACTION|TRANSACTION_EXPIRATION/i;
      if (tries < SEND_TRIES && passing.test(messageOf(error))) await delay(RETRY_MS * tries);
      else
        throw new UnavailableError(`the development chain refused the payment: ${messageOf(error)}`, { cause: error });
    }
  }
}

async function payOnEthereum(
  { rpcUrl, usdt, faucetPrivateKey }: Development["ethereum"],
  { to, amount, token }: PayParameters,
): Promise<string> {
  const client = createEthereumClient(rpcUrl, faucetPrivateKey);
  const { abi } = contractArtifact("UsdtLike");
  const args = [getAddress(to), amount];
  return client.writeContract({ address: getAddress(token ?? usdt), abi, functionName: "transfer", args });
}

async function payOnTron(
  { rpcUrl, usdt, faucetPrivateKey }: Development["tron"],
  { to, amount, token }: PayParameters,
): Promise<string> {
  const tronWeb = new TronWeb({ fullHost: rpcUrl, privateKey: faucetPrivateKey.replace(/^0x/, "") });
  const { transaction } = await tronWeb.transactionBuilder.triggerSmartContract(
    token ?? usdt,
    "transfer(address,uint256)",
    { feeLimit: TRON_FEE_LIMIT },
    [
      { type: "address", value: to },
      { type: "uint256", value: amount.toString() },
    ],
  );
  const signed = await tronWeb.trx.sign(transaction);
  const answer = await tronWeb.trx.sendRawTransaction(signed);
  if (!answer.result) throw new UnavailableError(`${answer.code}: ${Buffer.from(answer.message ?? "", "hex")}`);
  return signed.txID;
}
