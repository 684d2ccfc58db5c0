import type { Network } from "../../../src/chains/chain.js";

/** A development chain as payers and mishaps move it. Amounts are base units; each call returns once it is broadcast. */
export type ChainDriver = {
  network: Network;
  /** The node itself, past every proxy. */
  rpcUrl: string;
  usdt: string;
  /** Pays USDT from the faucet; returns the transaction's hash. */
  pay(to: string, amount: bigint): Promise<string>;
  /** Pays several recipients in one transaction of a contract. */
  payTogether(payments: { to: string; amount: bigint }[]): Promise<string>;
  payOtherToken(to: string, amount: bigint): Promise<string>;
  /** Pays and takes it back: the transaction fails. */
  payAndRevert(to: string, amount: bigint): Promise<string>;
  /** Tries to pay what the contract does not have: the transaction succeeds and nothing moves. */
  tryToOverpay(to: string, amount: bigint): Promise<string>;
  payWithoutEnergy(to: string, amount: bigint): Promise<string>;
  setFee(basisPoints: number): Promise<void>;
  /** Replaces the newest blocks; their transactions come back where `keep` is set and the new branch still takes them. */
  fork(depth: number, keep: boolean): Promise<void>;
  readHead(): Promise<number>;
  readFinal(): Promise<number>;
};

const TRIES = 8;
const RETRY_MS = 60;

/** The faucet's calls one after the other: two at once would take one nonce. Those that a fork crossed are tried again. */
export function createFaucetQueue(): <Result>(call: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  const attempt = async <Result>(call: () => Promise<Result>): Promise<Result> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await call();
      } catch (error) {
        if (tries === TRIES) throw error;
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS * tries));
      }
    }
  };
  return (call) => {
    const result = last.then(() => attempt(call));
    last = result.catch(() => {});
    return result;
  };
}
