import type { Check, Finding } from "./finding.js";
import { findRows } from "./finding.js";

/** Each query selects what breaks the invariant that it stands under; all recompute from the journal. */
const QUERIES: [invariant: number, what: string, text: string][] = [
  [
    1,
    "an entry moves nothing, or from an account to itself",
    "SELECT * FROM entries WHERE amount <= 0 OR from_account = to_account",
  ],
  [
    1,
    "the sum of all accounts is not zero",
    `SELECT sum(amount) AS sum FROM (SELECT amount FROM entries UNION ALL SELECT -amount FROM entries) AS sides
     HAVING sum(amount) <> 0`,
  ],
  [
    2,
    "a wallet's balances are not the sums of its entries",
    `SELECT w.id, w.available, w.held, w.debt, s.* FROM wallets w LEFT JOIN (
       SELECT wallet_id,
         sum(CASE 'available' WHEN to_account THEN amount WHEN from_account THEN -amount ELSE 0 END) AS available_sum,
         sum(CASE 'held' WHEN to_account THEN amount WHEN from_account THEN -amount ELSE 0 END) AS held_sum,
         sum(CASE 'debt' WHEN from_account THEN amount WHEN to_account THEN -amount ELSE 0 END) AS debt_sum
       FROM entries GROUP BY wallet_id) AS s ON s.wallet_id = w.id
     WHERE (w.available, w.held, w.debt) IS DISTINCT FROM
           (coalesce(available_sum, 0)::bigint, coalesce(held_sum, 0)::bigint, coalesce(debt_sum, 0)::bigint)`,
  ],
  [
    2,
    "held credits are not those of the open holds",
    `SELECT w.id, w.held FROM wallets w
     WHERE w.held <> (SELECT coalesce(sum(credits), 0) FROM holds h WHERE h.wallet_id = w.id AND h.state = 'open')`,
  ],
  [
    3,
    "a balance is below zero",
    "SELECT id, available, held, scheduled, debt FROM wallets WHERE least(available, held, scheduled, debt) < 0",
  ],
  [
    6,
    "what was granted, spent, refunded, lapsed and reversed is not what the wallets have",
    `SELECT * FROM (
       SELECT (SELECT coalesce(sum(amount), 0) FROM entries WHERE code = 'grant') AS granted,
              (SELECT coalesce(sum(credits), 0) FROM debits) AS spent,
              (SELECT coalesce(sum(refunded), 0) FROM debits) AS refunded,
              -- Refunded to a lot whose time was over.
              (SELECT coalesce(sum(amount), 0) FROM entries WHERE code = 'lapse' AND from_account = 'revenue') AS refunded_in_vain,
              (SELECT coalesce(sum(((to_account = ANY(own)) :: integer - (from_account = ANY(own)) :: integer) * amount), 0)
               FROM entries, (SELECT ARRAY['available', 'held', 'scheduled', 'debt'] AS own) AS accounts
               WHERE code NOT IN ('grant', 'debit', 'capture', 'refund')) AS other,
              (SELECT coalesce(sum(available + held + scheduled - debt), 0) FROM wallets) AS balances) AS totals
     WHERE granted - spent + refunded - refunded_in_vain + other <> balances`,
  ],
  [
    7,
    "an ended hold's captured and released credits are not what it held, or it ended more than once",
    `SELECT h.id, h.state, h.credits, h.captured, e.captured AS captured_sum, e.released, e.ends FROM holds h LEFT JOIN (
       SELECT hold_id, sum(amount) FILTER (WHERE code = 'capture') AS captured,
              sum(amount) FILTER (WHERE code IN ('release', 'lapse')) AS released,
              count(*) FILTER (WHERE code = 'capture') AS ends
       FROM entries WHERE hold_id IS NOT NULL GROUP BY hold_id) AS e ON e.hold_id = h.id
     WHERE h.captured <> coalesce(e.captured, 0) OR coalesce(e.ends, 0) > 1
        OR coalesce(e.captured, 0) + coalesce(e.released, 0) <> CASE h.state WHEN 'open' THEN 0 ELSE h.credits END`,
  ],
  [
    7,
    "a hold is open past its time",
    "SELECT id, expires_at FROM holds WHERE state = 'open' AND expires_at < store_now() - interval '10 seconds'",
  ],
  [
    8,
    "more was refunded of a charge than it took, or not what its entries say",
    `SELECT d.id, d.credits, d.refunded, e.amount FROM debits d LEFT JOIN (
       SELECT bucket, debit_id, sum(amount) AS amount FROM entries WHERE from_account = 'revenue' GROUP BY bucket, debit_id
     ) AS e ON e.bucket = d.bucket AND e.debit_id = d.id
     WHERE d.refunded > d.credits OR d.refunded <> coalesce(e.amount, 0)`,
  ],
  [
    8,
    "more was taken back of a lot than was granted",
    `SELECT g.id, g.kind, g.granted, r.taken FROM grants g JOIN (
       SELECT l.id, sum(l.amount) AS taken FROM entries, unnest(grant_ids, amounts) AS l(id, amount) WHERE code = 'reverse' GROUP BY l.id
     ) AS r ON r.id = g.id
     WHERE r.taken > g.granted`,
  ],
  [
    9,
    "a debit or hold has not exactly one key",
    `SELECT effects.id, count(k.key) AS keys FROM (
       SELECT bucket, id FROM debits WHERE hold_id IS NULL UNION ALL SELECT bucket, id FROM holds WHERE client_id <> 'coffer'
     ) AS effects LEFT JOIN idempotency_keys k ON k.bucket = effects.bucket AND k.effect_id = effects.id AND k.status = 201
     GROUP BY effects.bucket, effects.id HAVING count(k.key) <> 1`,
  ],
];

/** Invariants 1, 2, 3, 6 to 8 and a part of 9, in SQL of the simulation's own. */
export const checkLedgerSums: Check = async (sql) => {
  const findings: Finding[] = [];
  for (const [invariant, what, text] of QUERIES) findings.push(...(await findRows(sql, invariant, what, text)));
  return findings;
};
