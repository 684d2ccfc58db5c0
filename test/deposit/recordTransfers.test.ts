import { expect, test } from "vitest";
import type { TokenTransfer } from "../../src/chains/chain.js";
import { readDeposits } from "../../src/deposits/deposit.js";
import { recordTransfers } from "../../src/deposits/recordTransfers.js";
import { countStatements } from "../support/countStatements.js";
import { openEthereumStore } from "../support/ethereumStore.js";
import { undone } from "../support/undone.js";

const { network, store } = await openEthereumStore();

const digits = (value: number) => `0x${value.toString(16).padStart(64, "0")}`;

function transferTo(to: string, transaction = 1): TokenTransfer {
  const { usdt: token } = network.chain;
  const place = {
    txHash: digits(transaction),
    logPosition: 0,
    logIndex: transaction,
    blockNumber: 1,
    blockHash: digits(1),
  };
  return { ...place, token, from: to, to, amount: 10n };
}

const seenOf = (transfers: TokenTransfer[]) => transfers.map((transfer) => ({ transfer, blockAt: new Date() }));

test("a flood is recorded, and recorded again after a fork, in as many statements as two payments (case 8)", async () => {
  const { id, address } = await store.open();
  async function statementsFor(count: number): Promise<number> {
    let asked = 0;
    await undone(store.database.pool, async (sql) => {
      const { counted, statements } = countStatements(sql);
      const seen = seenOf(Array.from({ length: count }, (_, index) => transferTo(address, index)));
      const first = await recordTransfers(counted, "ethereum", seen);
      expect(first.filter(({ isNew }) => isNew)).toHaveLength(count);
      await sql.query("UPDATE deposits SET status = 'reorged' WHERE checkout_id = $1", [id]);
      // A node that shows each of them twice.
      const again = await recordTransfers(counted, "ethereum", [...seen, ...seen]);
      expect(again.map(({ depositId }) => depositId)).toEqual([...first, ...first].map(({ depositId }) => depositId));
      expect(again.filter(({ changed }) => changed)).toHaveLength(count);
      asked = statements();
      const { rows } = await sql.query<{ type: string; n: number }>(
        "SELECT type, count(*)::integer AS n FROM outbox WHERE type LIKE 'deposit.%' GROUP BY type",
      );
      expect(rows).toEqual([{ type: "deposit.detected", n: count }]);
    });
    return asked;
  }
  expect(await statementsFor(60)).toBe(await statementsFor(2));
});

test("a credited payment comes back with what was recorded of it only: its token, recipient and amount", async () => {
  const { id, address } = await store.open();
  const { address: other } = await store.open();
  await undone(store.database.pool, async (sql) => {
    const transfer = transferTo(address);
    await recordTransfers(sql, "ethereum", seenOf([transfer]));
    await sql.query(
      "UPDATE deposits SET status = 'stuck', stuck_reason = 'reorged_after_credit' WHERE checkout_id = $1",
      [id],
    );
    const moved = { ...transfer, blockNumber: 2, blockHash: digits(2) };
    const changedBy = async (seen: TokenTransfer) =>
      (await recordTransfers(sql, "ethereum", seenOf([seen]))).map(({ changed }) => changed);
    expect(await changedBy({ ...moved, token: other })).toEqual([false]);
    expect(await changedBy({ ...moved, to: other })).toEqual([false]);
    expect(await changedBy({ ...moved, amount: 11n })).toEqual([false]);
    expect(await changedBy(moved)).toEqual([true]);
  });
});

test("what begins anew after a fork has nothing left of what was tried before", async () => {
  const { id, address } = await store.open();
  await undone(store.database.pool, async (sql) => {
    await recordTransfers(sql, "ethereum", seenOf([transferTo(address)]));
    await sql.query(
      "UPDATE deposits SET status = 'reorged', attempts = 3, last_error = 'no answer', pending_total = 99 WHERE checkout_id = $1",
      [id],
    );
    await recordTransfers(sql, "ethereum", seenOf([transferTo(address)]));
    expect(await readDeposits(sql, "checkout_id = $1", [id])).toMatchObject([
      { status: "detected", attempts: 0, lastError: null, pendingTotal: 0n },
    ]);
  });
});
