import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expireHolds } from "../../src/ledger/expireHolds.js";
import { listGrants } from "../../src/ledger/listGrants.js";
import { postGrants } from "../../src/ledger/postGrants.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { verifyLedger } from "../../src/ledger/verify.js";
import { capture } from "../../src/spend/capture.js";
import { debit } from "../../src/spend/debit.js";
import { hold } from "../../src/spend/hold.js";
import { refund } from "../../src/spend/refund.js";
import type { Spending } from "../../src/spend/spending.js";
import { voidHold } from "../../src/spend/voidHold.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { createSpending, GRACE_SECONDS, lot, openWallet, resultOf, spender, wordOf } from "./spendingFixture.js";

/**
 * The books as anyone would keep them on paper: lots in burn order, each with what is left of it; what a hold or debit
 * took is a list of single base units, one entry per unit, so that no arithmetic is shared with the ledger.
 */
type PaperLot = { priority: number; units: number };
type Taken = { id: string; state: "open" | "ended"; units: number[]; debitId: string | null };
type Paper = { lots: PaperLot[]; holds: Taken[]; debits: Taken[] };
type Real = { spending: Spending; database: TestDatabase; walletId: string; grantIds: string[] };

function takeUnits(paper: Paper, amount: number): number[] | null {
  const order = paper.lots
    .map((_, index) => index)
    .sort((a, b) => (paper.lots[a]?.priority ?? 0) - (paper.lots[b]?.priority ?? 0) || a - b);
  const units = order.flatMap((index) => Array<number>(paper.lots[index]?.units ?? 0).fill(index)).slice(0, amount);
  if (units.length < amount) return null;
  giveUnits(paper, units, -1);
  return units;
}

function giveUnits(paper: Paper, units: number[], sign: 1 | -1 = 1): void {
  for (const index of units) {
    const one = paper.lots[index];
    if (one !== undefined) one.units += sign;
  }
}

async function agree(paper: Paper, real: Real): Promise<void> {
  const wallet = await readWallet(real.database.pool, real.walletId);
  const grants = (await listGrants(real.database.pool, real.walletId, { limit: 200 })).data;
  const remaining = new Map(grants.map((grant) => [grant.id, Number(grant.remaining)]));
  expect(real.grantIds.map((id) => remaining.get(id))).toEqual(paper.lots.map((one) => one.units));
  expect(Number(wallet.available)).toBe(paper.lots.reduce((sum, one) => sum + one.units, 0));
  expect(Number(wallet.held)).toBe(
    paper.holds.reduce((sum, one) => sum + (one.state === "open" ? one.units.length : 0), 0),
  );
}

type Step = (paper: Paper, real: Real) => Promise<void>;

class Command implements fc.AsyncCommand<Paper, Real> {
  readonly text: string;
  readonly step: Step;
  constructor(text: string, step: Step) {
    this.text = text;
    this.step = step;
  }
  check = () => true;
  toString = () => this.text;
  async run(paper: Paper, real: Real): Promise<void> {
    await this.step(paper, real);
    await agree(paper, real);
  }
}

const amounts = fc.integer({ min: 1, max: 12 });
const picks = fc.nat(9);

function pick<Item>(items: Item[], index: number): Item | undefined {
  return items.length === 0 ? undefined : items[index % items.length];
}

const grants = fc.tuple(amounts, fc.integer({ min: 1, max: 3 })).map(
  ([amount, priority]) =>
    new Command(`grant ${amount} at priority ${priority}`, async (paper, real) => {
      const [one] = await postGrants(real.database.pool, {
        walletId: real.walletId,
        depositId: null,
        checkoutId: null,
        grants: [lot(BigInt(amount), { priority })],
      });
      real.grantIds.push(one?.id ?? "");
      paper.lots.push({ priority, units: amount });
    }),
);

const debits = amounts.map(
  (amount) =>
    new Command(`debit ${amount}`, async (paper, real) => {
      const outcome = await debit(real.spending, spender(), {
        walletId: real.walletId,
        chargeFor: { credits: BigInt(amount) },
      });
      const units = takeUnits(paper, amount);
      expect(wordOf(outcome)).toBe(units === null ? "insufficient_credits" : "ok");
      if (units !== null) paper.debits.push({ id: resultOf(outcome).id, state: "open", units, debitId: null });
    }),
);

const holds = amounts.map(
  (amount) =>
    new Command(`hold ${amount}`, async (paper, real) => {
      const outcome = await hold(real.spending, spender(), {
        walletId: real.walletId,
        chargeFor: { credits: BigInt(amount) },
      });
      const units = takeUnits(paper, amount);
      expect(wordOf(outcome)).toBe(units === null ? "insufficient_credits" : "ok");
      if (units !== null) paper.holds.push({ id: resultOf(outcome).id, state: "open", units, debitId: null });
    }),
);

const captures = fc.tuple(picks, fc.option(amounts)).map(
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
        debitId: null,
      });
    }),
);

const voids = picks.map(
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

const expiries = picks.map(
  (index) =>
    new Command(`hold ${index} runs out`, async (paper, real) => {
      const one = pick(paper.holds, index);
      if (one === undefined) return;
      await real.database.pool.query("UPDATE holds SET expires_at = now() - interval '1 second' WHERE id = $1", [
        one.id,
      ]);
      const ended = await expireHolds(real.database.pool, GRACE_SECONDS);
      expect(ended.map((hold) => hold.id)).toEqual(one.state === "open" ? [one.id] : []);
      if (one.state === "open") giveUnits(paper, one.units);
      one.state = "ended";
    }),
);

const refunds = fc.tuple(picks, fc.option(amounts)).map(
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

const commands = [grants, grants, debits, debits, holds, holds, captures, voids, expiries, refunds];

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe("the ledger and books kept on paper", () => {
  it("agree on every lot after every command, and the entries prove it", { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 40, size: "max" }), async (sequence) => {
        const { walletId } = await openWallet(database.pool, []);
        const real: Real = { spending: createSpending(database.pool), database, walletId, grantIds: [] };
        await fc.asyncModelRun(() => ({ model: { lots: [], holds: [], debits: [] }, real }), sequence);
      }),
      { numRuns: 100 },
    );
    const { checks } = await verifyLedger(database.pool);
    expect(checks.filter((check) => !check.ok)).toEqual([]);
  });
});
