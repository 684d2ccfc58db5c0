import { expect, test } from "vitest";
import { resolveReorged } from "../../src/deposits/resolveReorged.js";
import { parseAmount as usdt } from "../../src/lib/money.js";
import { openEthereumStore } from "../support/ethereumStore.js";
import { lose } from "./lostPayment.js";

const { network, store } = await openEthereumStore();

test("a payment that came back is freed at once, however many were lost before it and have not returned", async () => {
  const checkout = await store.open();
  await network.pay(checkout.address, usdt("10"));
  await network.mine(network.finalAfter);
  await store.work();
  const { pool } = store.database;
  // In blocks above the final height, of which no chain has any.
  await pool.query(
    `INSERT INTO deposits (id, network, tx_hash, log_position, block_number, block_hash, block_at, token, from_address, to_address,
       amount, status, stuck_reason, wallet_id, detected_at, final_at, credited_at, due_at)
     SELECT 'dep_lost' || n, 'ethereum', 'lost' || n, 0, 1000000, 'left', now(), $1, 'from', 'to',
       1000000, 'stuck', 'reorged_after_credit', $2, now(), now(), now(), now() - interval '1 minute'
     FROM generate_series(1, 150) AS n`,
    [network.chain.usdt, checkout.walletId],
  );
  const [paid] = await store.deposits(checkout.id);
  await lose(store, checkout.id, [paid?.id ?? ""]);
  await resolveReorged(store.crediting, "ethereum");
  expect(await store.deposits(checkout.id)).toMatchObject([{ status: "credited", stuckReason: null }]);
  await pool.query("DELETE FROM deposits WHERE id LIKE 'dep_lost%'");
});
