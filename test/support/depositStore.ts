import { readFile } from "node:fs/promises";
import { expect } from "vitest";
import type { Network } from "../../src/chains/chain.js";
import { openCatalogVersions } from "../../src/checkout/catalogVersions.js";
import { type Checkout, readCheckout } from "../../src/checkout/checkout.js";
import { openCheckout } from "../../src/checkout/openCheckout.js";
import { transaction } from "../../src/db/transaction.js";
import { confirmDeposits, listDue } from "../../src/deposits/confirmDeposits.js";
import { creditDeposit } from "../../src/deposits/creditDeposit.js";
import type { Crediting } from "../../src/deposits/crediting.js";
import { type Deposit, readDeposits } from "../../src/deposits/deposit.js";
import { pinNetwork } from "../../src/deposits/network.js";
import { recordFailure } from "../../src/deposits/recordFailure.js";
import { resolveReorged } from "../../src/deposits/resolveReorged.js";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { createWallet } from "../../src/ledger/createWallet.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { parseConfirmations } from "../../src/lib/confirmations.js";
import { findBookFaults, findChainFaults } from "./checkBooks.js";
import { createTestDatabase, type TestDatabase } from "./database.js";
import { startQueuedWork } from "./queuedWork.js";
import type { TestNetwork } from "./testNetwork.js";

export type DepositStore = {
  database: TestDatabase;
  crediting: Crediting;
  /** Opens a checkout for a new wallet, or for the one given, with an address on the network. */
  open(request?: {
    walletId?: string;
    packId?: string;
    amountUsd?: bigint;
    ttlSeconds?: number;
    /** Null: not chosen yet. Left out: the store's own. */
    network?: null;
  }): Promise<Checkout & { address: string }>;
  /** What the workers do until nothing is left to do: scan, confirm, credit. */
  work(): Promise<void>;
  deposits(checkoutId: string): Promise<Deposit[]>;
  checkout(id: string): Promise<Checkout>;
  /** Credits that a wallet can spend, base units. */
  available(walletId: string): Promise<bigint>;
  /**
   * Fails the test where the ledger, the outbox or the deposits are not as they must be.
   * @param planted what is wrong because the test made it so, a part of each fault's words.
   */
  close(planted?: string[]): Promise<void>;
};

/** What carries a store's jobs: nothing but calls, or a real queue that workers run on all the time. */
export type Backend = { name: "calls" } | { name: "PostgreSQL" } | { name: "Redis"; url: string };

/**
 * A store with one network. Without a queue its workers run only when a test says so. Crediting waits for
 * `confirmations`.
 */
export async function createDepositStore(
  network: TestNetwork,
  confirmations = "final",
  backend: Backend = { name: "calls" },
): Promise<DepositStore> {
  const database = await createTestDatabase();
  const { pool } = database;
  const { chain } = network;
  await pinNetwork(pool, chain);
  const catalogs = openCatalogVersions(pool);
  await catalogs.publish(await readFile("catalogs/default.yaml", "utf8"));
  const chains = new Map<Network, typeof chain>([[chain.network, chain]]);
  const crediting: Crediting = { pool, chains, catalogs, minimum: 1_000_000n };
  const rule = parseConfirmations(confirmations);
  await scanNetwork(pool, chain);
  const queued = { databaseUrl: database.url, crediting, chain, rule };
  const queue =
    backend.name === "calls" ? null : await startQueuedWork(queued, backend.name === "Redis" ? backend.url : undefined);

  return {
    database,
    crediting,
    open: async ({ walletId, packId = "small", amountUsd, ttlSeconds = 3600, ...request } = {}) => {
      const wallet = walletId ?? (await createWallet(pool, {})).wallet.id;
      const purchase = amountUsd === undefined ? { packId } : { amountUsd };
      const catalog = await catalogs.current();
      const id = await transaction(pool, (sql) =>
        openCheckout(sql, catalog, chains, {
          clientId: "cli_test",
          walletId: wallet,
          region: null,
          purchase,
          network: request.network === null ? null : chain.network,
          promoCode: null,
          returnUrl: null,
          metadata: { orderId: "17" },
          ttlSeconds,
        }),
      );
      const checkout = await readCheckout(pool, id);
      return { ...checkout, address: checkout.address ?? "" };
    },
    work: async () => {
      if (queue !== null) return queue.work();
      for (;;) {
        const { scanned } = await scanNetwork(pool, chain);
        await confirmDeposits(crediting, chain.network, rule);
        await resolveReorged(crediting, chain.network);
        for (const id of await listDue(pool, chain.network)) {
          await creditDeposit(crediting, id).catch((error) => recordFailure(pool, id, error));
        }
        if (scanned === 0) return;
      }
    },
    deposits: (checkoutId) => readDeposits(pool, "checkout_id = $1 ORDER BY detected_at, id", [checkoutId]),
    checkout: (id) => readCheckout(pool, id),
    available: async (walletId) => (await readWallet(pool, walletId)).available,
    close: async (planted = []) => {
      await queue?.close();
      try {
        const faults = [...(await findBookFaults(pool)), ...(await findChainFaults(pool, chain, network.nodeUrl))];
        expect(faults).toEqual(planted.map((fault) => expect.stringContaining(fault)));
      } finally {
        await database.drop();
      }
    },
  };
}
