import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { confirmDeposits } from "../../src/deposits/confirmDeposits.js";
import { creditDeposit } from "../../src/deposits/creditDeposit.js";
import { readDeposits } from "../../src/deposits/deposit.js";
import { readNetwork } from "../../src/deposits/network.js";
import { rejectDeposit } from "../../src/deposits/rejectDeposit.js";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { parseConfirmations } from "../../src/lib/confirmations.js";
import { parseAmount } from "../../src/lib/money.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import { startEthereumNetwork } from "../support/ethereumNetwork.js";
import type { TestNetwork } from "../support/testNetwork.js";
import { startTronNetwork } from "../support/tronNetwork.js";

const usdt = parseAmount;
/** Blocks that three more replace must not be final yet. */
const startEthereum = () => startEthereumNetwork({ slotsInAnEpoch: 2 });

describe.each([
  ["ethereum", startEthereum],
  ["tron", startTronNetwork],
] satisfies [string, () => Promise<TestNetwork>][])("a fork before crediting on %s", (_name, start) => {
  let network: TestNetwork;
  let store: DepositStore;
  beforeAll(async () => {
    network = await start();
    store = await createDepositStore(network);
  });
  afterAll(async () => {
    await store.close();
    await network.close();
  });

  /** A payment with one confirmation, which is due for crediting by that. */
  async function payUntilDue() {
    const { pool } = store.database;
    const checkout = await store.open();
    await network.mine(2);
    await network.pay(checkout.address, usdt("10"));
    await scanNetwork(pool, network.chain);
    const due = await confirmDeposits(store.crediting, network.chain.network, parseConfirmations("1"));
    const [deposit] = await store.deposits(checkout.id);
    if (deposit === undefined) throw new Error("the payment was not recorded");
    expect(due).toContain(deposit.id);
    return { checkout, deposit };
  }

  async function expectNoGrant(depositId: string): Promise<void> {
    expect((await store.database.pool.query("SELECT FROM grants WHERE deposit_id = $1", [depositId])).rowCount).toBe(0);
  }

  test.each([
    ["moved", true, "not where it was recorded"],
    ["dropped", false, "No node knows"],
  ])(
    "that %s a payment which is due, and that no scan has seen, is noticed by crediting (case 13)",
    async (_what, keep, refusal) => {
      const { checkout, deposit } = await payUntilDue();
      await network.fork(1, keep);
      await network.mine(1);
      await expect(creditDeposit(store.crediting, deposit.id)).rejects.toThrow(refusal);
      await expectNoGrant(deposit.id);
      await network.mine(network.finalAfter + 1);
      await store.work();
      const becomes = keep ? { status: "credited", credits: usdt("120") } : { status: "reorged", credits: 0n };
      expect(await store.deposits(checkout.id)).toMatchObject([{ id: deposit.id, ...becomes }]);
      expect(await store.available(checkout.walletId)).toBe(becomes.credits);
    },
  );

  test("that is followed while crediting waits for a lock leaves it nothing to credit (case 13)", async () => {
    const { pool } = store.database;
    const { checkout, deposit } = await payUntilDue();
    const scan = await pool.connect();
    await scan.query("BEGIN");
    await scan.query("SELECT FROM checkouts WHERE id = $1 FOR NO KEY UPDATE", [checkout.id]);
    const crediting = creditDeposit(store.crediting, deposit.id);
    const waiting = async () =>
      (await pool.query("SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"))
        .rowCount;
    await expect.poll(waiting).toBe(1);
    await scan.query("UPDATE deposits SET block_hash = 'of the new branch' WHERE id = $1", [deposit.id]);
    await scan.query("COMMIT");
    scan.release();
    expect(await crediting).toEqual({ kind: "not_due" });
    await expectNoGrant(deposit.id);

    await pool.query("UPDATE deposits SET block_hash = $2 WHERE id = $1", [deposit.id, deposit.blockHash]);
    expect(await creditDeposit(store.crediting, deposit.id)).toMatchObject({ kind: "credited" });
    expect(await store.available(checkout.walletId)).toBe(usdt("120"));
  });

  test("that reaches three blocks down drops a payment without a credit (case 12)", async () => {
    const checkout = await store.open();
    await network.mine(2);
    await network.pay(checkout.address, usdt("10"));
    await network.mine(2);
    await store.work();
    expect(await store.deposits(checkout.id)).toMatchObject([{ status: "confirming" }]);
    await network.fork(3, false);
    await network.mine(network.finalAfter + 1);
    await store.work();
    expect(await store.deposits(checkout.id)).toMatchObject([{ status: "reorged" }]);
    expect((await store.checkout(checkout.id)).status).toBe("open");
    expect(await store.available(checkout.walletId)).toBe(0n);
  });

  test.each([
    ["drops", false, { status: "reorged", stuckReason: null }],
    ["moves", true, { status: "stuck", stuckReason: "no_checkout" }],
  ])("that %s a payment which an operator rejected ends the rejection", async (_what, keep, becomes) => {
    const { pool } = store.database;
    const { address, id: checkoutId } = await store.open();
    await pool.query("DELETE FROM leases WHERE checkout_id = $1", [checkoutId]);
    await network.mine(2);
    const txHash = await network.pay(address, usdt("10"));
    await store.work();
    const ofPayment = () => readDeposits(pool, "tx_hash = $1", [txHash]);
    const [deposit] = await ofPayment();
    await rejectDeposit(pool, deposit?.id ?? "", { clientId: "cli_operator", note: "not ours" });
    await network.fork(1, keep);
    await network.mine(network.finalAfter + 1);
    await store.work();
    expect(await ofPayment()).toMatchObject([{ id: deposit?.id, ...becomes }]);
  });

  test("that a scan of final blocks alone comes upon, below its cursor, freezes nothing", async () => {
    const { pool } = store.database;
    const checkout = await store.open();
    await network.mine(network.finalAfter);
    await network.pay(checkout.address, usdt("10"));
    await network.mine(1);
    while ((await scanNetwork(pool, network.chain)).scanned > 0);
    // Deep enough that, two blocks later, what is final is above the common ancestor and below the cursor.
    await network.fork(network.finalAfter - 1, false);
    await network.mine(2);
    expect(await scanNetwork(pool, network.chain, { finalOnly: true })).not.toMatchObject({ rolledBack: 0 });
    await store.work();
    expect(await store.deposits(checkout.id)).toMatchObject([{ status: "reorged" }]);
    expect(await readNetwork(pool, network.chain.network)).toMatchObject({ pausedAt: null });
  });
});
