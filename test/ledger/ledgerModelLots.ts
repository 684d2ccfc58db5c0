import fc from "fast-check";
import { expect } from "vitest";
import { transaction } from "../../src/db/transaction.js";
import { requireBucket } from "../../src/ledger/bucket.js";
import { lockWallet } from "../../src/ledger/lockWallet.js";
import { postGrants } from "../../src/ledger/postGrants.js";
import { reverseDeposit } from "../../src/ledger/reverseDeposit.js";
import { transferCredits } from "../../src/ledger/transfer.js";
import { newId } from "../../src/lib/ids.js";
import { debit } from "../../src/spend/debit.js";
import { insertDeposit } from "./depositRow.js";
import { amounts, Command, pick } from "./ledgerModelCommand.js";
import { newLot, repay, takeMoving, takeUnits } from "./ledgerModelPaper.js";
import { GRACE_SECONDS, lot, resultOf, spender, wordOf } from "./spendingFixture.js";

export const grants = fc.tuple(amounts, fc.integer({ min: 1, max: 3 })).map(
  ([amount, priority]) =>
    new Command(`grant ${amount} at priority ${priority}`, async (paper, real) => {
      const [one] = await postGrants(real.database.pool, {
        walletId: real.walletId,
        depositId: null,
        checkoutId: null,
        grants: [lot(BigInt(amount), { priority })],
      });
      real.grantIds.push(one?.id ?? "");
      newLot(paper, priority, amount);
      repay(paper, [paper.lots.length - 1]);
    }),
);

export const transfers = fc.tuple(amounts, fc.constantFrom<[0, 1] | [1, 0]>([0, 1], [1, 0])).map(
  ([amount, [from, to]]) =>
    new Command(`transfer ${amount} from wallet ${from} to wallet ${to}`, async (paper, real) => {
      const outcome = await transferCredits(
        real.database.pool,
        spender(),
        {
          fromWalletId: real.walletIds[from],
          toWalletId: real.walletIds[to],
          credits: BigInt(amount),
          reason: "model",
        },
        { graceSeconds: GRACE_SECONDS },
      );
      const units = takeMoving(paper, amount, from);
      expect(wordOf(outcome)).toBe(units === null ? "insufficient_credits" : "ok");
      if (units === null) return;
      const counts = new Map<number, number>();
      for (const index of units) counts.set(index, (counts.get(index) ?? 0) + 1);
      const { lots } = resultOf(outcome);
      const places = paper.lots.length;
      expect(lots.length).toBe(counts.size);
      for (const { fromGrantId, grantId } of lots) {
        const index = real.grantIds.indexOf(fromGrantId);
        const source = paper.lots[index];
        if (source === undefined) throw new Error(`the ledger moved a lot that is not on paper: ${fromGrantId}`);
        paper.lots.push({ ...source, wallet: to, units: counts.get(index) ?? 0 });
        real.grantIds.push(grantId);
      }
      if (to === 0) repay(paper, [...paper.lots.keys()].slice(places));
    }),
);

/** A purchase burns before all others, is spent at once and then reversed: all of it that was spent is owed. */
export const reversals = amounts.map(
  (amount) =>
    new Command(`${amount} are bought, spent and reversed`, async (paper, real) => {
      const { pool } = real.database;
      const { walletId } = real;
      const depositId = newId("dep");
      const grants = [lot(BigInt(amount), { kind: "promotional", priority: 0, componentId: "pack" })];
      const [granted] = await postGrants(pool, { walletId, depositId, checkoutId: newId("chk"), grants });
      real.grantIds.push(granted?.id ?? "");
      await insertDeposit(pool, depositId, walletId, BigInt(amount));
      const one = newLot(paper, 0, amount, false);
      repay(paper, [paper.lots.length - 1]);
      if (one.units > 0) {
        const chargeFor = { credits: BigInt(one.units) };
        const { id } = resultOf(await debit(real.spending, spender(), { walletId, chargeFor }));
        paper.debits.push({ id, state: "open", units: takeUnits(paper, one.units) ?? [] });
      }
      await transaction(pool, async (sql) => {
        await reverseDeposit(sql, depositId, GRACE_SECONDS);
        await sql.query("UPDATE deposits SET status = 'reorged', credits = 0 WHERE id = $1", [depositId]);
      });
      paper.debt += amount - one.units;
      one.units = 0;
    }),
);

/**
 * Few lots, and first those that were reopened, so that the same one is spent from, reopened and closed within one sequence,
 * and credits return to it after that. The wallet is due then, and whoever writes next settles it.
 */
export const lapses = fc.nat(2).map(
  (index) =>
    new Command(`lot ${index} lapses`, async (paper, real) => {
      const reopened = paper.lots.filter(({ state }) => state === "reopened");
      const one = pick([...reopened, ...paper.lots.filter(({ state }) => state === "fresh")], index);
      if (one === undefined) return;
      const grantId = real.grantIds[paper.lots.indexOf(one)];
      await transaction(real.database.pool, async (sql) => {
        const walletId = real.walletIds[one.wallet];
        await lockWallet(sql, walletId);
        await sql.query(
          `UPDATE grants SET expires_at = coalesce(expires_at, store_now()), grace_until = CASE WHEN grace_until IS NOT NULL THEN store_now() END
            WHERE bucket = $1 AND id = $2`,
          [requireBucket("wal", walletId), grantId],
        );
        await sql.query("UPDATE wallets SET due_at = least(due_at, store_now()) WHERE bucket = $1 AND id = $2", [
          requireBucket("wal", walletId),
          walletId,
        ]);
      });
      one.units = 0;
      if (one.state === "fresh") {
        paper.lapses += 1;
        one.lapsedAs = paper.lapses;
      }
      one.state = one.state === "fresh" ? "lapsed" : "closed";
    }),
);
