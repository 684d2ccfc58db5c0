import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cancelCheckout } from "../../src/checkout/cancelCheckout.js";
import { chooseNetwork } from "../../src/checkout/chooseNetwork.js";
import { expireCheckouts } from "../../src/checkout/expireCheckouts.js";
import { verifyLedger } from "../../src/ledger/verify.js";
import { parseAmount } from "../../src/lib/money.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import { NETWORKS } from "../support/networks.js";
import type { TestNetwork } from "../support/testNetwork.js";

const usdt = parseAmount;

describe.each(NETWORKS)("addresses on %s", (_name, start) => {
  let network: TestNetwork;
  let store: DepositStore;
  beforeAll(async () => {
    network = await start();
    store = await createDepositStore(network);
  });
  afterAll(async () => {
    expect((await verifyLedger(store.database.pool)).checks.filter(({ ok }) => !ok)).toEqual([]);
    // Hundreds of checkouts were copied by SQL, which tells nobody.
    await store.close(["checkouts_told"]);
    await network.close();
  });

  async function pay(address: string, amount: string): Promise<void> {
    await network.pay(address, usdt(amount));
    await network.mine(network.finalAfter);
    await store.work();
  }

  /** As if the checkout had ended so many hours before. */
  const endedBefore = (id: string, hours: number) =>
    store.database.pool.query(
      "UPDATE checkouts SET ended_at = store_now() - make_interval(secs => $2::float8 * 3600) WHERE id = $1",
      [id, hours],
    );

  /** So many more checkouts like this one, with deposits like its own. */
  async function copyCheckout(id: string, copies: number): Promise<void> {
    const { pool } = store.database;
    await pool.query(
      `INSERT INTO checkouts SELECT (jsonb_populate_record(c, jsonb_build_object('id', c.id || '-' || n))).*
       FROM checkouts c, generate_series(1, $2::integer) n WHERE c.id = $1`,
      [id, copies],
    );
    await pool.query(
      `INSERT INTO deposits SELECT (jsonb_populate_record(d, jsonb_build_object(
         'id', d.id || '-' || n, 'tx_hash', d.tx_hash || n, 'checkout_id', d.checkout_id || '-' || n))).*
       FROM deposits d, generate_series(1, $2::integer) n WHERE d.checkout_id = $1`,
      [id, copies],
    );
  }

  test("serve one checkout at a time, and return to the same wallet, never another, once 24 hours have passed", async () => {
    const first = await store.open();
    const { walletId } = first;
    const beside = await store.open({ walletId });
    expect(beside.address).not.toBe(first.address);
    await cancelCheckout(store.database.pool, first.id);
    expect((await store.open({ walletId })).address).not.toBe(first.address);
    await endedBefore(first.id, 23.9);
    expect((await store.open({ walletId })).address).not.toBe(first.address);
    await endedBefore(first.id, 24.1);
    expect((await store.open()).address).not.toBe(first.address);
    expect((await store.open({ walletId })).address).toBe(first.address);
    expect((await store.open({ walletId })).address).not.toBe(first.address);
  });

  test("serve one checkout each, however many of a wallet choose their network at once", async () => {
    const { pool } = store.database;
    const { walletId } = await store.open();
    const rested = await Promise.all(Array.from({ length: 20 }, () => store.open({ walletId })));
    for (const { id } of rested) {
      await cancelCheckout(pool, id);
      await endedBefore(id, 25);
    }
    const undecided = await Promise.all(Array.from({ length: 20 }, () => store.open({ walletId, network: null })));
    await Promise.all(
      undecided.map(({ id }) => chooseNetwork(pool, store.crediting.chains, id, network.chain.network)),
    );
    const leased = await Promise.all(undecided.map(async ({ id }) => (await store.checkout(id)).address));
    expect(leased.toSorted()).toEqual(rested.map(({ address }) => address).toSorted());
  });

  test("give a payment to the checkout whose lease its block's time is in, the earlier one for what came before", async () => {
    const { pool } = store.database;
    const first = await store.open();
    await cancelCheckout(pool, first.id);
    await endedBefore(first.id, 25);
    const second = await store.open({ walletId: first.walletId });
    expect(second.address).toBe(first.address);
    await pool.query("UPDATE leases SET leased_at = leased_at - interval '30 hours' WHERE checkout_id = $1", [
      first.id,
    ]);
    await network.advance(5);
    await pay(second.address, "10");
    expect(await store.deposits(first.id)).toEqual([]);
    expect(await store.deposits(second.id)).toMatchObject([{ status: "credited" }]);
    // The second lease began after this block: the payment is the first checkout's.
    await pool.query("UPDATE leases SET leased_at = store_now() + interval '30 hours' WHERE checkout_id = $1", [
      second.id,
    ]);
    await pay(second.address, "10");
    expect(await store.deposits(first.id)).toMatchObject([{ status: "credited" }]);
    expect(await store.checkout(first.id)).toMatchObject({ status: "cancelled", exception: "paid_late" });
  });

  test("take a payment to a cancelled checkout by its terms, and one after it was paid at the base rate (case 16)", async () => {
    const cancelled = await store.open();
    await cancelCheckout(store.database.pool, cancelled.id);
    await pay(cancelled.address, "10");
    expect(await store.checkout(cancelled.id)).toMatchObject({ status: "cancelled", exception: "paid_late" });
    expect(await store.available(cancelled.walletId)).toBe(usdt("120"));
    const twice = await store.open();
    await pay(twice.address, "10");
    await pay(twice.address, "10");
    expect(await store.checkout(twice.id)).toMatchObject({ status: "paid", exception: "overpaid" });
    expect(await store.available(twice.walletId)).toBe(usdt("230"));
  });

  test("take what is short by no more than the tolerance for the whole, and one base unit less at the base rate", async () => {
    const within = await store.open();
    await pay(within.address, "9.95");
    expect(await store.checkout(within.id)).toMatchObject({ status: "paid", exception: null });
    expect(await store.available(within.walletId)).toBe(usdt("120"));
    const below = await store.open();
    await pay(below.address, "9.949999");
    expect(await store.checkout(below.id)).toMatchObject({ status: "open" });
    expect(await store.available(below.walletId)).toBe(usdt("109.449989"));
  });

  test("of an exchange's batch give each buyer what is theirs (case 5)", async () => {
    const buyers = await Promise.all([store.open(), store.open(), store.open()]);
    await network.payMany(buyers.map(({ address }, index) => ({ to: address, amount: usdt(String(10 + index)) })));
    await network.mine(network.finalAfter);
    await store.work();
    const credits = await Promise.all(buyers.map(({ walletId }) => store.available(walletId)));
    expect(credits).toEqual([usdt("120"), usdt("131"), usdt("142")]);
    const held = await Promise.all(buyers.map(({ address }) => network.chain.readBalance(address)));
    expect(held).toEqual([usdt("10"), usdt("11"), usdt("12")]);
  });

  test("expire with nothing, and underpaid, only once the scanned chain is past the deadline as well", async () => {
    const { pool } = store.database;
    const [empty, part] = [await store.open(), await store.open()];
    await pay(part.address, "4");
    await pool.query(
      `UPDATE checkouts SET created_at = created_at - interval '3 hours', expires_at = now() - interval '2 minutes',
         in_time_until = now() - interval '1 minute' WHERE id = ANY($1)`,
      [[empty.id, part.id]],
    );
    await pool.query("UPDATE deposits SET block_at = now() - interval '2 minutes' WHERE checkout_id = $1", [part.id]);
    const { rows } = await pool.query("SELECT cursor_at FROM networks");
    await pool.query("UPDATE networks SET cursor_at = now() - interval '90 seconds'");
    await expireCheckouts(pool, store.crediting.chains);
    expect([(await store.checkout(empty.id)).status, (await store.checkout(part.id)).status]).toEqual(["open", "open"]);
    await pool.query("UPDATE networks SET cursor_at = greatest($1, now())", [rows[0]?.cursor_at]);
    await expireCheckouts(pool, store.crediting.chains);
    expect(await store.checkout(empty.id)).toMatchObject({ status: "expired", exception: null });
    expect(await store.checkout(part.id)).toMatchObject({ status: "expired", exception: "underpaid" });
  });

  test("expire although hundreds before them wait: for a chain that is not read, or for a payment to become final", async () => {
    const { pool } = store.database;
    const other = network.chain.network === "tron" ? "ethereum" : "tron";
    const [down, paying, last] = [await store.open(), await store.open(), await store.open()];
    await network.pay(paying.address, usdt("4"));
    await store.work();
    await pool.query(
      `INSERT INTO networks SELECT (jsonb_populate_record(n, jsonb_build_object('network', $1::text))).*
       FROM networks n ON CONFLICT DO NOTHING`,
      [other],
    );
    await pool.query("UPDATE networks SET cursor_at = now() - interval '2 hours' WHERE network = $1", [other]);
    await pool.query("UPDATE networks SET cursor_at = greatest(cursor_at, now()) WHERE network <> $1", [other]);
    await pool.query(
      `INSERT INTO addresses (network, address_index, address, wallet_id)
       SELECT $2, address_index, address, wallet_id FROM checkouts WHERE id = $1`,
      [down.id, other],
    );
    await pool.query("UPDATE checkouts SET network = $2 WHERE id = $1", [down.id, other]);
    await pool.query(
      `UPDATE checkouts SET created_at = now() - interval '3 hours', expires_at = now() - interval '1 hour',
         in_time_until = now() - CASE WHEN id = $2 THEN interval '1 minute' ELSE interval '1 hour' END WHERE id = ANY($1)`,
      [[down.id, paying.id, last.id], last.id],
    );
    await pool.query("UPDATE deposits SET block_at = now() - interval '2 hours' WHERE checkout_id = $1", [paying.id]);
    for (const { id } of [down, paying]) await copyCheckout(id, 150);
    const both = new Map([...store.crediting.chains, [other, network.chain] as const]);
    await expireCheckouts(pool, both);
    const statuses = async () =>
      Promise.all([down, paying, last].map(async ({ id }) => (await store.checkout(id)).status));
    expect(await statuses()).toEqual(["open", "confirming", "expired"]);
    // One that is not watched here any more is read by nobody: the clock alone ends its checkouts.
    await expireCheckouts(pool, store.crediting.chains);
    expect(await statuses()).toEqual(["expired", "confirming", "expired"]);
  });
});
