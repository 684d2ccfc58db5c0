-- What happens to credits beside buying and spending: transfers between wallets, deposits that are reversed or held back,
-- purchases that are refunded unused, and the hash chain behind the entries.
--
-- Touches: only what it creates. Locks: none on existing tables beyond its own foreign keys. Safe to re-run: no, it creates.
-- The rules of the ledger's first migration hold here too. Every function works on one bucket, so that the same text runs
-- distributed; whoever moves credits between two wallets locks both in (bucket, id) order first, one statement each.

SET citus.enable_unsafe_triggers = on;

-- A transfer, in the payer's bucket. Its two legs are entries with its id as their reference.
CREATE TABLE transfers (
  bucket smallint NOT NULL,
  id text COLLATE "C" NOT NULL,
  wallet_id text COLLATE "C" NOT NULL,
  to_wallet_id text COLLATE "C" NOT NULL,
  client_id text COLLATE "C" NOT NULL,
  credits bigint NOT NULL CHECK (credits > 0),
  reason text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (bucket, id),
  FOREIGN KEY (bucket, wallet_id) REFERENCES wallets (bucket, id),
  CHECK (wallet_id <> to_wallet_id)
);
CREATE INDEX entries_transfers ON entries (bucket, reference) WHERE code = 'transfer';

-- An unused purchase that goes back: its credits are taken at once, the money is what an operator pays and records.
CREATE TABLE refund_requests (
  bucket smallint NOT NULL,
  id text COLLATE "C" NOT NULL,
  wallet_id text COLLATE "C" NOT NULL,
  deposit_id text COLLATE "C" NOT NULL,
  client_id text COLLATE "C" NOT NULL,
  -- USDT base units to pay back.
  amount_usdt bigint NOT NULL CHECK (amount_usdt > 0),
  -- Taken from the wallet: bought, and given on top.
  credits bigint NOT NULL CHECK (credits > 0),
  bonus_credits bigint NOT NULL CHECK (bonus_credits >= 0),
  reason text NOT NULL,
  created_at timestamptz NOT NULL,
  -- When an operator recorded that it was paid, and the transaction by which it was.
  paid_at timestamptz CHECK (paid_at >= created_at),
  paid_tx_hash text,
  -- When a fork had taken the deposit away for good: nothing is paid. The deposit may come, and be given back, another time.
  dropped_at timestamptz CHECK (dropped_at >= created_at),
  PRIMARY KEY (bucket, id),
  FOREIGN KEY (bucket, wallet_id) REFERENCES wallets (bucket, id),
  CHECK ((paid_at IS NULL) = (paid_tx_hash IS NULL)),
  CHECK (paid_at IS NULL OR dropped_at IS NULL)
);

CREATE UNIQUE INDEX refund_requests_deposit ON refund_requests (bucket, deposit_id) WHERE dropped_at IS NULL;
-- Without the bucket: operators are told how many there are in all.
CREATE INDEX refund_requests_open ON refund_requests (created_at) WHERE paid_at IS NULL AND dropped_at IS NULL;

-- The hash chain. A segment covers a wallet's entries after the segment before it up to `to_version`; its hash is that of the
-- segment before it and of those entries. A checkpoint's hash is that of the checkpoint before it and of its segments.
CREATE TABLE entry_segments (
  bucket smallint NOT NULL,
  wallet_id text COLLATE "C" NOT NULL,
  to_version bigint NOT NULL,
  from_version bigint NOT NULL CHECK (from_version >= 0),
  position bigint NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (bucket, wallet_id, to_version),
  CHECK (to_version > from_version)
);
CREATE INDEX entry_segments_position ON entry_segments (bucket, position);

CREATE TABLE entry_checkpoints (
  bucket smallint NOT NULL CHECK (bucket BETWEEN 0 AND 63),
  position bigint NOT NULL CHECK (position >= 0),
  at timestamptz NOT NULL,
  -- Entries of the bucket up to here.
  entries bigint NOT NULL CHECK (entries >= 0),
  hash bytea NOT NULL,
  PRIMARY KEY (bucket, position)
);
-- Every bucket's chain begins somewhere, so that who goes on with it has a row to lock.
INSERT INTO entry_checkpoints (bucket, position, at, entries, hash)
SELECT b, 0, 'epoch', 0, sha256('') FROM generate_series(0, 63) AS b;

