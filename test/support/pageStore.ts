import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { reorganize } from "../../src/embedded/control.js";
import { readDevelopment } from "../../src/embedded/development.js";
import { payOnDevelopmentChain } from "../../src/embedded/pay.js";
import { parseAmount } from "../../src/lib/money.js";
import { startBrowser, type TestBrowser } from "./browser.js";
import { type Coffer, callCoffer, createDataDirectory, startCoffer } from "./coffer.js";

type OpenedCheckout = {
  id: string;
  url: string;
  walletId: string;
  network: "tron" | "ethereum" | null;
  address: string | null;
  amountDue: string;
};

export type PageStore = TestBrowser & {
  coffer: Coffer;
  /** Calls the API by the store's key. */
  call(path: string, body?: Record<string, unknown>): ReturnType<typeof callCoffer>;
  /** Calls the API by another role's key. */
  callAs(role: "service" | "operator", path: string, body?: Record<string, unknown>): ReturnType<typeof callCoffer>;
  /** One of its play keys. */
  readKey(role: "store" | "service" | "operator"): Promise<string>;
  /** Opens a checkout of the small pack, for a new wallet unless one is named. */
  openCheckout(fields?: Record<string, unknown>): Promise<OpenedCheckout>;
  /** Pays a checkout on its chain, in USDT. @returns the transaction's hash. */
  pay(checkout: OpenedCheckout, usdt: string): Promise<string>;
  /** Replaces the newest blocks of a chain by others; what was in them is gone. */
  forkAway(network: "tron" | "ethereum", depth: number): Promise<void>;
  /** Stops the store and the browser, and removes what they left. */
  closeAll(): Promise<void>;
};

/** How long a busy machine may take until a store and a browser are up, in milliseconds. */
export const PAGE_STORE_MS = 240_000;

/** A running store with both development chains, and a browser to look at its pages. */
export async function startPageStore(environment: Record<string, string> = {}): Promise<PageStore> {
  const data = await createDataDirectory();
  const [coffer, browser] = await Promise.all([
    startCoffer("src/main.ts", {
      DATA_DIR: data.path,
      PORT: "0",
      METRICS_PORT: "0",
      LOG_LEVEL: "warn",
      ...environment,
    }),
    startBrowser(),
  ]);
  const call: PageStore["call"] = (path, body) => callCoffer(coffer, data.path, "store", path, body);
  return {
    ...browser,
    coffer,
    call,
    callAs: (role, path, body) => callCoffer(coffer, data.path, role, path, body),
    readKey: async (role) => JSON.parse(await readFile(join(data.path, "keys.json"), "utf8"))[role],
    openCheckout: async (fields = {}) => {
      const walletId = fields.walletId ?? (await call("/v1/wallets", {})).body.id;
      const opened = await call("/v1/checkouts", { packId: "small", ...fields, walletId });
      return opened.body as Record<string, unknown> & OpenedCheckout;
    },
    pay: async ({ network, address }, usdt) => {
      if (network === null || address === null) throw new Error("The checkout has no network to pay on.");
      const development = readDevelopment(data.path);
      const payment = { network, development, to: address, amount: parseAmount(usdt) };
      return (await payOnDevelopmentChain(payment)).txHash;
    },
    forkAway: (network, depth) =>
      reorganize({ network, development: readDevelopment(data.path), depth, keepTransactions: false }),
    closeAll: async () => {
      await browser.close();
      await coffer.stop();
      await data.remove();
    },
  };
}
