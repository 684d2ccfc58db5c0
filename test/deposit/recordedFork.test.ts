import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addressOfBytes } from "../../src/chains/addresses.js";
import type { Chain, Network } from "../../src/chains/chain.js";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { createTronChain } from "../../src/chains/tron/createTronChain.js";
import { openCatalogVersions } from "../../src/checkout/catalogVersions.js";
import { openCheckout } from "../../src/checkout/openCheckout.js";
import { transaction } from "../../src/db/transaction.js";
import { claimTransaction } from "../../src/deposits/claimTransaction.js";
import { confirmDeposits } from "../../src/deposits/confirmDeposits.js";
import { creditDeposit } from "../../src/deposits/creditDeposit.js";
import type { Crediting } from "../../src/deposits/crediting.js";
import { readDeposits } from "../../src/deposits/deposit.js";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { createWallet } from "../../src/ledger/createWallet.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { parseConfirmations } from "../../src/lib/confirmations.js";
import { parseAmount } from "../../src/lib/money.js";
import { findBookFaults } from "../support/checkBooks.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { type FixtureServer, readFixture, startFixtureServer } from "../support/fixtureServer.js";
import { serveTronChain } from "../support/fixtureServerTron.js";
import { ANCESTOR, ORPHAN, SURVIVOR, wholeForkStage } from "../support/recordedFork.js";
import { watchRecorded } from "../support/recordedStore.js";

// The fork that was recorded from real TRON nodes, through the production client, scanner and crediting.

type PrivateNet = { token: string; accounts: Record<string, { base58: string }> };

let recorded = wholeForkStage("10-fork-alone", "alone");
let server: FixtureServer;
let database: TestDatabase;
let chain: Chain;
let crediting: Crediting;

beforeAll(async () => {
  const net = readFixture("tron/java-tron/chain.json") as PrivateNet;
  server = await startFixtureServer((request) => serveTronChain(recorded)(request));
  database = await createTestDatabase();
  const usdt = addressOfBytes("tron", net.token.slice(2));
  chain = createTronChain({ urls: [server.url], usdt, xpub: DEVELOPMENT_XPUBS.tron });
  const catalogs = openCatalogVersions(database.pool);
  await catalogs.publish(await readFile("catalogs/default.yaml", "utf8"));
  const chains = new Map<Network, Chain>([["tron", chain]]);
  crediting = { pool: database.pool, chains, catalogs, minimum: 1_000_000n };
  await watchRecorded(database.pool, chain, ANCESTOR, []);
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

/** A checkout that was open when the fork was recorded, with a recorded address for its own. */
async function openRecorded({ to }: { to: string }): Promise<{ id: string; walletId: string }> {
  const { pool } = database;
  const { accounts } = readFixture("tron/java-tron/chain.json") as PrivateNet;
  const walletId = (await createWallet(pool, {})).wallet.id;
  const catalog = await crediting.catalogs.current();
  const id = await transaction(pool, (sql) =>
    openCheckout(sql, catalog, crediting.chains, {
      ...{ clientId: "cli_test", walletId, region: null, purchase: { packId: "small" }, network: "tron" },
      ...{ promoCode: null, returnUrl: null, metadata: {}, ttlSeconds: 3600 },
    }),
  );
  const opened = new Date(ANCESTOR.timestamp.getTime() - 600_000);
  const ends = new Date(ANCESTOR.timestamp.getTime() + 3_000_000);
  const address = accounts[to]?.base58;
  await pool.query(
    `UPDATE addresses SET address = $2 WHERE address_index = (SELECT address_index FROM leases WHERE checkout_id = $1)`,
    [id, address],
  );
  await pool.query("UPDATE leases SET leased_at = $2 WHERE checkout_id = $1", [id, opened]);
  await pool.query(
    "UPDATE checkouts SET address = $2, created_at = $3, expires_at = $4, in_time_until = $4 WHERE id = $1",
    [id, address, opened, ends],
  );
  return { id, walletId };
}

async function scanAll() {
  while ((await scanNetwork(database.pool, chain)).behind);
  await confirmDeposits(crediting, "tron", parseConfirmations("final"));
  const deposits = await readDeposits(database.pool, "true", []);
  return new Map(deposits.map((deposit) => [deposit.txHash, deposit]));
}

test("of two payments that a fork takes, one comes back and is credited once, the other never does (case 79)", async () => {
  const [kept, lost] = [await openRecorded(SURVIVOR), await openRecorded(ORPHAN)];
  const claim = (checkout: { id: string }, { txHash }: { txHash: string }) =>
    claimTransaction(database.pool, crediting.chains, checkout.id, txHash);
  let deposits = await scanAll();
  const before = deposits.get(SURVIVOR.txHash);
  expect(before).toMatchObject({ status: "confirming", blockNumber: 313, amount: parseAmount("21") });
  expect(deposits.get(ORPHAN.txHash)).toMatchObject({ status: "confirming", amount: parseAmount("34") });

  recorded = wholeForkStage("10-fork-rejoined", "rejoined");
  deposits = await scanAll();
  expect([...deposits.values()].map(({ status }) => status)).toEqual(["reorged", "reorged"]);
  expect(await claim(kept, SURVIVOR)).toMatchObject({ state: "pooled" });
  await expect(claim(lost, ORPHAN)).rejects.toMatchObject({ code: "not_found" });

  recorded = wholeForkStage("10-fork-rejoined", "later");
  deposits = await scanAll();
  expect(deposits.get(SURVIVOR.txHash)).toMatchObject({ id: before?.id, status: "confirming", blockNumber: 325 });
  expect(deposits.get(SURVIVOR.txHash)?.finalAt).toBeNull();

  // DERIVED: the recording ends before block 325 is solid.
  recorded.solid = recorded.head;
  deposits = await scanAll();
  const ids = [...deposits.values()].flatMap(({ id }) => [id, id]);
  const results = await Promise.all(ids.map((id) => creditDeposit(crediting, id)));
  expect(results.map(({ kind }) => kind).sort()).toEqual(["credited", "not_due", "not_due", "not_due"]);
  deposits = await scanAll();
  expect(deposits.size).toBe(2);
  expect(deposits.get(SURVIVOR.txHash)).toMatchObject({ id: before?.id, status: "credited" });
  expect(deposits.get(ORPHAN.txHash)).toMatchObject({ status: "reorged", credits: 0n });
  expect((await readWallet(database.pool, kept.walletId)).available).toBe(parseAmount("241"));
  expect((await readWallet(database.pool, lost.walletId)).available).toBe(0n);
  expect(await findBookFaults(database.pool)).toEqual([]);
});
