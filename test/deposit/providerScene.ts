import { readNetwork } from "../../src/deposits/network.js";
import { parseAmount } from "../../src/lib/money.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import {
  type NetworkBehindProxy,
  startEthereumBehindProxy,
  startTronBehindProxy,
} from "../support/networkBehindProxy.js";

type Start = () => Promise<NetworkBehindProxy>;

/** For `describe.each`: every network's name, and what starts it. */
export const NETWORKS_BEHIND_PROXIES = [
  ["ethereum", startEthereumBehindProxy],
  ["tron", startTronBehindProxy],
] satisfies [string, Start][];

/** A store that reaches a development chain only through a proxy, which lies and breaks as the test says. */
export type ProviderScene = {
  network: NetworkBehindProxy;
  store: DepositStore;
  /** Height of the last block that the store read. */
  cursor(): Promise<number | null>;
  /** Works on, as the beats of the queue do, until it has gone well once. */
  workOn(): Promise<void>;
  workUntilPaid(checkoutId: string): Promise<void>;
  /** Opens a checkout of 10 USDT and pays it in a block that is final. */
  payAndFinish(): ReturnType<DepositStore["open"]>;
  /** The proxy lets everything through again. */
  calm(): void;
  /** See the store's own close. */
  close(planted?: string[]): Promise<void>;
};

const pause = () => new Promise((resolve) => setTimeout(resolve, 100));

export async function openProviderScene(start: Start): Promise<ProviderScene> {
  const network = await start();
  const store = await createDepositStore(network);
  const works = () =>
    store.work().then(
      () => true,
      () => false,
    );
  return {
    network,
    store,
    cursor: async () => (await readNetwork(store.database.pool, network.chain.network)).cursorNumber,
    workOn: async () => {
      while (!(await works())) await pause();
    },
    workUntilPaid: async (checkoutId) => {
      for (;;) {
        await works();
        if ((await store.checkout(checkoutId)).status === "paid") return;
        // What failed is tried again later; the test does not wait for it.
        await store.database.pool.query("UPDATE deposits SET due_at = now() WHERE due_at IS NOT NULL");
        await pause();
      }
    },
    payAndFinish: async () => {
      const checkout = await store.open();
      await network.pay(checkout.address, parseAmount("10"));
      await network.mine(network.finalAfter);
      return checkout;
    },
    calm: () => {
      network.proxy.faults = [];
      network.proxy.storm = null;
      network.proxy.pardon();
    },
    close: async (planted) => {
      await store.close(planted);
      await network.close();
    },
  };
}
