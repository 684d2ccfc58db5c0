import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { expireHolds } from "../../src/ledger/expireHolds.js";
import { verifyLedger } from "../../src/ledger/verify.js";
import { campaignParts } from "../support/campaignParts.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import type { Real } from "./ledgerModelCommand.js";
import { grants, lapses, reversals, transfers } from "./ledgerModelLots.js";
import type { Paper } from "./ledgerModelPaper.js";
import { captures, debits, expiries, holds, refunds, voids } from "./ledgerModelSpending.js";
import { createSpending, GRACE_SECONDS, openWallet } from "./spendingFixture.js";

/** Credits come in and move often enough that most commands find some, and fail often enough for what is refused. */
const commands = [
  ...[grants, grants, grants, grants, debits, debits, holds, holds, holds, holds],
  ...[captures, captures, captures, captures, voids, expiries, refunds, refunds, refunds],
  ...[transfers, transfers, lapses, lapses, lapses, reversals],
];

/**
 * How many sequences, of how many commands at most, by which seed: `LEDGER_MODEL_RUNS=10000 LEDGER_MODEL_COMMANDS=50
 * LEDGER_MODEL_SEED=1` plays the long campaign of docs/campaigns/ledger-model.md.
 */
const RUNS = Number(process.env.LEDGER_MODEL_RUNS ?? 100);
const COMMANDS_MAX = Number(process.env.LEDGER_MODEL_COMMANDS ?? 40);
const SEED = Number(process.env.LEDGER_MODEL_SEED ?? Math.floor(Math.random() * 2 ** 31));
/** Sequences of one seed and one database. */
const PART = 1_000;

let database: TestDatabase;
/** Commands of the part's sequences. */
let played = 0;

beforeEach(async () => {
  database = await createTestDatabase();
  played = 0;
});
afterEach(() => database.drop());

/** Plays sequences that the seed decides; fast-check says the shortest that fails, and by which seed and path. */
async function play(numRuns: number, seed: number): Promise<void> {
  const { pool } = database;
  const spending = createSpending(pool);
  const sequences = fc.commands(commands, { maxCommands: COMMANDS_MAX, size: "max" });
  const agrees = fc.asyncProperty(sequences, async (sequence) => {
    const { walletId } = await openWallet(pool, []);
    const friend = await openWallet(pool, []);
    const real: Real = { spending, database, walletId, walletIds: [walletId, friend.walletId], grantIds: [] };
    const model: Paper = { lots: [], holds: [], debits: [], lapses: 0, debt: 0 };
    played += [...sequence].length;
    await fc.asyncModelRun(() => ({ model, real }), sequence);
  });
  await fc.assert(agrees, { numRuns, seed });
}

/** How many entries of each kind the sequences made. */
async function countEntries(): Promise<Record<string, number>> {
  const { rows } = await database.pool.query<{ code: string; count: bigint }>(
    "SELECT code, count(*) FROM entries GROUP BY code ORDER BY code",
  );
  return Object.fromEntries(rows.map(({ code, count }) => [code, Number(count)]));
}

describe("the ledger and books kept on paper", () => {
  it.each(campaignParts(RUNS, PART, { from: SEED, perSeed: PART }))(
    "agree on every lot after every command of $count sequences by seed $seed, and the entries prove it",
    { timeout: 300_000 + PART * 2_000 },
    async ({ count, seed }) => {
      await play(count, seed);
      // What sequences left open for longer than holds last is due by now.
      await expireHolds(database.pool, GRACE_SECONDS);
      const { checks } = await verifyLedger(database.pool);
      expect(checks.filter((check) => !check.ok)).toEqual([]);
      const entries = await countEntries();
      process.stdout.write(`${JSON.stringify({ sequences: count, seed, commands: played, entries })}\n`);
      // Sequences that move nothing would agree with anything.
      const spent = ["grant", "debit", "hold", "capture", "release", "refund", "lapse", "transfer"];
      for (const code of [...spent, "owe", "repay"]) {
        expect(entries[code] ?? 0, code).toBeGreaterThanOrEqual(count / 20);
      }
    },
  );
});
