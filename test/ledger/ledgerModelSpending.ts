import fc from "fast-check";
import { expect } from "vitest";
import { expireHolds } from "../../src/ledger/expireHolds.js";
import type { Outcome } from "../../src/ledger/outcome.js";
import { bucketOf } from "../../src/lib/ids.js";
import { capture } from "../../src/spend/capture.js";
import { debit } from "../../src/spend/debit.js";
import { hold } from "../../src/spend/hold.js";
import { refund } from "../../src/spend/refund.js";
import { voidHold } from "../../src/spend/voidHold.js";
import { amounts, Command, pick, picks } from "./ledgerModelCommand.js";
import { giveUnits, takeUnits } from "./ledgerModelPaper.js";
import { GRACE_SECONDS, resultOf, spender, wordOf } from "./spendingFixture.js";

/** Debits and holds take alike; each is listed with its own. */
function spends(kind: "debit" | "hold"): fc.Arbitrary<Command> {
  return amounts.map(
    (amount) =>
      new Command(`${kind} ${amount}`, async (paper, real) => {
        const request = { walletId: real.walletId, chargeFor: { credits: BigInt(amount) } };
        const spend = kind === "debit" ? debit : hold;
        const outcome: Outcome<{ id: string }> = await spend(real.spending, spender(), request);
        const units = takeUnits(paper, amount);
        expect(wordOf(outcome)).toBe(units === null ? "insufficient_credits" : "ok");
        const listed = kind === "debit" ? paper.debits : paper.holds;
        if (units !== null) listed.push({ id: resultOf(outcome).id, state: "open", units });
      }),
  );
}

export const debits = spends("debit");
export const holds = spends("hold");

export const captures = fc.tuple(picks, fc.option(amounts)).map(
  ([index, amount]) =>
    new Command(`capture ${amount ?? "all"} of hold ${index}`, async (paper, real) => {
      const one = pick(paper.holds, index);
      if (one === undefined) return;
      const taken = amount ?? one.units.length;
      const outcome = await capture(real.spending, spender(), {
        holdId: one.id,
        ...(amount === null ? {} : { credits: BigInt(amount) }),
      });
      const word = one.state === "ended" ? "hold_not_open" : taken > one.units.length ? "capture_exceeds_hold" : "ok";
      expect(wordOf(outcome)).toBe(word);
      if (word !== "ok") return;
      giveUnits(paper, one.units.slice(taken));
      one.state = "ended";
      paper.debits.push({
        id: resultOf(outcome).debitId ?? "",
        state: "open",
        units: one.units.slice(0, taken),
      });
    }),
);

export const voids = picks.map(
  (index) =>
    new Command(`void hold ${index}`, async (paper, real) => {
      const one = pick(paper.holds, index);
      if (one === undefined) return;
      expect(wordOf(await voidHold(real.spending, spender(), { holdId: one.id }))).toBe(
        one.state === "ended" ? "hold_not_open" : "ok",
      );
      if (one.state === "open") giveUnits(paper, one.units);
      one.state = "ended";
    }),
);

export const expiries = picks.map(
  (index) =>
    new Command(`hold ${index} runs out`, async (paper, real) => {
      const one = pick(paper.holds, index);
      if (one === undefined) return;
      const { pool } = real.database;
      await pool.query("UPDATE holds SET expires_at = now() - interval '1 second' WHERE bucket = $1 AND id = $2", [
        bucketOf("hld", one.id),
        one.id,
      ]);
      const ended = await expireHolds(pool, GRACE_SECONDS);
      // Holds that earlier sequences left open run out as well, once their quarter of an hour is over.
      const own = ended.filter((hold) => hold.walletId === real.walletId);
      expect(own.map((hold) => hold.id)).toEqual(one.state === "open" ? [one.id] : []);
      if (one.state === "open") giveUnits(paper, one.units);
      one.state = "ended";
    }),
);

export const refunds = fc.tuple(picks, fc.option(amounts)).map(
  ([index, amount]) =>
    new Command(`refund ${amount ?? "all"} of debit ${index}`, async (paper, real) => {
      const one = pick(paper.debits, index);
      if (one === undefined) return;
      const given = amount ?? one.units.length;
      const outcome = await refund(real.spending, spender(), {
        debitId: one.id,
        reason: "model",
        ...(amount === null ? {} : { credits: BigInt(amount) }),
      });
      const fits = given > 0 && given <= one.units.length;
      expect(wordOf(outcome)).toBe(fits ? "ok" : "refund_exceeds_debit");
      if (fits) giveUnits(paper, one.units.splice(one.units.length - given));
    }),
);
