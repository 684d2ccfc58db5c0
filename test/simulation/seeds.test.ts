import { afterAll, beforeAll, expect, it } from "vitest";
import { transaction } from "../../src/db/transaction.js";
import { checkInvariants } from "./check/checkInvariants.js";
import { createPlan } from "./plan/createPlan.js";
import { reportOf } from "./reportOf.js";
import { type Played, runSeed } from "./runSeed.js";
import { bundleMains, mainsIn } from "./world/bundleMains.js";
import { startWorld, type World } from "./world/startWorld.js";

/** Enough for every seed to have forks, kills and lies in it, few enough for five seeds to end in minutes. */
const BUYERS = 8;
const SEEDS: [seed: number, redis: boolean][] = [
  [1, false],
  [2, true],
  [3, false],
  [4, true],
  [5, false],
];
/** Most of it is waiting for processes to start; a busy machine needs ten times what an idle one does. */
const TIMEOUT_MS = 900_000;

/** Whose finished play is damaged. */
const DAMAGED_SEED = 1;

const ONE = "(bucket, id) IN (SELECT bucket, id FROM";

/** Damage that each invariant must notice, done to a finished play and undone again. */
const DAMAGE: [invariant: number, statement: string][] = [
  [1, "UPDATE entries SET to_account = from_account WHERE version = 1"],
  [2, `UPDATE wallets SET available = available + 1 WHERE ${ONE} wallets LIMIT 1)`],
  [3, `UPDATE wallets SET debt = -1 WHERE ${ONE} wallets LIMIT 1)`],
  [4, "UPDATE deposits SET amount = amount + 1 WHERE id = (SELECT min(id) FROM deposits WHERE status = 'credited')"],
  [4, "UPDATE deposits SET tx_hash = 'lost' WHERE id = (SELECT min(id) FROM deposits WHERE status = 'credited')"],
  [5, `UPDATE grants SET granted = granted + 1 WHERE ${ONE} grants WHERE source_type = 'deposit' LIMIT 1)`],
  [6, `DELETE FROM debits WHERE ${ONE} debits LIMIT 1)`],
  [7, `UPDATE holds SET captured = captured + 1 WHERE ${ONE} holds LIMIT 1)`],
  [10, `UPDATE debits SET reference = 'nobody asked' WHERE hold_id IS NULL`],
  [11, "UPDATE entries SET reference = 'another' WHERE version = 1"],
  [12, "DELETE FROM outbox WHERE version = 1"],
  [13, "UPDATE deposits SET status = 'confirming' WHERE status = 'credited'"],
  [14, "UPDATE networks SET cursor_hash = 'none' WHERE network = 'tron'"],
  [14, "DELETE FROM blocks b WHERE number = (SELECT max(number) - 3 FROM blocks WHERE network = b.network)"],
  [15, "UPDATE addresses SET address = 'another' WHERE address_index = 0"],
];

const ALLOW_DAMAGE = `SET LOCAL session_replication_role = replica;
DO $$ DECLARE c record; BEGIN
  FOR c IN SELECT conrelid::regclass AS of, conname FROM pg_constraint
           WHERE contype = 'c' AND conrelid IN ('entries'::regclass, 'wallets'::regclass, 'holds'::regclass, 'grants'::regclass) LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.of, c.conname);
  END LOOP;
END $$`;

class Undo extends Error {}

/** Which invariants are found broken after the damage, which is then rolled back. */
async function breakOnce({ stage, evidence }: Played, statement: string): Promise<number[]> {
  let broken: number[] = [];
  const damage = transaction(stage.store.pool, async (sql) => {
    await sql.query(ALLOW_DAMAGE);
    await sql.query(statement);
    broken = (await checkInvariants(sql, evidence)).map(({ invariant }) => invariant);
    throw new Undo();
  });
  await expect(damage).rejects.toThrow(Undo);
  return broken;
}

let mains: Awaited<ReturnType<typeof bundleMains>>;
let world: World;
let failed = false;
beforeAll(async () => {
  mains = await bundleMains();
  world = await startWorld(mainsIn(mains.directory));
}, TIMEOUT_MS);
afterAll(async () => {
  await world.close({ keepDirectory: failed });
  await mains.remove();
}, TIMEOUT_MS);

it.each(SEEDS)(
  "seed %i keeps every invariant (Redis: %s)",
  async (seed, redis) => {
    const plan = createPlan(seed, { buyers: BUYERS, redis });
    const result = await runSeed(world, plan, {
      say: () => {},
      inspect: async (played) => {
        if (seed !== DAMAGED_SEED) return;
        for (const [invariant, statement] of DAMAGE) {
          expect(await breakOnce(played, statement), statement).toContain(invariant);
        }
      },
    });
    failed ||= result.findings.length > 0;
    const command = `npm run simulate -- --seed ${seed} --buyers ${BUYERS}${redis ? " --redis" : ""}`;
    expect(result.findings, reportOf(result, command, world.directory)).toEqual([]);
    expect(result.counts.checkouts).toBeGreaterThan(0);
    expect(result.counts.disturbances).toBeGreaterThan(0);
  },
  TIMEOUT_MS,
);
