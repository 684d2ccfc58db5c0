import type { Sql } from "../db/sql.js";

export type Fault = { name: string; count: bigint; example: string };

/**
 * Every fault of one bucket's books, by check, recomputed from the entries. One statement, so one snapshot: writers may
 * go on meanwhile.
 */
const FAULTS = `
WITH e AS MATERIALIZED (
  SELECT wallet_id, version, code, from_account, to_account, amount, available_after, held_after, grant_ids, amounts, hold_id, debit_id, reference,
         (to_account = 'available')::integer - (from_account = 'available')::integer AS to_available,
         (to_account = 'scheduled')::integer - (from_account = 'scheduled')::integer AS to_scheduled,
         (to_account = 'held')::integer - (from_account = 'held')::integer AS to_held,
         (from_account = 'debt')::integer - (to_account = 'debt')::integer AS to_debt
    FROM entries WHERE bucket = $1),
by_wallet AS (
  SELECT wallet_id, count(*) AS entries, min(version) AS first, max(version) AS last, sum(to_available * amount) AS available,
         sum(to_scheduled * amount) AS scheduled, sum(to_held * amount) AS held, sum(to_debt * amount) AS debt
    FROM e GROUP BY wallet_id),
running AS (
  SELECT wallet_id, version, available_after, held_after, sum(to_available * amount) OVER w AS available, sum(to_held * amount) OVER w AS held
    FROM e WINDOW w AS (PARTITION BY wallet_id ORDER BY version ROWS UNBOUNDED PRECEDING)),
moves AS MATERIALIZED (
  SELECT l.id, l.amount, e.wallet_id, e.code, e.to_available + e.to_scheduled AS to_open, e.to_held FROM e, unnest(e.grant_ids, e.amounts) AS l(id, amount)),
by_lot AS (
  SELECT id, min(wallet_id) AS wallet_id, count(DISTINCT wallet_id) AS wallets, sum(to_open * amount) AS remaining, sum(to_held * amount) AS held,
         sum(amount) FILTER (WHERE code IN ('grant', 'transfer') AND to_open = 1) AS granted FROM moves GROUP BY id),
lots AS MATERIALIZED (
  SELECT g.*, ledger_lapses_at(g.expires_at, g.grace_until, g.inactive_after_days, w.active_at) AS lapses_at,
         w.active_at + make_interval(hours => 24 * g.inactive_after_days) AS inactive_at
    FROM grants g JOIN wallets w ON w.bucket = g.bucket AND w.id = g.wallet_id WHERE g.bucket = $1),
by_wallet_lots AS (
  SELECT wallet_id, sum(remaining) FILTER (WHERE NOT scheduled) AS available, sum(remaining) FILTER (WHERE scheduled) AS scheduled, sum(held) AS held,
         least(min(CASE WHEN scheduled THEN effective_at ELSE lapses_at END) FILTER (WHERE remaining > 0),
               min(inactive_at) FILTER (WHERE NOT scheduled AND grace_until IS NULL AND coalesce(expires_at, 'infinity') > inactive_at)) AS due_at
    FROM lots GROUP BY wallet_id),
taken AS MATERIALIZED (
  SELECT e.wallet_id, e.reference, g.deposit_id, g.kind = 'bonus' AS bonus, l.amount
    FROM e CROSS JOIN LATERAL unnest(e.grant_ids, e.amounts) AS l(id, amount) JOIN lots g ON g.id = l.id WHERE e.code = 'reverse'),
by_request AS (
  SELECT reference AS id, min(wallet_id) AS wallet_id, min(deposit_id) AS deposit_id, max(deposit_id) AS last_deposit_id,
         coalesce(sum(amount) FILTER (WHERE NOT bonus), 0) AS credits, coalesce(sum(amount) FILTER (WHERE bonus), 0) AS bonus_credits
    FROM taken WHERE reference LIKE 'rfd\\_%' GROUP BY reference),
clawed AS (
  SELECT wallet_id, deposit_id, sum(amount) AS amount
    FROM (SELECT wallet_id, deposit_id, amount FROM taken UNION ALL SELECT wallet_id, reference, amount FROM e WHERE code = 'owe') AS c
   GROUP BY wallet_id, deposit_id),
reversed AS (
  SELECT wallet_id, deposit_id, sum(granted) AS granted FROM lots WHERE reversed_at IS NOT NULL GROUP BY wallet_id, deposit_id),
by_hold AS (
  SELECT hold_id, sum(amount) FILTER (WHERE code = 'hold') AS credits, coalesce(sum(amount) FILTER (WHERE code = 'capture'), 0) AS captured,
         coalesce(sum(amount) FILTER (WHERE code IN ('release', 'lapse')), 0) AS released FROM e WHERE hold_id IS NOT NULL GROUP BY hold_id),
open_holds AS (SELECT wallet_id, sum(credits) AS held FROM holds WHERE bucket = $1 AND state = 'open' GROUP BY wallet_id),
refunds AS (SELECT debit_id, sum(amount) AS refunded FROM e WHERE from_account = 'revenue' GROUP BY debit_id),
effects AS (
  SELECT wallet_id, effect_id AS id, count(*) FILTER (WHERE status = 201) AS made, count(*) FILTER (WHERE status = 200) AS ended
    FROM idempotency_keys WHERE bucket = $1 AND effect_id IS NOT NULL GROUP BY wallet_id, effect_id),
keyed AS (
  SELECT wallet_id, id, 0 AS ends FROM debits WHERE bucket = $1 AND hold_id IS NULL
  UNION ALL
  SELECT wallet_id, id, (state IN ('captured', 'voided'))::integer FROM holds WHERE bucket = $1 AND client_id <> 'coffer'),
faults AS (
  SELECT 'entries_balance' AS name, wallet_id || ' ' || version AS example FROM e
   WHERE from_account = to_account OR amount <= 0 OR (code <> 'owe' AND ledger_total(amounts) <> amount)
  UNION ALL
  SELECT 'entries_complete', coalesce(w.id, b.wallet_id) FROM (SELECT * FROM wallets WHERE bucket = $1) w FULL JOIN by_wallet b ON b.wallet_id = w.id
   WHERE w.id IS NULL OR w.version <> coalesce(b.entries, 0) OR (w.version > 0 AND (b.first <> 1 OR b.last <> w.version))
  UNION ALL
  SELECT 'running_balances', wallet_id || ' ' || version FROM running WHERE available <> available_after OR held <> held_after
  UNION ALL
  SELECT 'wallet_balances', w.id FROM wallets w LEFT JOIN by_wallet b ON b.wallet_id = w.id
   WHERE w.bucket = $1 AND (w.available, w.scheduled, w.held, w.debt) IS DISTINCT FROM
         (coalesce(b.available, 0)::bigint, coalesce(b.scheduled, 0)::bigint, coalesce(b.held, 0)::bigint, coalesce(b.debt, 0)::bigint)
  UNION ALL
  SELECT 'never_negative', id FROM wallets WHERE bucket = $1 AND least(available, scheduled, held, debt) < 0
  UNION ALL
  SELECT 'wallet_lots', w.id FROM wallets w LEFT JOIN by_wallet_lots l ON l.wallet_id = w.id
   WHERE w.bucket = $1 AND (w.available, w.scheduled, w.held) IS DISTINCT FROM
         (coalesce(l.available, 0)::bigint, coalesce(l.scheduled, 0)::bigint, coalesce(l.held, 0)::bigint)
  UNION ALL
  SELECT 'wallet_due', w.id FROM wallets w
    JOIN (SELECT wallet_id, due_at FROM by_wallet_lots UNION ALL
          SELECT wallet_id, next_at FROM allowances WHERE bucket = $1 AND ended_at IS NULL) l ON l.wallet_id = w.id
   WHERE w.bucket = $1 AND l.due_at < coalesce(w.due_at, 'infinity')
  UNION ALL
  SELECT 'lots', coalesce(g.id, l.id) FROM lots g FULL JOIN by_lot l ON l.id = g.id
   WHERE g.id IS NULL OR l.id IS NULL OR l.wallets > 1 OR g.wallet_id <> l.wallet_id OR g.granted IS DISTINCT FROM l.granted::bigint
      OR g.remaining <> l.remaining OR g.held <> l.held OR least(g.remaining, g.held, g.granted - g.remaining - g.held) < 0
  UNION ALL
  SELECT 'conservation', 'bucket ' || $1::smallint FROM
    (SELECT coalesce(sum((to_available + to_scheduled + to_held - to_debt) * amount), 0) AS posted FROM e) posted,
    (SELECT coalesce(sum(available + scheduled + held - debt), 0) AS kept FROM wallets WHERE bucket = $1) kept WHERE posted <> kept
  UNION ALL
  SELECT 'holds_end_once', coalesce(h.id, b.hold_id) FROM (SELECT * FROM holds WHERE bucket = $1) h FULL JOIN by_hold b ON b.hold_id = h.id
   WHERE h.id IS NULL OR b.credits IS DISTINCT FROM h.credits OR b.captured <> h.captured
      OR b.captured + b.released <> CASE h.state WHEN 'open' THEN 0 ELSE h.credits END
  UNION ALL
  SELECT 'holds_end_in_time', id FROM holds WHERE bucket = $1 AND state = 'open' AND expires_at < store_now() - interval '10 minutes'
  UNION ALL
  SELECT 'held_by_holds', w.id FROM wallets w LEFT JOIN open_holds h ON h.wallet_id = w.id WHERE w.bucket = $1 AND w.held <> coalesce(h.held, 0)
  UNION ALL
  SELECT 'debits', coalesce(d.id, b.debit_id) FROM (SELECT * FROM debits WHERE bucket = $1) d
    FULL JOIN (SELECT * FROM e WHERE code IN ('debit', 'capture')) b ON b.debit_id = d.id
   WHERE d.id IS NULL OR b.debit_id IS NULL OR b.version <> d.entry_version OR b.amount <> d.credits OR b.wallet_id <> d.wallet_id
  UNION ALL
  SELECT 'refunds', coalesce(d.id, r.debit_id) FROM (SELECT * FROM debits WHERE bucket = $1) d FULL JOIN refunds r ON r.debit_id = d.id
   WHERE d.id IS NULL OR d.refunded <> coalesce(r.refunded, 0) OR d.refunded > d.credits
  UNION ALL
  SELECT 'refund_requests', coalesce(r.id, t.id) FROM (SELECT * FROM refund_requests WHERE bucket = $1) r FULL JOIN by_request t ON t.id = r.id
   WHERE (r.wallet_id, r.deposit_id, r.deposit_id, r.credits::numeric, r.bonus_credits::numeric)
         IS DISTINCT FROM (t.wallet_id, t.deposit_id, t.last_deposit_id, t.credits, t.bonus_credits)
  UNION ALL
  SELECT 'clawbacks', c.wallet_id || ' ' || c.deposit_id FROM clawed c
    LEFT JOIN reversed r ON r.wallet_id = c.wallet_id AND r.deposit_id = c.deposit_id WHERE c.amount > coalesce(r.granted, 0)
  UNION ALL
  SELECT 'idempotency_keys', coalesce(f.id, k.id) FROM effects f FULL JOIN keyed k ON k.id = f.id AND k.wallet_id = f.wallet_id
   WHERE f.id IS NULL OR k.id IS NULL OR f.made <> 1 OR f.ended <> k.ends
)
SELECT name, count(*) AS count, min(example) AS example FROM faults GROUP BY name`;

