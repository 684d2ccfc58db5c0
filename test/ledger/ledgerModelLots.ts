import fc from "fast-check";
import { expect } from "vitest";
import { transaction } from "../../src/db/transaction.js";
import { requireBucket } from "../../src/ledger/bucket.js";
import { lockWallet } from "../../src/ledger/lockWallet.js";
import { postGrants } from "../../src/ledger/postGrants.js";
import { transferCredits } from "../../src/ledger/transfer.js";
import { amounts, Command, pick } from "./ledgerModelCommand.js";
import { takeUnits } from "./ledgerModelPaper.js";
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
      const age = paper.lots.length;
      paper.lots.push({ wallet: 0, priority, lapsedAs: Number.POSITIVE_INFINITY, age, units: amount, state: "fresh" });
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
      const units = takeUnits(paper, amount, from);
      expect(wordOf(outcome)).toBe(units === null ? "insufficient_credits" : "ok");
      if (units === null) return;
      const counts = new Map<number, number>();
      for (const index of units) counts.set(index, (counts.get(index) ?? 0) + 1);
      const { lots } = resultOf(outcome);
      expect(lots.length).toBe(counts.size);
      for (const { fromGrantId, grantId } of lots) {
        const index = real.grantIds.indexOf(fromGrantId);
        const source = paper.lots[index];
        if (source === undefined) throw new Error(`the ledger moved a lot that is not on paper: ${fromGrantId}`);
        paper.lots.push({ ...source, wallet: to, units: counts.get(index) ?? 0 });
        real.grantIds.push(grantId);
      }
    }),
);

/**
 * Few lots, so that the same one is spent from, reopened and closed within one sequence. The wallet is due then, and
 * whoever writes next settles it.
 */
export const lapses = fc.nat(2).map(
  (index) =>
    new Command(`lot ${index} lapses`, async (paper, real) => {
      const one = pick(paper.lots, index);
      if (one === undefined || one.state === "lapsed" || one.state === "closed") return;
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
