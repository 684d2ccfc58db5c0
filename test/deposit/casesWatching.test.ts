import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { creditDeposit } from "../../src/deposits/creditDeposit.js";
import { pinNetwork } from "../../src/deposits/network.js";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { createWallet } from "../../src/ledger/createWallet.js";
import { parseAmount } from "../../src/lib/money.js";
import { createTestDatabase } from "../support/database.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import {
  type NetworkBehindProxy,
  startEthereumBehindProxy,
  startTronBehindProxy,
} from "../support/networkBehindProxy.js";

const usdt = parseAmount;
/** 10,000 in `npm run test:long`, as the catalogue of cases says. */
const DUST_TRANSFERS = Number(process.env.DUST_TRANSFERS ?? 120);
/** What one of them may take, with all that the store does of it, in milliseconds. */
const DUST_MS = 200;
const word = (value: number) => value.toString(16).padStart(64, "0");

describe.each([
  ["ethereum", startEthereumBehindProxy],
  ["tron", startTronBehindProxy],
] satisfies [string, () => Promise<NetworkBehindProxy>][])("watching %s", (_name, start) => {
  let network: NetworkBehindProxy;
  let store: DepositStore;
  beforeAll(async () => {
    network = await start();
    store = await createDepositStore(network);
  });
  afterEach(() => {
    network.proxy.faults = [];
  });
  afterAll(async () => {
    await store.close();
    await network.close();
  });

  test("a flood of dust earns nothing, is due for no crediting, and holds up no payment (case 8)", {
    timeout: 60_000 + DUST_TRANSFERS * DUST_MS,
  }, async () => {
    const [flooded, other] = [await store.open(), await store.open()];
    const dust = Array.from({ length: 30 }, () => ({ to: flooded.address, amount: 10n }));
    for (let sent = 0; sent < DUST_TRANSFERS; sent += dust.length) {
      await network.payMany(dust.slice(0, DUST_TRANSFERS - sent));
    }
    await network.pay(other.address, usdt("10"));
    await network.mine(network.finalAfter);
    await store.work();
    expect(await store.deposits(flooded.id)).toHaveLength(DUST_TRANSFERS);
    expect(await store.available(flooded.walletId)).toBe(0n);
    expect((await store.checkout(flooded.id)).status).not.toBe("paid");
    const { rows } = await store.database.pool.query(
      "SELECT count(*)::integer AS due FROM deposits WHERE due_at IS NOT NULL AND status = 'confirming'",
    );
    expect(rows[0].due).toBe(0);
    expect(await store.available(other.walletId)).toBe(usdt("120"));
  });

  test("the same blocks scanned by several workers at once, and credited by several, give one credit (case 27)", async () => {
    const checkout = await store.open();
    await network.pay(checkout.address, usdt("10"));
    await network.mine(network.finalAfter);
    const { pool } = store.database;
    await Promise.all(Array.from({ length: 6 }, () => scanNetwork(pool, network.chain)));
    const [deposit] = await store.deposits(checkout.id);
    expect(await store.deposits(checkout.id)).toHaveLength(1);
    await pool.query("UPDATE deposits SET status = 'confirming', final_at = now(), due_at = now() WHERE id = $1", [
      deposit?.id,
    ]);
    const results = await Promise.all(
      Array.from({ length: 6 }, () => creditDeposit(store.crediting, deposit?.id ?? "")),
    );
    expect(results.filter(({ kind }) => kind === "credited")).toHaveLength(1);
    expect(await store.available(checkout.walletId)).toBe(usdt("120"));
  });

  test("a token of other decimals than USDT's is refused at the start (case 9)", async () => {
    const database = await createTestDatabase();
    network.proxy.faults = [{ kind: "rewrite", change: (text) => text.replaceAll(word(6), word(18)) }];
    await expect(pinNetwork(database.pool, network.chain)).rejects.toThrow("has 18 decimals");
    expect((await database.pool.query("SELECT 1 FROM networks")).rowCount).toBe(0);
    await database.drop();
  });

  test("many checkouts opened at once get addresses of their own (case 17)", async () => {
    const checkouts = await Promise.all(Array.from({ length: 60 }, () => store.open()));
    expect(new Set(checkouts.map(({ address }) => address)).size).toBe(60);
    const { rows } = await store.database.pool.query<{ address_index: number; address: string }>(
      "SELECT address_index, address FROM addresses",
    );
    for (const row of rows) expect(network.chain.deriveAddress(row.address_index)).toBe(row.address);
  });

  test("a wallet that opens many checkouts at once gets an address for each (case 17)", async () => {
    const { id: walletId } = (await createWallet(store.database.pool, {})).wallet;
    const checkouts = await Promise.all(Array.from({ length: 5 }, () => store.open({ walletId })));
    expect(new Set(checkouts.map(({ address }) => address)).size).toBe(5);
  });
});
