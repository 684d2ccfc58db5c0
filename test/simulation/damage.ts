import { expect } from "vitest";
import { transaction } from "../../src/db/transaction.js";
import { checkInvariants } from "./check/checkInvariants.js";
import type { Evidence } from "./check/finding.js";
import type { Answer } from "./play/createClient.js";
import type { Played } from "./runSeed.js";
import type { ProcessRecord } from "./world/keepProcess.js";

const ONE = "(bucket, id) IN (SELECT bucket, id FROM";

/** What the processes of a play left behind, with something else in it. */
type Lie = (evidence: Evidence) => Evidence;

/** The evidence as if the first process had also done this. */
const alsoDid = (change: (record: ProcessRecord) => Partial<ProcessRecord>): Lie => {
  return (evidence) => ({
    ...evidence,
    processes: evidence.processes.map((record, index) => (index === 0 ? { ...record, ...change(record) } : record)),
  });
};
const alsoLogged = (line: string): Lie => alsoDid(({ log }) => ({ log: `${log}${line}\n` }));

/** Damage that each invariant must notice: a statement, done to a finished play and undone again, or other evidence. */
export const DAMAGE: [invariant: number, damage: string | Lie][] = [
  [1, "UPDATE entries SET to_account = from_account WHERE version = 1"],
  [2, `UPDATE wallets SET available = available + 1 WHERE ${ONE} wallets LIMIT 1)`],
  [3, `UPDATE wallets SET debt = -1 WHERE ${ONE} wallets LIMIT 1)`],
  [4, "UPDATE deposits SET amount = amount + 1 WHERE id = (SELECT min(id) FROM deposits WHERE status = 'credited')"],
  [4, "UPDATE deposits SET tx_hash = 'lost' WHERE id = (SELECT min(id) FROM deposits WHERE status = 'credited')"],
  [5, `UPDATE grants SET granted = granted + 1 WHERE ${ONE} grants WHERE source_type = 'deposit' LIMIT 1)`],
  [6, `DELETE FROM debits WHERE ${ONE} debits LIMIT 1)`],
  [7, `UPDATE holds SET captured = captured + 1 WHERE ${ONE} holds LIMIT 1)`],
  [8, `UPDATE debits SET refunded = credits + 1 WHERE ${ONE} debits LIMIT 1)`],
  [
    8,
    `INSERT INTO entries SELECT bucket, wallet_id, 1000000, store_now(), 'reverse', 'available', 'reversals', granted + 1, 0, 0,
       ARRAY[id], ARRAY[granted + 1], NULL, NULL, deposit_id FROM grants WHERE kind = 'bonus' LIMIT 1`,
  ],
  [9, "DELETE FROM idempotency_keys"],
  [
    9,
    `INSERT INTO idempotency_keys SELECT bucket, wallet_id, client_id, key || '-again', fingerprint, status, code, effect_id, answer,
       request_id, created_at FROM idempotency_keys WHERE effect_id IS NOT NULL`,
  ],
  [10, `UPDATE debits SET reference = 'nobody asked' WHERE hold_id IS NULL`],
  [11, "UPDATE entries SET reference = 'another' WHERE version = 1"],
  [12, "DELETE FROM outbox WHERE version = 1"],
  [13, "UPDATE deposits SET status = 'confirming' WHERE status = 'credited'"],
  [14, "UPDATE networks SET cursor_hash = 'none' WHERE network = 'tron'"],
  [14, "DELETE FROM blocks b WHERE number = (SELECT max(number) - 3 FROM blocks WHERE network = b.network)"],
  [15, "UPDATE addresses SET address = 'another' WHERE address_index = 0"],
  [16, (evidence) => alsoLogged(`the key is ${evidence.secrets[0]}`)(evidence)],
  [16, (evidence) => ({ ...evidence, secrets: ["grant.created"] })],
  [17, alsoDid(({ exits }) => ({ exits: [...exits, { asked: null, code: 1 }] }))],
  [17, alsoDid(({ exits }) => ({ exits: [...exits, { asked: "SIGTERM", code: 1 }] }))],
  [17, alsoLogged('{"level":60,"msg":"the ledger does NOT agree with its entries"}')],
  [17, alsoLogged('{"level":60,"msg":"unhandled rejection"}')],
  [17, (evidence) => ({ ...evidence, connections: [{ pid: 1, state: "idle", query: "LISTEN changes" }] })],
];

/** Answers to a call that is sent again which are not its first one. */
export const LIES_OF_A_REPLAY: ((answer: Answer) => Answer)[] = [
  (answer) => ({ ...answer, replayed: true, text: `${answer.text} ` }),
  (answer) => ({ ...answer, replayed: true, status: 299 }),
  (answer) => ({ ...answer, replayed: false }),
];

const ALLOW_DAMAGE = `SET LOCAL session_replication_role = replica;
DO $$ DECLARE c record; BEGIN
  FOR c IN SELECT conrelid::regclass AS of, conname FROM pg_constraint
           WHERE contype = 'c' AND conrelid IN ('entries'::regclass, 'wallets'::regclass, 'holds'::regclass, 'grants'::regclass, 'debits'::regclass) LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.of, c.conname);
  END LOOP;
END $$`;

class Undo extends Error {}

/** Which invariants are found broken after the damage, which is then rolled back. */
export async function breakOnce({ stage, evidence }: Played, damage: string | Lie): Promise<number[]> {
  let broken: number[] = [];
  const broke = transaction(stage.store.pool, async (sql) => {
    await sql.query(ALLOW_DAMAGE);
    if (typeof damage === "string") await sql.query(damage);
    const shown = typeof damage === "string" ? evidence : damage(evidence);
    broken = (await checkInvariants(sql, shown)).map(({ invariant }) => invariant);
    throw new Undo();
  });
  await expect(broke).rejects.toThrow(Undo);
  return broken;
}