CREATE TRIGGER entry_segments_append_only BEFORE UPDATE OR DELETE ON entry_segments FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entry_segments_never_emptied BEFORE TRUNCATE ON entry_segments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entry_checkpoints_append_only BEFORE UPDATE OR DELETE ON entry_checkpoints FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entry_checkpoints_never_emptied BEFORE TRUNCATE ON entry_checkpoints FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What a lot is of its deposit: once-only bonuses are known by it. Lots of a deposit that was reversed keep their names, and
-- those of the n-th time that it is credited anew are called `name~n`.
CREATE FUNCTION ledger_component(p_component_id text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN regexp_replace(p_component_id, '~\d+$', '');

-- The parts of purchases that make up p_amount, as they may move to another wallet: of purchased lots and of the bonus lots of
-- the same deposit, pro rata to what is left of each, purchases in burn order. Never what was given, and never a bonus that a
-- wallet may have once: else many wallets could be farmed for them and emptied into one. What the wallet owes stays.
-- Answers {available} where that is less than p_amount, else {available, lots}. The caller holds the wallet's lock.
CREATE FUNCTION ledger_pick_transfer(p_bucket smallint, p_wallet text, p_amount bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
  WITH movable AS (
    SELECT g.*, coalesce(g.deposit_id, g.id) AS purchase, g.kind = 'purchased' AS bought FROM grants g
     WHERE g.bucket = p_bucket AND g.wallet_id = p_wallet AND g.live AND NOT g.scheduled AND g.remaining > 0
       AND (g.kind = 'purchased'
            OR g.kind = 'bonus' AND g.deposit_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM once_bonuses o WHERE o.bucket = p_bucket AND o.wallet_id = p_wallet
                                  AND o.once_key = ledger_component(g.component_id)))),
  purchases AS (
    SELECT m.purchase, sum(m.remaining)::bigint AS total,
           row_number() OVER (ORDER BY min(m.priority) FILTER (WHERE m.bought), min(m.expires_at) FILTER (WHERE m.bought),
                                       min(m.created_at), m.purchase) AS n
      FROM movable m GROUP BY m.purchase HAVING bool_or(m.bought)),
  takes AS (
    SELECT p.purchase, p.total, least(p.total, p_amount - (sum(p.total) OVER (ORDER BY p.n) - p.total))::bigint AS take FROM purchases p),
  components AS (
    SELECT m.purchase, m.component_id, m.bought, t.take, sum(m.remaining) AS total, floor(t.take * sum(m.remaining) / t.total) AS whole,
           mod(t.take * sum(m.remaining), t.total) > 0 AS has_rest
      FROM movable m JOIN takes t ON t.purchase = m.purchase WHERE t.take > 0
     GROUP BY m.purchase, m.component_id, m.bought, t.take, t.total),
  -- Rounded down each; what that leaves goes base unit by base unit to components that have a fraction, bought ones first.
  shares AS (
    SELECT c.*, c.whole + (c.has_rest AND row_number() OVER (PARTITION BY c.purchase ORDER BY c.has_rest DESC, c.bought DESC, c.component_id)
                                          <= c.take - sum(c.whole) OVER (PARTITION BY c.purchase))::integer AS share
      FROM components c),
  -- Lots of one component came apart in transfers and differ in nothing: one after the other, so that they do not multiply.
  parts AS (
    SELECT m.*, least(m.remaining, s.share - (sum(m.remaining) OVER (PARTITION BY m.purchase, m.component_id, m.bought
                                                                     ORDER BY m.id) - m.remaining))::bigint AS part
      FROM movable m JOIN shares s ON s.purchase = m.purchase AND s.bought = m.bought AND s.component_id IS NOT DISTINCT FROM m.component_id),
  summed AS (
    SELECT greatest(0, coalesce((SELECT sum(p.total) FROM purchases p), 0)
                       - (SELECT w.debt FROM wallets w WHERE w.bucket = p_bucket AND w.id = p_wallet))::bigint AS available)
  SELECT jsonb_build_object('available', summed.available::text) || CASE WHEN summed.available < p_amount THEN '{}' ELSE
    jsonb_build_object('lots', (SELECT jsonb_agg(jsonb_build_object('grantId', p.id, 'credits', p.part::text, 'kind', p.kind,
        'priority', p.priority, 'effectiveAt', p.effective_at, 'expiresAt', p.expires_at, 'graceUntil', p.grace_until,
        'inactiveAfterDays', p.inactive_after_days, 'costUsdt', floor(p.cost_usdt::numeric * p.part / p.granted)::text,
        'depositId', p.deposit_id, 'checkoutId', p.checkout_id, 'componentId', p.component_id, 'reason', p.reason,
        'reversedAt', p.reversed_at, 'createdAt', p.created_at) ORDER BY p.id) FROM parts p WHERE p.part > 0)) END
    FROM summed
$$;

-- The payer's leg of a transfer: settles the wallet, picks the lots and moves them out. Answers as ledger_pick_transfer.
CREATE FUNCTION ledger_transfer_out(p_bucket smallint, p_wallet text, p_transfer text, p_to_wallet text, p_client text, p_amount bigint,
                                    p_reason text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := store_now();
  v_picked jsonb;
  v_version bigint;
BEGIN
  PERFORM ledger_settle_due(p_bucket, p_wallet, v_now);
  v_picked := ledger_pick_transfer(p_bucket, p_wallet, p_amount);
  IF v_picked ? 'lots' THEN
    v_version := ledger_post(p_bucket, p_wallet, v_now, 'transfer', 'available', 'transfers',
      ARRAY(SELECT l ->> 'grantId' FROM jsonb_array_elements(v_picked -> 'lots') AS l),
      ARRAY(SELECT (l ->> 'credits')::bigint FROM jsonb_array_elements(v_picked -> 'lots') AS l), NULL, NULL, p_transfer);
    INSERT INTO transfers (bucket, id, wallet_id, to_wallet_id, client_id, credits, reason, created_at)
    SELECT e.bucket, p_transfer, p_wallet, p_to_wallet, p_client, e.amount, p_reason, v_now
      FROM entries e WHERE e.bucket = p_bucket AND e.wallet_id = p_wallet AND e.version = v_version AND e.amount = p_amount;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'ledger: the lots of transfer % do not add up to %', p_transfer, p_amount;
    END IF;
  END IF;
  RETURN v_picked;
END $$;

-- The other leg: lots that are what the payer's were, kind, age, expiry, cost and deposit. What the wallet owes is repaid
-- from them first. p_lots is what the payer's leg answered, each with the `id` of its new lot.
CREATE FUNCTION ledger_transfer_in(p_bucket smallint, p_wallet text, p_transfer text, p_lots jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := store_now();
  v_grants text[];
  v_amounts bigint[];
BEGIN
  PERFORM ledger_settle_due(p_bucket, p_wallet, v_now);
  INSERT INTO grants (bucket, id, wallet_id, kind, granted, priority, effective_at, expires_at, grace_until, inactive_after_days, cost_usdt,
                      source_type, deposit_id, checkout_id, component_id, reason, reversed_at, created_at)
  SELECT p_bucket, l.id, p_wallet, l.kind, l.credits, l.priority, l."effectiveAt", l."expiresAt", l."graceUntil", l."inactiveAfterDays",
         l."costUsdt", 'transfer', l."depositId", l."checkoutId", l."componentId", l.reason, l."reversedAt", l."createdAt"
    FROM jsonb_to_recordset(p_lots) AS l(id text, credits bigint, kind text, priority integer, "effectiveAt" timestamptz, "expiresAt" timestamptz,
           "graceUntil" timestamptz, "inactiveAfterDays" integer, "costUsdt" bigint, "depositId" text, "checkoutId" text, "componentId" text,
           reason text, "reversedAt" timestamptz, "createdAt" timestamptz);
  SELECT array_agg(l ->> 'id' ORDER BY n), array_agg((l ->> 'credits')::bigint ORDER BY n) INTO v_grants, v_amounts
    FROM jsonb_array_elements(p_lots) WITH ORDINALITY AS t(l, n);
  PERFORM ledger_post(p_bucket, p_wallet, v_now, 'transfer', 'transfers', 'available', v_grants, v_amounts, NULL, NULL, p_transfer);
  PERFORM ledger_require_room(p_bucket, p_wallet);
  PERFORM ledger_repay(p_bucket, p_wallet, v_now, v_grants);
  PERFORM ledger_tell_grants(p_bucket, v_grants);
END $$;

-- What was spent of each lot of a deposit in one wallet: burned and not refunded, or used to repay a debt; and what was moved
-- to other wallets. Read from the entries, because lots do not tell spent credits from lapsed or transferred ones.
CREATE FUNCTION ledger_spent_of_deposit(p_bucket smallint, p_wallet text, p_deposit text)
RETURNS TABLE (grant_id text, spent bigint, moved bigint) LANGUAGE sql STABLE AS $$
  SELECT g.id, coalesce(sum(CASE WHEN e.to_account IN ('revenue', 'debt') THEN l.amount WHEN e.from_account = 'revenue' THEN -l.amount ELSE 0 END), 0)::bigint,
         coalesce(sum(l.amount) FILTER (WHERE e.to_account = 'transfers'), 0)::bigint
    FROM grants g
    LEFT JOIN entries e ON e.bucket = p_bucket AND e.wallet_id = p_wallet AND g.id = ANY (e.grant_ids)
    LEFT JOIN LATERAL unnest(e.grant_ids, e.amounts) AS l(id, amount) ON l.id = g.id
   WHERE g.bucket = p_bucket AND g.wallet_id = p_wallet AND g.deposit_id = p_deposit
   GROUP BY g.id
$$;

-- Takes what is left of a deposit's lots in one wallet back to the account `reversals`: of all of them, or, with p_bought_here,
-- not of those that a transfer brought. The caller holds the wallet's lock.
CREATE FUNCTION ledger_take_back(p_bucket smallint, p_wallet text, p_deposit text, p_at timestamptz, p_reference text, p_bought_here boolean)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_lots record;
  v_taken bigint := 0;
BEGIN
  FOR v_lots IN
    SELECT g.scheduled, array_agg(g.id ORDER BY g.id) AS ids, array_agg(g.remaining ORDER BY g.id) AS amounts FROM grants g
     WHERE g.bucket = p_bucket AND g.wallet_id = p_wallet AND g.deposit_id = p_deposit AND g.live AND g.remaining > 0 AND g.reversed_at IS NULL
       AND (g.source_type = 'deposit' OR NOT p_bought_here)
     GROUP BY g.scheduled
  LOOP
    PERFORM ledger_post(p_bucket, p_wallet, p_at, 'reverse', CASE WHEN v_lots.scheduled THEN 'scheduled' ELSE 'available' END, 'reversals',
                        v_lots.ids, v_lots.amounts, NULL, NULL, p_reference);
    v_taken := v_taken + ledger_total(v_lots.amounts);
  END LOOP;
  UPDATE grants g SET reversed_at = p_at
   WHERE g.bucket = p_bucket AND g.wallet_id = p_wallet AND g.deposit_id = p_deposit AND g.reversed_at IS NULL
     AND (g.source_type = 'deposit' OR NOT p_bought_here);
  RETURN v_taken;
END $$;

-- Reverses a deposit in one wallet: takes back what is left of its lots; what was spent of them, and what open holds still
-- pin, is owed, and repaid by what comes in later (a released hold included). A bonus to be had once may be had again where
-- nothing of it is left. Lots that were reversed before are passed over. The caller holds the wallet's lock.
CREATE FUNCTION ledger_reverse(p_bucket smallint, p_wallet text, p_deposit text) RETURNS TABLE (taken bigint, owed bigint) LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := store_now();
BEGIN
  PERFORM ledger_settle_due(p_bucket, p_wallet, v_now);
  SELECT coalesce(sum(s.spent + g.held), 0)::bigint INTO owed
    FROM ledger_spent_of_deposit(p_bucket, p_wallet, p_deposit) AS s JOIN grants g ON g.bucket = p_bucket AND g.id = s.grant_id
   WHERE g.reversed_at IS NULL;
  taken := ledger_take_back(p_bucket, p_wallet, p_deposit, v_now, p_deposit, false);
  IF owed > 0 THEN
    WITH w AS (UPDATE wallets t SET debt = t.debt + owed, version = t.version + 1 WHERE t.bucket = p_bucket AND t.id = p_wallet RETURNING t.*)
    INSERT INTO entries (bucket, wallet_id, version, at, code, from_account, to_account, amount, available_after, held_after,
                         grant_ids, amounts, reference)
    SELECT p_bucket, p_wallet, w.version, v_now, 'owe', 'debt', 'reversals', owed, w.available, w.held, '{}', '{}', p_deposit FROM w;
  END IF;
  DELETE FROM once_bonuses o USING grants g
   WHERE o.bucket = p_bucket AND o.wallet_id = p_wallet AND g.bucket = p_bucket AND g.wallet_id = p_wallet AND g.deposit_id = p_deposit
     AND g.source_type = 'deposit' AND ledger_component(g.component_id) = o.once_key AND g.checkout_id = o.checkout_id
     AND NOT EXISTS (SELECT FROM grants x WHERE x.bucket = p_bucket AND x.wallet_id = p_wallet AND ledger_component(x.component_id) = o.once_key
                        AND x.checkout_id = o.checkout_id AND x.source_type = 'deposit' AND x.reversed_at IS NULL);
  RETURN NEXT;
END $$;

-- Pins what is left of a deposit's lots in one wallet by a hold of the store's own (client `coffer`, reference the deposit), until
-- its fate is known. Returns what it pins, 0 where nothing was left. The caller holds the wallet's lock.
CREATE FUNCTION ledger_hold_back(p_bucket smallint, p_wallet text, p_deposit text, p_hold text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := store_now();
  v_grants text[];
  v_amounts bigint[];
  v_version bigint;
BEGIN
  PERFORM ledger_settle_due(p_bucket, p_wallet, v_now);
  SELECT array_agg(g.id ORDER BY g.id), array_agg(g.remaining ORDER BY g.id) INTO v_grants, v_amounts FROM grants g
   WHERE g.bucket = p_bucket AND g.wallet_id = p_wallet AND g.deposit_id = p_deposit AND g.live AND NOT g.scheduled AND g.remaining > 0;
  IF v_grants IS NULL THEN
    RETURN 0;
  END IF;
  v_version := ledger_post(p_bucket, p_wallet, v_now, 'hold', 'available', 'held', v_grants, v_amounts, p_hold, NULL, p_deposit);
  INSERT INTO holds (bucket, id, wallet_id, client_id, state, credits, reference, entry_version, created_at, expires_at, opened_until)
  VALUES (p_bucket, p_hold, p_wallet, 'coffer', 'open', ledger_total(v_amounts), p_deposit, v_version, v_now, v_now + interval '100 years', v_now + interval '100 years');
  RETURN ledger_total(v_amounts);
END $$;

-- Ends the holds by which a deposit's credits were held back in one wallet. The caller holds the wallet's lock.
CREATE FUNCTION ledger_release_held_back(p_bucket smallint, p_wallet text, p_deposit text, p_grace_seconds integer) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := store_now();
  v_released bigint := 0;
  h holds;
  v_entry record;
BEGIN
  FOR h IN SELECT x.* FROM holds x WHERE x.bucket = p_bucket AND x.wallet_id = p_wallet AND x.client_id = 'coffer' AND x.reference = p_deposit
              AND x.state = 'open' ORDER BY x.id
  LOOP
    SELECT e.grant_ids, e.amounts INTO STRICT v_entry FROM entries e
     WHERE e.bucket = p_bucket AND e.wallet_id = p_wallet AND e.version = h.entry_version;
    PERFORM ledger_give_back(p_bucket, p_wallet, v_now, 'release', 'held', v_entry.grant_ids, v_entry.amounts, h.id, NULL, p_deposit, p_grace_seconds);
    UPDATE holds x SET state = 'voided', ended_at = v_now WHERE x.bucket = p_bucket AND x.id = h.id;
    v_released := v_released + h.credits;
  END LOOP;
  RETURN v_released;
END $$;

-- Gives a lot of a deposit that was granted anew, after its end, the grace that p_credits had of the lot before it; the rest of it
-- lapses. A lot that has not ended needs none. The caller holds the wallet's lock.
CREATE FUNCTION ledger_keep_grace(p_bucket smallint, p_wallet text, p_deposit text, p_component text, p_until timestamptz, p_credits bigint)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := store_now();
  g grants;
BEGIN
  UPDATE grants x SET grace_until = p_until
   WHERE x.bucket = p_bucket AND x.wallet_id = p_wallet AND x.deposit_id = p_deposit AND ledger_component(x.component_id) = p_component
     AND x.source_type = 'deposit' AND x.reversed_at IS NULL AND x.expires_at <= v_now
  RETURNING x.* INTO g;
  IF g.remaining > p_credits THEN
    PERFORM ledger_post(p_bucket, p_wallet, v_now, 'lapse', 'available', 'breakage', ARRAY[g.id], ARRAY[g.remaining - p_credits], NULL, NULL, NULL);
  END IF;
END $$;

-- An entry as it is hashed: the same text whatever the session's time zone. The reference, which is free text, comes last.
CREATE FUNCTION ledger_entry_text(e entries) RETURNS text LANGUAGE sql STABLE
  RETURN concat_ws('|', e.wallet_id, e.version, (extract(epoch FROM e.at) * 1000000)::bigint, e.code, e.from_account, e.to_account, e.amount,
    e.available_after, e.held_after, array_to_string(e.grant_ids, ','), array_to_string(e.amounts, ','), coalesce(e.hold_id, '-'),
    coalesce(e.debit_id, '-'), quote_nullable(e.reference));

-- The hash of a segment: of the hash before it and of its entries.
CREATE FUNCTION ledger_segment_hash(p_bucket smallint, p_wallet text, p_after bigint, p_upto bigint, p_previous bytea) RETURNS bytea LANGUAGE sql STABLE
  RETURN (SELECT sha256(p_previous || convert_to(coalesce(string_agg(ledger_entry_text(e), E'\n' ORDER BY e.version), ''), 'UTF8'))
            FROM entries e WHERE e.bucket = p_bucket AND e.wallet_id = p_wallet AND e.version > p_after AND e.version <= p_upto);

-- The hash of a checkpoint: of the one before it and of its segments.
CREATE FUNCTION ledger_checkpoint_hash(p_bucket smallint, p_position bigint, p_previous bytea) RETURNS bytea LANGUAGE sql STABLE
  RETURN (SELECT sha256(p_previous || convert_to(coalesce(string_agg(concat_ws('|', s.wallet_id, s.from_version, s.to_version, encode(s.hash, 'hex')), E'\n'
                        ORDER BY s.wallet_id, s.to_version), ''), 'UTF8'))
            FROM entry_segments s WHERE s.bucket = p_bucket AND s.position = p_position);

-- Goes on with one bucket's hash chain: a segment for each of up to p_limit wallets that have new entries, of at most p_longest
-- entries, and a checkpoint over them. Looks at the wallets p_wallets, or at all of the bucket where that is null. Returns how many entries it covered. Locks only the chain, never a wallet.
CREATE FUNCTION ledger_checkpoint(p_bucket smallint, p_wallets text[], p_limit integer, p_longest integer, p_at timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_last entry_checkpoints;
  v_entries bigint;
BEGIN
  PERFORM 1 FROM entry_checkpoints c WHERE c.bucket = p_bucket AND c.position = 0 FOR UPDATE;
  SELECT c.* INTO STRICT v_last FROM entry_checkpoints c WHERE c.bucket = p_bucket ORDER BY c.position DESC LIMIT 1;
  WITH due AS (
    SELECT w.id, coalesce(last.to_version, 0) AS after, least(w.version, coalesce(last.to_version, 0) + p_longest) AS upto,
           coalesce(last.hash, sha256('')) AS previous
      FROM wallets w
      LEFT JOIN LATERAL (SELECT s.to_version, s.hash FROM entry_segments s WHERE s.bucket = p_bucket AND s.wallet_id = w.id
                          ORDER BY s.to_version DESC LIMIT 1) AS last ON true
     WHERE w.bucket = p_bucket AND (p_wallets IS NULL OR w.id = ANY (p_wallets)) AND w.version > coalesce(last.to_version, 0)
     ORDER BY w.id LIMIT p_limit),
  added AS (
    INSERT INTO entry_segments (bucket, wallet_id, to_version, from_version, position, hash)
    SELECT p_bucket, d.id, d.upto, d.after, v_last.position + 1, ledger_segment_hash(p_bucket, d.id, d.after, d.upto, d.previous) FROM due d
    RETURNING to_version - from_version AS entries)
  SELECT coalesce(sum(a.entries), 0)::bigint INTO v_entries FROM added a;
  IF v_entries > 0 THEN
    INSERT INTO entry_checkpoints (bucket, position, at, entries, hash)
    VALUES (p_bucket, v_last.position + 1, p_at, v_last.entries + v_entries, ledger_checkpoint_hash(p_bucket, v_last.position + 1, v_last.hash));
  END IF;
  RETURN v_entries;
END $$;