/** The checks that verifying makes, each with what it promises. */
export const CHECKS: Record<string, string> = {
  entries_balance: "every entry moves its amount from one account to another, and its lots add up to it",
  entries_complete: "each wallet's entries are numbered without a gap up to its version",
  running_balances: "each entry's balance is the one before it and its own movement",
  wallet_balances: "each wallet's balances are the sums of its entries",
  never_negative: "no balance is below zero",
  wallet_lots: "each wallet's balances are the sums of its lots",
  wallet_due: "nothing lapses or becomes effective, and no period of an allowance begins, before its wallet says so",
  lots: "each lot holds what its movements left in it, in one wallet, and no more than was granted",
  deposits: "every credited deposit granted its credits, once, to its wallet, and no other deposit any",
  conservation: "credits granted, less what was spent, lapsed and reversed, are the balances",
  holds_end_once: "captured and released credits of an ended hold are what it held, and every such entry has its hold",
  holds_end_in_time: "no hold is open past its time",
  held_by_holds: "held credits are those of the open holds",
  debits: "every debit has its entry and every entry its debit",
  refunds: "no debit was refunded beyond itself",
  refund_requests:
    "what a purchase that was given back says it took, bought and bonus, is what its entries took, and no checkout's requests pay more than their deposits brought",
  clawbacks: "no more was taken back or is owed of a deposit than its reversed lots were granted",
  hash_chain: "no entry that a checkpoint covers was changed, added or removed since, and none is long without one",
  transfers: "every transfer left one wallet and reached the other, whole and once",
  idempotency_keys: "every debit, hold, capture and void has one key, and every key's effect exists in its wallet",
};

/** Runs all checks on one bucket; an empty list means that its books are right. */
export async function verifyBucket(sql: Sql, bucket: number): Promise<Fault[]> {
  const { rows } = await sql.query<Fault>(FAULTS, [bucket]);
  return rows;
}
