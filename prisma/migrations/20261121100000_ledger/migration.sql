-- The ledger: wallets, stacked grants, immutable entries, holds, debits, idempotency keys, and the functions that are
-- the only writers of them.
--
-- Touches: only what it creates. Locks: none on existing tables. Safe to re-run: no, it creates; the runner applies it
-- once, in a transaction.
--
-- Rules of every table here (test/ledger/bucketRules.test.ts holds them):
--   * `bucket` leads every primary, unique and foreign key, so that the same schema runs distributed by it;
--   * ids are made by the application; no identity columns;
--   * amounts are base units (1 credit = 1,000,000); times come from store_now(), read once into a variable;
--   * no trigger looks at another table, no function notifies or takes session locks.
-- Correctness comes from one habit: whoever changes a wallet, its grants, holds, debits or keys first locks the wallets'
-- rows in (bucket, id) order, in a statement of its own, and reads everything else after that.
--
-- Double entry. An entry moves `amount` from one account to another. Accounts of a wallet: available, scheduled
-- (granted, not yet effective), held, debt. Counter-accounts are codes whose balances are sums over the entries, never
-- rows: purchases, promotions, plans, revenue, breakage, reversals, transfers.

SET citus.enable_unsafe_triggers = on;

-- The store's time. Exactly now() in production; a development store replaces it with its test clock.
CREATE FUNCTION store_now() RETURNS timestamptz LANGUAGE sql STABLE RETURN now();

-- Sum of an entry's lots.
CREATE FUNCTION ledger_total(p_amounts bigint[]) RETURNS bigint LANGUAGE sql IMMUTABLE
  RETURN (SELECT coalesce(sum(a), 0)::bigint FROM unnest(p_amounts) AS a);

-- When a lot's unspent credits lapse, or null for never. A lot reopened for its grace lives exactly until that ends.
CREATE FUNCTION ledger_lapses_at(p_expires_at timestamptz, p_grace_until timestamptz, p_inactive_after_days integer, p_active_at timestamptz)
RETURNS timestamptz LANGUAGE sql STABLE
  RETURN CASE WHEN p_grace_until IS NOT NULL THEN p_grace_until
              ELSE least(p_expires_at, p_active_at + make_interval(hours => 24 * p_inactive_after_days)) END;

CREATE TABLE wallets (
  bucket smallint NOT NULL CHECK (bucket BETWEEN 0 AND 63),
  id text COLLATE "C" NOT NULL,
  external_id text,
  name text,
  region text,
  metadata jsonb NOT NULL DEFAULT '{}',
  available bigint NOT NULL DEFAULT 0 CHECK (available >= 0),
  scheduled bigint NOT NULL DEFAULT 0 CHECK (scheduled >= 0),
  held bigint NOT NULL DEFAULT 0 CHECK (held >= 0),
  -- What a reversed deposit left owing: the next grants repay it first.
  debt bigint NOT NULL DEFAULT 0 CHECK (debt >= 0),
  -- Number of entries of this wallet.
  version bigint NOT NULL DEFAULT 0,
  -- Last grant, hold or debit: what windows of inactivity count from.
  active_at timestamptz NOT NULL,
  -- No lot becomes effective or lapses before this; null is never. May be too early, never too late.
  due_at timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (bucket, id),
  UNIQUE (bucket, external_id)
) WITH (fillfactor = 50);
CREATE INDEX wallets_due ON wallets (bucket, due_at);

CREATE TABLE grants (
  bucket smallint NOT NULL,
  id text COLLATE "C" NOT NULL,
  wallet_id text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('purchased', 'bonus', 'promotional', 'included')),
  granted bigint NOT NULL CHECK (granted > 0),
  -- Neither spent, nor lapsed, nor pinned by a hold.
  remaining bigint NOT NULL DEFAULT 0 CHECK (remaining >= 0),
  held bigint NOT NULL DEFAULT 0 CHECK (held >= 0),
  -- In the partial index below instead of `remaining > 0`, so that most burns stay HOT updates.
  live boolean NOT NULL DEFAULT false,
  scheduled boolean NOT NULL DEFAULT false,
  priority integer NOT NULL,
  effective_at timestamptz NOT NULL,
  expires_at timestamptz,
  inactive_after_days integer CHECK (inactive_after_days > 0),
  -- Set once, when credits come back to a lot that had expired.
  grace_until timestamptz,
  -- USDT base units paid for the whole lot.
  cost_usdt bigint NOT NULL CHECK (cost_usdt >= 0),
  source_type text NOT NULL CHECK (source_type IN ('deposit', 'store', 'allowance', 'transfer')),
  deposit_id text COLLATE "C",
  checkout_id text COLLATE "C",
  component_id text,
  reason text,
  -- When its deposit was reversed or refunded: what was left in it was taken back.
  reversed_at timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (bucket, id),
  FOREIGN KEY (bucket, wallet_id) REFERENCES wallets (bucket, id),
  CHECK (remaining + held <= granted),
  CHECK (live = (remaining + held > 0)),
  CHECK (source_type <> 'deposit' OR (deposit_id IS NOT NULL AND component_id IS NOT NULL))
) WITH (fillfactor = 60);
CREATE UNIQUE INDEX grants_deposit_component ON grants (bucket, deposit_id, component_id) WHERE source_type = 'deposit';
CREATE INDEX grants_burn_order ON grants (bucket, wallet_id, priority, expires_at, created_at, id) WHERE live;
CREATE INDEX grants_wallet ON grants (bucket, wallet_id, id);
CREATE INDEX grants_deposit ON grants (bucket, deposit_id) WHERE deposit_id IS NOT NULL;

-- Bonuses that a wallet may have once. The checkout is kept because a later deposit on the same checkout may top the bonus up.
CREATE TABLE once_bonuses (
  bucket smallint NOT NULL,
  wallet_id text COLLATE "C" NOT NULL,
  once_key text NOT NULL,
  checkout_id text COLLATE "C",
  created_at timestamptz NOT NULL,
  PRIMARY KEY (bucket, wallet_id, once_key),
  FOREIGN KEY (bucket, wallet_id) REFERENCES wallets (bucket, id)
);

-- The journal. The lots that an entry moved are kept in the row itself (grant_ids and amounts, in burn order), so that
-- a CHECK can hold their sum to the entry's amount. No foreign keys here, nor on debits and keys: the functions below
-- insert only for wallets they have locked, and `ledger verify` looks for orphans; a check per row costs a tenth of a batch.
CREATE TABLE entries (
  bucket smallint NOT NULL,
  wallet_id text COLLATE "C" NOT NULL,
  version bigint NOT NULL CHECK (version > 0),
  at timestamptz NOT NULL,
  code text NOT NULL CHECK (code IN ('grant', 'activate', 'debit', 'hold', 'capture', 'release', 'refund', 'lapse', 'repay',
                                     'owe', 'reverse', 'transfer')),
  from_account text NOT NULL,
  to_account text NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  available_after bigint NOT NULL CHECK (available_after >= 0),
  held_after bigint NOT NULL CHECK (held_after >= 0),
  grant_ids text[] COLLATE "C" NOT NULL,
  amounts bigint[] NOT NULL,
  hold_id text COLLATE "C",
  debit_id text COLLATE "C",
  reference text,
  PRIMARY KEY (bucket, wallet_id, version),
  CHECK (from_account <> to_account),
  CHECK (from_account IN ('available', 'scheduled', 'held', 'debt', 'purchases', 'promotions', 'plans', 'revenue', 'breakage', 'reversals', 'transfers')),
  CHECK (to_account IN ('available', 'scheduled', 'held', 'debt', 'purchases', 'promotions', 'plans', 'revenue', 'breakage', 'reversals', 'transfers')),
  CHECK (cardinality(grant_ids) = cardinality(amounts)),
  -- What a reversal leaves owing (`owe`) moves no lot: those credits are spent.
  CHECK (CASE WHEN code = 'owe' THEN cardinality(amounts) = 0
              WHEN cardinality(amounts) = 1 THEN amounts[1] = amount
              ELSE ledger_total(amounts) = amount END)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'entries are append-only: post a correcting entry instead' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER entries_append_only BEFORE UPDATE OR DELETE ON entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entries_never_emptied BEFORE TRUNCATE ON entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON entries FROM PUBLIC;

-- A hold's lots are those of its `hold` entry (entry_version).
CREATE TABLE holds (
  bucket smallint NOT NULL,
  id text COLLATE "C" NOT NULL,
  wallet_id text COLLATE "C" NOT NULL,
  client_id text COLLATE "C" NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'captured', 'voided', 'expired')),
  credits bigint NOT NULL CHECK (credits > 0),
  captured bigint NOT NULL DEFAULT 0 CHECK (captured BETWEEN 0 AND credits),
  reference text,
  -- Operation, model, member, metadata, price lines, catalogue version: facts that the ledger keeps and never reads.
  details jsonb NOT NULL DEFAULT '{}',
  -- The member of the wallet's team who asked, whose cap it counts against.
  member_id text COLLATE "C",
  entry_version bigint NOT NULL,
  debit_id text COLLATE "C",
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (bucket, id),
  FOREIGN KEY (bucket, wallet_id) REFERENCES wallets (bucket, id),
  CHECK ((state = 'open') = (ended_at IS NULL)),
  CHECK ((state = 'captured') = (captured > 0)),
  CHECK ((state = 'captured') = (debit_id IS NOT NULL))
) WITH (fillfactor = 70);
CREATE INDEX holds_open ON holds (bucket, expires_at) WHERE state = 'open';

-- Credits that a client spent, at once or by capturing a hold. The lots burned are those of the entry (entry_version).
CREATE TABLE debits (
  bucket smallint NOT NULL,
  id text COLLATE "C" NOT NULL,
  wallet_id text COLLATE "C" NOT NULL,
  client_id text COLLATE "C" NOT NULL,
  hold_id text COLLATE "C",
  credits bigint NOT NULL CHECK (credits > 0),
  refunded bigint NOT NULL DEFAULT 0 CHECK (refunded BETWEEN 0 AND credits),
  reference text,
  details jsonb NOT NULL DEFAULT '{}',
  member_id text COLLATE "C",
  entry_version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (bucket, id)
) WITH (fillfactor = 90);

-- One row per call that moved value, in the wallet's bucket and in the transaction of its effect. `code` is null for an
-- effect, else the problem's code; `answer` holds the facts from which the reply is rendered, the same way each time.
CREATE TABLE idempotency_keys (
  bucket smallint NOT NULL,
  wallet_id text COLLATE "C" NOT NULL,
  client_id text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  fingerprint text COLLATE "C" NOT NULL,
  status smallint NOT NULL,
  code text,
  answer jsonb NOT NULL,
  request_id text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (bucket, wallet_id, client_id, key)
);

-- Posts one entry: moves its lots and the wallet's balances with it. The caller holds the wallet's lock.
-- p_grants are distinct lots of the wallet, in burn order; p_amounts what each moves.
CREATE FUNCTION ledger_post(p_bucket smallint, p_wallet text, p_at timestamptz, p_code text, p_from text, p_to text,
                            p_grants text[], p_amounts bigint[], p_hold text, p_debit text, p_reference text)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_amount bigint := ledger_total(p_amounts);
  v_open integer := (p_to IN ('available', 'scheduled'))::integer - (p_from IN ('available', 'scheduled'))::integer;
  v_held integer := (p_to = 'held')::integer - (p_from = 'held')::integer;
  v_moved integer;
  v_version bigint;
BEGIN
  UPDATE grants g
     SET remaining = g.remaining + v_open * l.amount,
         held = g.held + v_held * l.amount,
         live = g.remaining + g.held + (v_open + v_held) * l.amount > 0,
         scheduled = CASE p_to WHEN 'scheduled' THEN true WHEN 'available' THEN false ELSE g.scheduled END
    FROM unnest(p_grants, p_amounts) AS l(id, amount)
   WHERE g.bucket = p_bucket AND g.id = l.id AND g.wallet_id = p_wallet;
  GET DIAGNOSTICS v_moved = ROW_COUNT;
  IF v_moved <> cardinality(p_grants) THEN
    RAISE EXCEPTION 'ledger: % of wallet % moves % lots, found %', p_code, p_wallet, cardinality(p_grants), v_moved;
  END IF;

  UPDATE wallets w
     SET available = w.available + v_amount * ((p_to = 'available')::integer - (p_from = 'available')::integer),
         scheduled = w.scheduled + v_amount * ((p_to = 'scheduled')::integer - (p_from = 'scheduled')::integer),
         held = w.held + v_amount * v_held,
         debt = w.debt + v_amount * ((p_from = 'debt')::integer - (p_to = 'debt')::integer),
         version = w.version + 1,
         active_at = CASE WHEN p_code = 'grant' OR (p_code = 'transfer' AND p_to = 'available') THEN p_at ELSE w.active_at END,
         due_at = CASE WHEN p_to NOT IN ('available', 'scheduled') THEN w.due_at
                       ELSE least(w.due_at, (SELECT min(CASE WHEN g.scheduled THEN g.effective_at
                                                             ELSE ledger_lapses_at(g.expires_at, g.grace_until, g.inactive_after_days, w.active_at) END)
                                               FROM grants g WHERE g.bucket = p_bucket AND g.id = ANY (p_grants))) END
   WHERE w.bucket = p_bucket AND w.id = p_wallet
   RETURNING w.version INTO STRICT v_version;

  INSERT INTO entries (bucket, wallet_id, version, at, code, from_account, to_account, amount, available_after, held_after,
                       grant_ids, amounts, hold_id, debit_id, reference)
  SELECT p_bucket, p_wallet, v_version, p_at, p_code, p_from, p_to, v_amount, w.available, w.held,
         p_grants, p_amounts, p_hold, p_debit, p_reference
    FROM wallets w WHERE w.bucket = p_bucket AND w.id = p_wallet;
  RETURN v_version;
END $$;

-- Does what has fallen due in a wallet: lots become effective, lots lapse to breakage. The caller holds the wallet's lock.
-- After it, `available` is exactly what may be spent at p_at.
CREATE FUNCTION ledger_settle_due(p_bucket smallint, p_wallet text, p_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_grants text[];
  v_amounts bigint[];
BEGIN
  SELECT array_agg(g.id ORDER BY g.effective_at, g.id), array_agg(g.remaining ORDER BY g.effective_at, g.id) INTO v_grants, v_amounts
    FROM grants g
   WHERE g.bucket = p_bucket AND g.wallet_id = p_wallet AND g.live AND g.scheduled AND g.effective_at <= p_at;
  IF v_grants IS NOT NULL THEN
    PERFORM ledger_post(p_bucket, p_wallet, p_at, 'activate', 'scheduled', 'available', v_grants, v_amounts, NULL, NULL, NULL);
  END IF;

  SELECT array_agg(g.id ORDER BY g.expires_at, g.id), array_agg(g.remaining ORDER BY g.expires_at, g.id) INTO v_grants, v_amounts
    FROM grants g JOIN wallets w ON w.bucket = g.bucket AND w.id = g.wallet_id
   WHERE g.bucket = p_bucket AND g.wallet_id = p_wallet AND g.live AND NOT g.scheduled AND g.remaining > 0
     AND ledger_lapses_at(g.expires_at, g.grace_until, g.inactive_after_days, w.active_at) <= p_at;
  IF v_grants IS NOT NULL THEN
    PERFORM ledger_post(p_bucket, p_wallet, p_at, 'lapse', 'available', 'breakage', v_grants, v_amounts, NULL, NULL, NULL);
  END IF;

  UPDATE wallets w
     SET due_at = (SELECT min(CASE WHEN g.scheduled THEN g.effective_at
                                   ELSE ledger_lapses_at(g.expires_at, g.grace_until, g.inactive_after_days, w.active_at) END)
                     FROM grants g WHERE g.bucket = p_bucket AND g.wallet_id = p_wallet AND g.live AND g.remaining > 0)
   WHERE w.bucket = p_bucket AND w.id = p_wallet;
END $$;

-- Settles up to p_limit wallets of one bucket in which something has fallen due; returns how many. Called periodically,
-- so that breakage shows in reports; a debit or hold settles its own wallet anyway.
CREATE FUNCTION ledger_settle_bucket(p_bucket smallint, p_limit integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := store_now();
  v_settled integer := 0;
  v_wallet text;
BEGIN
  FOR v_wallet IN
    SELECT l.id FROM (SELECT w.id FROM wallets w WHERE w.bucket = p_bucket AND w.due_at <= v_now
                       ORDER BY w.id LIMIT p_limit FOR UPDATE SKIP LOCKED) AS l
  LOOP
    PERFORM ledger_settle_due(p_bucket, v_wallet, v_now);
    v_settled := v_settled + 1;
  END LOOP;
  RETURN v_settled;
END $$;

-- Repays a wallet's debt from the given lots, in burn order. Called for whatever comes into a wallet: grants, transfers,
-- released and refunded credits. The caller holds the wallet's lock.
CREATE FUNCTION ledger_repay(p_bucket smallint, p_wallet text, p_at timestamptz, p_grants text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_debt bigint;
  v_repay bigint;
  v_grants text[] := '{}';
  v_amounts bigint[] := '{}';
  r record;
BEGIN
  SELECT w.debt INTO STRICT v_debt FROM wallets w WHERE w.bucket = p_bucket AND w.id = p_wallet;
  IF v_debt = 0 THEN
    RETURN;
  END IF;
  FOR r IN
    SELECT g.id, g.remaining FROM grants g
     WHERE g.bucket = p_bucket AND g.id = ANY (p_grants) AND g.remaining > 0 AND NOT g.scheduled
     ORDER BY g.priority, g.expires_at, g.created_at, g.id
  LOOP
    EXIT WHEN v_debt = 0;
    v_repay := least(v_debt, r.remaining);
    v_grants := array_append(v_grants, r.id);
    v_amounts := array_append(v_amounts, v_repay);
    v_debt := v_debt - v_repay;
  END LOOP;
  IF cardinality(v_grants) > 0 THEN
    PERFORM ledger_post(p_bucket, p_wallet, p_at, 'repay', 'available', 'debt', v_grants, v_amounts, NULL, NULL, NULL);
  END IF;
END $$;

-- Grants lots to one wallet, each by an entry of its own, and repays the wallet's debt from them first. Locks the wallet.
-- p_grants: [{id, kind, credits, priority, effectiveAt?, expiresAt?, inactiveAfterDays?, costUsdt, componentId?, onceKey?, reason?}]
CREATE FUNCTION ledger_grant(p_bucket smallint, p_wallet text, p_source text, p_deposit text, p_checkout text, p_grants jsonb)
RETURNS SETOF grants LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := store_now();
  r record;
BEGIN
  PERFORM 1 FROM wallets w WHERE w.bucket = p_bucket AND w.id = p_wallet FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'ledger: no wallet %', p_wallet USING ERRCODE = 'no_data_found';
  END IF;
  PERFORM ledger_settle_due(p_bucket, p_wallet, v_now);

  FOR r IN
    SELECT g.*, coalesce(g."effectiveAt", v_now) AS effective_at, coalesce(g."effectiveAt" > v_now, false) AS later
      FROM ROWS FROM (jsonb_to_recordset(p_grants)
             AS (id text, kind text, credits bigint, priority integer, "effectiveAt" timestamptz, "expiresAt" timestamptz,
                 "inactiveAfterDays" integer, "costUsdt" bigint, "componentId" text, "onceKey" text, reason text)) WITH ORDINALITY
             AS g(id, kind, credits, priority, "effectiveAt", "expiresAt", "inactiveAfterDays", "costUsdt", "componentId", "onceKey", reason, n)
     ORDER BY g.n
  LOOP
    IF r."onceKey" IS NOT NULL THEN
      INSERT INTO once_bonuses (bucket, wallet_id, once_key, checkout_id, created_at)
      VALUES (p_bucket, p_wallet, r."onceKey", p_checkout, v_now) ON CONFLICT DO NOTHING;
      IF NOT FOUND AND NOT EXISTS (SELECT FROM once_bonuses o WHERE o.bucket = p_bucket AND o.wallet_id = p_wallet
                                      AND o.once_key = r."onceKey" AND o.checkout_id = p_checkout) THEN
        RAISE EXCEPTION 'ledger: wallet % already had the bonus %', p_wallet, r."onceKey" USING ERRCODE = 'unique_violation';
      END IF;
    END IF;
    INSERT INTO grants (bucket, id, wallet_id, kind, granted, scheduled, priority, effective_at, expires_at, inactive_after_days,
                        cost_usdt, source_type, deposit_id, checkout_id, component_id, reason, created_at)
    VALUES (p_bucket, r.id, p_wallet, r.kind, r.credits, r.later, r.priority, r.effective_at, r."expiresAt", r."inactiveAfterDays",
            r."costUsdt", p_source, p_deposit, p_checkout, r."componentId", r.reason, v_now);
    PERFORM ledger_post(p_bucket, p_wallet, v_now, 'grant',
                        CASE r.kind WHEN 'purchased' THEN 'purchases' WHEN 'included' THEN 'plans' ELSE 'promotions' END,
                        CASE WHEN r.later THEN 'scheduled' ELSE 'available' END,
                        ARRAY[r.id], ARRAY[r.credits], NULL, NULL, r.reason);
  END LOOP;

  PERFORM ledger_repay(p_bucket, p_wallet, v_now, ARRAY(SELECT i ->> 'id' FROM jsonb_array_elements(p_grants) AS i));
  PERFORM ledger_tell_grants(p_bucket, ARRAY(SELECT i ->> 'id' FROM jsonb_array_elements(p_grants) AS i));

  RETURN QUERY
    SELECT g.* FROM jsonb_array_elements(p_grants) WITH ORDINALITY AS i(item, n)
      JOIN grants g ON g.bucket = p_bucket AND g.id = i.item ->> 'id' ORDER BY i.n;
END $$;

-- Debits and holds, many in one call. Item n of every array is one request; each gets its own answer and stands or falls
-- alone; earlier items of a wallet come first. A debit burns lots to revenue, a hold pins them; burn order is priority,
-- soonest expiry, oldest. Decides in memory, row by row, between one read and one write of each table. Its statements are
-- planned once a connection (plan_cache_mode): planning them anew for each batch costs as much as thirty debits; and for
-- looking rows up by their keys (the other settings, LATERAL with LIMIT), because such a plan stays in use while the
-- tables grow from nothing.
--   p_kinds     'debit' | 'hold'              p_ids      id of the debit or hold to make
--   p_expiries  seconds, for a hold           p_details  {"lines": …} and other facts to keep
--   p_members   the member whose cap it counts against (see the members' migration), or null
-- Answers: status 201 with the facts of the debit or hold; 402 insufficient_credits {available, needed}, and {memberId, cap,
-- capPer, capRemaining} where the member's cap is what refuses; 404 not_found (wallet, or {memberId}) and 422 idempotency_key_reused, which are not stored under the key.
CREATE FUNCTION ledger_burn(p_buckets smallint[], p_wallets text[], p_kinds text[], p_ids text[], p_amounts bigint[], p_clients text[],
                            p_keys text[], p_fingerprints text[], p_requests text[], p_references text[], p_details jsonb[],
                            p_expiries integer[], p_members text[])
RETURNS TABLE (n bigint, status smallint, code text, answer jsonb, request_id text, replayed boolean) LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET random_page_cost = 1 AS $$
DECLARE
  v_now timestamptz := store_now();
  v_count integer := cardinality(p_ids);
  r record;
  -- Answers, by item.
  o_status smallint[] := array_fill(NULL::smallint, ARRAY[v_count]);
  o_code text[] := array_fill(NULL::text, ARRAY[v_count]);
  o_answer jsonb[] := array_fill(NULL::jsonb, ARRAY[v_count]);
  o_request text[] := array_fill(NULL::text, ARRAY[v_count]);
  o_replayed boolean[] := array_fill(false, ARRAY[v_count]);
  -- Entries, by item: null where the item moved nothing.
  e_version bigint[] := array_fill(NULL::bigint, ARRAY[v_count]);
  e_available bigint[] := array_fill(NULL::bigint, ARRAY[v_count]);
  e_held bigint[] := array_fill(NULL::bigint, ARRAY[v_count]);
  -- Lots that may burn, sorted by wallet and burn order, and what this call takes of each.
  l_bucket smallint[]; l_wallet text[]; l_id text[]; l_left bigint[]; l_burned bigint[]; l_pinned bigint[];
  l integer := 1;
  v_lots integer;
  -- Lots that the item moved, as array literals: an array of arrays would have to be rectangular.
  e_grants text[] := array_fill(NULL::text, ARRAY[v_count]);
  e_amounts text[] := array_fill(NULL::text, ARRAY[v_count]);
  -- Wallets changed, with their new balances.
  w_bucket smallint[] := '{}'; w_id text[] := '{}'; w_available bigint[] := '{}'; w_held bigint[] := '{}'; w_version bigint[] := '{}';
  w integer := 0;
  v_bucket smallint := -1;
  v_wallet text := '';
  v_changed boolean;
  v_due boolean;
  v_cap record;
  v_available bigint; v_held bigint; v_version bigint; v_need bigint; v_take bigint;
  v_grants text[]; v_amounts bigint[];
BEGIN
  SELECT bool_or(t.due_at <= v_now) INTO v_due FROM
    (SELECT t.due_at FROM wallets t
       JOIN (SELECT DISTINCT i.bucket, i.id FROM unnest(p_buckets, p_wallets) AS i(bucket, id)) AS d ON t.bucket = d.bucket AND t.id = d.id
      ORDER BY t.bucket, t.id FOR UPDATE OF t) AS t;
  IF v_due THEN
    FOR r IN
      SELECT DISTINCT t.bucket, t.id FROM unnest(p_buckets, p_wallets) AS i(bucket, id)
        JOIN wallets t ON t.bucket = i.bucket AND t.id = i.id WHERE t.due_at <= v_now
    LOOP
      PERFORM ledger_settle_due(r.bucket, r.id, v_now);
    END LOOP;
  END IF;

  SELECT array_agg(s.bucket), array_agg(s.wallet_id), array_agg(s.id), array_agg(s.remaining) INTO l_bucket, l_wallet, l_id, l_left
    FROM (SELECT g.bucket, g.wallet_id, g.id, g.remaining
            FROM (SELECT DISTINCT i.bucket, i.id FROM unnest(p_buckets, p_wallets) AS i(bucket, id)) AS d
           CROSS JOIN LATERAL (SELECT * FROM grants x WHERE x.bucket = d.bucket AND x.wallet_id = d.id AND x.live AND x.remaining > 0
                                  AND NOT x.scheduled OFFSET 0) AS g
           ORDER BY g.bucket, g.wallet_id, g.priority, g.expires_at, g.created_at, g.id) AS s;
  v_lots := coalesce(cardinality(l_id), 0);
  l_burned := array_fill(0::bigint, ARRAY[v_lots]);
  l_pinned := array_fill(0::bigint, ARRAY[v_lots]);

  FOR r IN
    SELECT i.*, t.available, t.held, t.version, k.fingerprint AS stored_fingerprint, k.status AS stored_status, k.code AS stored_code,
           k.answer AS stored_answer, k.request_id AS stored_request,
           first_value(i.n) OVER same_key AS first_n, first_value(i.fingerprint) OVER same_key AS first_fingerprint
      FROM unnest(p_buckets, p_wallets, p_kinds, p_ids, p_amounts, p_clients, p_keys, p_fingerprints, p_requests, p_references,
                  p_details, p_expiries, p_members) WITH ORDINALITY
             AS i(bucket, wallet_id, kind, id, amount, client_id, key, fingerprint, request_id, reference, details, expiry, member_id, n)
      LEFT JOIN LATERAL (SELECT * FROM wallets x WHERE x.bucket = i.bucket AND x.id = i.wallet_id LIMIT 1) AS t ON true
      LEFT JOIN LATERAL (SELECT * FROM idempotency_keys x WHERE x.bucket = i.bucket AND x.wallet_id = i.wallet_id
                            AND x.client_id = i.client_id AND x.key = i.key LIMIT 1) AS k ON true
    WINDOW same_key AS (PARTITION BY i.bucket, i.wallet_id, i.client_id, i.key ORDER BY i.n)
     ORDER BY i.bucket, i.wallet_id COLLATE "C", i.n
  LOOP
    o_request[r.n] := r.request_id;
    IF r.available IS NULL THEN
      o_status[r.n] := 404; o_code[r.n] := 'not_found'; o_answer[r.n] := '{}';
      CONTINUE;
    END IF;
    IF coalesce(r.stored_fingerprint, r.first_fingerprint) <> r.fingerprint THEN
      o_status[r.n] := 422; o_code[r.n] := 'idempotency_key_reused'; o_answer[r.n] := '{}';
      CONTINUE;
    END IF;
    IF r.stored_fingerprint IS NOT NULL THEN
      o_status[r.n] := r.stored_status; o_code[r.n] := r.stored_code; o_answer[r.n] := r.stored_answer;
      o_request[r.n] := r.stored_request; o_replayed[r.n] := true;
      CONTINUE;
    END IF;
    IF r.first_n < r.n THEN
      o_status[r.n] := o_status[r.first_n]; o_code[r.n] := o_code[r.first_n]; o_answer[r.n] := o_answer[r.first_n];
      o_request[r.n] := o_request[r.first_n]; o_replayed[r.n] := true;
      CONTINUE;
    END IF;

    IF r.bucket <> v_bucket OR r.wallet_id <> v_wallet THEN
      v_bucket := r.bucket; v_wallet := r.wallet_id; v_changed := false;
      v_available := r.available; v_held := r.held; v_version := r.version;
      WHILE l <= v_lots AND (l_bucket[l] < v_bucket OR (l_bucket[l] = v_bucket AND l_wallet[l] < v_wallet COLLATE "C")) LOOP
        l := l + 1;
      END LOOP;
    END IF;
    IF r.amount > v_available THEN
      o_status[r.n] := 402; o_code[r.n] := 'insufficient_credits';
      o_answer[r.n] := jsonb_build_object('walletId', r.wallet_id, 'available', v_available::text, 'needed', r.amount::text);
      CONTINUE;
    END IF;
    IF r.member_id IS NOT NULL THEN
      SELECT * INTO v_cap FROM ledger_count_member(r.bucket, r.wallet_id, r.member_id, v_now, r.amount);
      IF NOT v_cap.known THEN
        o_status[r.n] := 404; o_code[r.n] := 'not_found'; o_answer[r.n] := jsonb_build_object('memberId', r.member_id);
        CONTINUE;
      ELSIF NOT v_cap.counted THEN
        o_status[r.n] := 402; o_code[r.n] := 'insufficient_credits';
        o_answer[r.n] := jsonb_build_object('walletId', r.wallet_id, 'available', v_available::text, 'needed', r.amount::text, 'memberId', r.member_id,
          'cap', v_cap.cap_credits::text, 'capPer', v_cap.cap_per, 'capRemaining', v_cap.remaining::text);
        CONTINUE;
      END IF;
    END IF;

    v_need := r.amount; v_grants := '{}'; v_amounts := '{}';
    WHILE v_need > 0 LOOP
      IF l > v_lots OR l_wallet[l] <> v_wallet THEN
        RAISE EXCEPTION 'ledger: the lots of wallet % do not cover its balance', v_wallet;
      END IF;
      v_take := least(v_need, l_left[l]);
      l_left[l] := l_left[l] - v_take;
      IF r.kind = 'hold' THEN l_pinned[l] := l_pinned[l] + v_take; ELSE l_burned[l] := l_burned[l] + v_take; END IF;
      v_grants := array_append(v_grants, l_id[l]); v_amounts := array_append(v_amounts, v_take);
      v_need := v_need - v_take;
      IF l_left[l] = 0 THEN l := l + 1; END IF;
    END LOOP;

    v_available := v_available - r.amount;
    v_held := v_held + CASE r.kind WHEN 'hold' THEN r.amount ELSE 0 END;
    v_version := v_version + 1;
    e_version[r.n] := v_version; e_available[r.n] := v_available; e_held[r.n] := v_held;
    e_grants[r.n] := v_grants; e_amounts[r.n] := v_amounts;
    IF NOT v_changed THEN
      w := w + 1; w_bucket[w] := v_bucket; w_id[w] := v_wallet; v_changed := true;
    END IF;
    w_available[w] := v_available; w_held[w] := v_held; w_version[w] := v_version;

    o_status[r.n] := 201;
    o_answer[r.n] := CASE r.kind
      WHEN 'hold' THEN jsonb_build_object('id', r.id, 'walletId', r.wallet_id, 'state', 'open', 'credits', r.amount::text, 'captured', '0',
        'reference', r.reference, 'createdAt', v_now, 'expiresAt', v_now + make_interval(secs => r.expiry), 'lines', r.details -> 'lines', 'debitId', NULL)
      ELSE jsonb_build_object('id', r.id, 'walletId', r.wallet_id, 'credits', r.amount::text, 'refunded', '0', 'reference', r.reference,
        'availableAfter', v_available::text, 'grantIds', to_jsonb(v_grants), 'amounts', to_jsonb(v_amounts::text[]), 'createdAt', v_now) END;
  END LOOP;

  UPDATE wallets t SET available = c.available, held = c.held, version = c.version, active_at = v_now
    FROM unnest(w_bucket, w_id, w_available, w_held, w_version) AS c(bucket, id, available, held, version)
   WHERE t.bucket = c.bucket AND t.id = c.id;

  UPDATE grants g
     SET remaining = g.remaining - c.burned - c.pinned, held = g.held + c.pinned, live = g.remaining - c.burned + g.held > 0
    FROM unnest(l_bucket, l_id, l_burned, l_pinned) AS c(bucket, id, burned, pinned)
   WHERE c.burned + c.pinned > 0 AND g.bucket = c.bucket AND g.id = c.id;

  INSERT INTO entries (bucket, wallet_id, version, at, code, from_account, to_account, amount, available_after, held_after,
                       grant_ids, amounts, hold_id, debit_id)
  SELECT i.bucket, i.wallet_id, i.version, v_now, i.kind, 'available', CASE i.kind WHEN 'hold' THEN 'held' ELSE 'revenue' END,
         i.amount, i.available, i.held, i.grant_ids::text[], i.amounts::bigint[],
         CASE i.kind WHEN 'hold' THEN i.id END, CASE i.kind WHEN 'debit' THEN i.id END
    FROM unnest(p_buckets, p_wallets, p_kinds, p_ids, p_amounts, e_version, e_available, e_held, e_grants, e_amounts)
           AS i(bucket, wallet_id, kind, id, amount, version, available, held, grant_ids, amounts)
   WHERE i.version IS NOT NULL;

  IF 'debit' = ANY (p_kinds) THEN
    INSERT INTO debits (bucket, id, wallet_id, client_id, credits, reference, details, member_id, entry_version, created_at)
    SELECT i.bucket, i.id, i.wallet_id, i.client_id, i.amount, i.reference, i.details, i.member_id, i.version, v_now
      FROM unnest(p_buckets, p_ids, p_wallets, p_clients, p_amounts, p_references, p_details, e_version, p_kinds, p_members)
             AS i(bucket, id, wallet_id, client_id, amount, reference, details, version, kind, member_id)
     WHERE i.version IS NOT NULL AND i.kind = 'debit';
  END IF;
  IF 'hold' = ANY (p_kinds) THEN
    INSERT INTO holds (bucket, id, wallet_id, client_id, state, credits, reference, details, member_id, entry_version, created_at, expires_at)
    SELECT i.bucket, i.id, i.wallet_id, i.client_id, 'open', i.amount, i.reference, i.details, i.member_id, i.version, v_now,
           v_now + make_interval(secs => i.expiry)
      FROM unnest(p_buckets, p_ids, p_wallets, p_clients, p_amounts, p_references, p_details, e_version, p_kinds, p_expiries, p_members)
             AS i(bucket, id, wallet_id, client_id, amount, reference, details, version, kind, expiry, member_id)
     WHERE i.version IS NOT NULL AND i.kind = 'hold';
  END IF;

  INSERT INTO idempotency_keys (bucket, wallet_id, client_id, key, fingerprint, status, code, answer, request_id, created_at)
  SELECT i.bucket, i.wallet_id, i.client_id, i.key, i.fingerprint, i.status, i.code, i.answer, i.request_id, v_now
    FROM unnest(p_buckets, p_wallets, p_clients, p_keys, p_fingerprints, o_status, o_code, o_answer, o_request, o_replayed)
           AS i(bucket, wallet_id, client_id, key, fingerprint, status, code, answer, request_id, replayed)
   WHERE i.status IN (201, 402) AND NOT i.replayed;

  RETURN QUERY SELECT i.n, i.status, i.code, i.answer, i.request_id, i.replayed
    FROM unnest(o_status, o_code, o_answer, o_request, o_replayed) WITH ORDINALITY AS i(status, code, answer, request_id, replayed, n)
   ORDER BY i.n;
END $$;

-- Gives credits back to lots (released by a hold, or refunded to revenue's cost). Lots that have lapsed meanwhile are
-- reopened for p_grace_seconds, once per lot; what returns after that goes to breakage. The caller holds the wallet's lock.
CREATE FUNCTION ledger_give_back(p_bucket smallint, p_wallet text, p_at timestamptz, p_code text, p_from text, p_grants text[],
                                 p_amounts bigint[], p_hold text, p_debit text, p_reference text, p_grace_seconds integer)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_active_at timestamptz;
  v_live_grants text[]; v_live_amounts bigint[]; v_dead_grants text[]; v_dead_amounts bigint[];
BEGIN
  SELECT w.active_at INTO STRICT v_active_at FROM wallets w WHERE w.bucket = p_bucket AND w.id = p_wallet;
  UPDATE grants g SET grace_until = p_at + make_interval(secs => p_grace_seconds)
   WHERE g.bucket = p_bucket AND g.id = ANY (p_grants) AND g.grace_until IS NULL
     AND ledger_lapses_at(g.expires_at, g.grace_until, g.inactive_after_days, v_active_at) <= p_at;

  SELECT array_agg(t.id ORDER BY t.n) FILTER (WHERE NOT t.dead), array_agg(t.amount ORDER BY t.n) FILTER (WHERE NOT t.dead),
         array_agg(t.id ORDER BY t.n) FILTER (WHERE t.dead), array_agg(t.amount ORDER BY t.n) FILTER (WHERE t.dead)
    INTO v_live_grants, v_live_amounts, v_dead_grants, v_dead_amounts
    FROM (SELECT l.id, l.amount, l.n,
                 coalesce(ledger_lapses_at(g.expires_at, g.grace_until, g.inactive_after_days, v_active_at) <= p_at, false) AS dead
            FROM unnest(p_grants, p_amounts) WITH ORDINALITY AS l(id, amount, n)
            JOIN grants g ON g.bucket = p_bucket AND g.id = l.id) AS t;
  IF v_live_grants IS NOT NULL THEN
    PERFORM ledger_post(p_bucket, p_wallet, p_at, p_code, p_from, 'available', v_live_grants, v_live_amounts, p_hold, p_debit, p_reference);
    PERFORM ledger_repay(p_bucket, p_wallet, p_at, v_live_grants);
  END IF;
  IF v_dead_grants IS NOT NULL THEN
    PERFORM ledger_post(p_bucket, p_wallet, p_at, 'lapse', p_from, 'breakage', v_dead_grants, v_dead_amounts, p_hold, p_debit, p_reference);
  END IF;
END $$;

-- The part of a row of lots from p_skip to p_skip + p_take base units, in the given order: [a 5, b 5], skip 3, take 4 is [a 2, b 2].
CREATE FUNCTION ledger_slice(p_grants text[], p_amounts bigint[], p_skip bigint, p_take bigint, OUT grant_ids text[], OUT amounts bigint[])
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(s.id ORDER BY s.n), '{}'), coalesce(array_agg(s.part ORDER BY s.n), '{}')
    FROM (SELECT l.id, l.n, least(l.upto, p_skip + p_take) - greatest(l.upto - l.amount, p_skip) AS part
            FROM (SELECT t.id, t.amount, t.n, sum(t.amount) OVER (ORDER BY t.n)::bigint AS upto
                    FROM unnest(p_grants, p_amounts) WITH ORDINALITY AS t(id, amount, n)) AS l) AS s
   WHERE s.part > 0
$$;

-- A hold as the reply shows it.
CREATE FUNCTION ledger_hold_facts(h holds) RETURNS jsonb LANGUAGE sql STABLE
  RETURN jsonb_build_object('id', h.id, 'walletId', h.wallet_id, 'state', h.state, 'credits', h.credits::text, 'captured', h.captured::text,
    'reference', h.reference, 'createdAt', h.created_at, 'expiresAt', h.expires_at, 'lines', h.details -> 'lines', 'debitId', h.debit_id);

-- Captures, voids and extends holds, many in one call; per-item answers, each with its item's number, in any order.
--   p_actions  'capture' | 'void' | 'extend'       p_owners   the client whose holds may be touched, null for any
--   p_amounts  credits to capture, null for all    p_debits   id of the debit that a capture makes
--   p_seconds  for extend: from now                p_details  for capture: added to the hold's details on the debit
-- Answers: 200 with the hold's facts; 409 hold_not_open {state}; 409 capture_exceeds_hold {held, asked};
-- not stored: 404 not_found, 422 idempotency_key_reused, 400 invalid_request (an extension beyond p_longest_seconds of the start).
CREATE FUNCTION ledger_change_holds(p_buckets smallint[], p_holds text[], p_actions text[], p_amounts bigint[], p_seconds integer[],
                                    p_owners text[], p_debits text[], p_details jsonb[], p_clients text[], p_keys text[],
                                    p_fingerprints text[], p_requests text[], p_grace_seconds integer, p_longest_seconds integer)
RETURNS TABLE (n bigint, status smallint, code text, answer jsonb, request_id text, replayed boolean) LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET random_page_cost = 1 AS $$
DECLARE
  v_now timestamptz := store_now();
  r record;
  k idempotency_keys;
  h holds;
  v_take bigint;
  v_until timestamptz;
  v_version bigint;
  v_entry record;
  v_part record;
  -- Captures of all that is held, by item.
  c_n bigint[]; c_bucket smallint[]; c_wallet text[]; c_hold text[]; c_debit text[]; c_details jsonb[]; c_amount bigint[];
  c_entry bigint[]; c_version bigint[]; c_available bigint[]; c_held bigint[]; c_answer jsonb[];
BEGIN
  PERFORM 1 FROM wallets t
     JOIN (SELECT DISTINCT x.bucket, x.wallet_id FROM unnest(p_buckets, p_holds) AS i(bucket, id)
             JOIN holds x ON x.bucket = i.bucket AND x.id = i.id) AS d ON t.bucket = d.bucket AND t.id = d.wallet_id
    ORDER BY t.bucket, t.id FOR UPDATE OF t;

  -- What most calls are, captures of all that is held, is done for all of them at once; what is left, one by one after
  -- it. Items of one call came at the same time, so either order is one in which they could have come.
  SELECT array_agg(s.n), array_agg(s.bucket), array_agg(s.wallet_id), array_agg(s.id), array_agg(s.debit_id), array_agg(s.details),
         array_agg(s.credits), array_agg(s.entry_version), array_agg(s.version), array_agg(s.available), array_agg(s.held)
    INTO c_n, c_bucket, c_wallet, c_hold, c_debit, c_details, c_amount, c_entry, c_version, c_available, c_held
    FROM (SELECT f.*, t.available, t.version + row_number() OVER earlier AS version, t.held - (sum(f.credits) OVER earlier)::bigint AS held
            FROM (SELECT DISTINCT ON (x.bucket, x.id) i.n, i.debit_id, i.details, x.bucket, x.id, x.wallet_id, x.credits, x.entry_version
                    FROM unnest(p_buckets, p_holds, p_actions, p_amounts, p_owners, p_debits, p_details, p_clients, p_keys) WITH ORDINALITY
                           AS i(bucket, id, action, amount, owner, debit_id, details, client_id, key, n)
                   CROSS JOIN LATERAL (SELECT * FROM holds y WHERE y.bucket = i.bucket AND y.id = i.id LIMIT 1) AS x
                   WHERE i.action = 'capture' AND (i.owner IS NULL OR x.client_id = i.owner) AND (i.amount IS NULL OR i.amount = x.credits) AND x.state = 'open' AND x.expires_at > v_now
                     AND (SELECT y.key FROM idempotency_keys y WHERE y.bucket = x.bucket AND y.wallet_id = x.wallet_id
                             AND y.client_id = i.client_id AND y.key = i.key) IS NULL
                   ORDER BY x.bucket, x.id, i.n) AS f
            JOIN wallets t ON t.bucket = f.bucket AND t.id = f.wallet_id
          WINDOW earlier AS (PARTITION BY f.bucket, f.wallet_id ORDER BY f.n)
           ORDER BY f.bucket, f.wallet_id, f.n) AS s;

  IF c_n IS NOT NULL THEN
    UPDATE wallets t SET held = t.held - s.credits, version = t.version + s.entries
      FROM (SELECT i.bucket, i.wallet_id, sum(i.amount)::bigint AS credits, count(*) AS entries
              FROM unnest(c_bucket, c_wallet, c_amount) AS i(bucket, wallet_id, amount) GROUP BY i.bucket, i.wallet_id) AS s
     WHERE t.bucket = s.bucket AND t.id = s.wallet_id;

    UPDATE grants g SET held = g.held - s.amount, live = g.remaining + g.held - s.amount > 0
      FROM (SELECT e.bucket, l.id, sum(l.amount)::bigint AS amount
              FROM unnest(c_bucket, c_wallet, c_entry) AS i(bucket, wallet_id, version)
             CROSS JOIN LATERAL (SELECT * FROM entries y WHERE y.bucket = i.bucket AND y.wallet_id = i.wallet_id AND y.version = i.version LIMIT 1) AS e
             CROSS JOIN unnest(e.grant_ids, e.amounts) AS l(id, amount) GROUP BY e.bucket, l.id) AS s
     WHERE g.bucket = s.bucket AND g.id = s.id;

    INSERT INTO entries (bucket, wallet_id, version, at, code, from_account, to_account, amount, available_after, held_after,
                         grant_ids, amounts, hold_id, debit_id)
    SELECT i.bucket, i.wallet_id, i.version, v_now, 'capture', 'held', 'revenue', i.amount, i.available, i.held, e.grant_ids, e.amounts, i.hold_id, i.debit_id
      FROM unnest(c_bucket, c_wallet, c_version, c_amount, c_available, c_held, c_hold, c_debit, c_entry)
             AS i(bucket, wallet_id, version, amount, available, held, hold_id, debit_id, entry)
     CROSS JOIN LATERAL (SELECT * FROM entries y WHERE y.bucket = i.bucket AND y.wallet_id = i.wallet_id AND y.version = i.entry LIMIT 1) AS e;

    INSERT INTO debits (bucket, id, wallet_id, client_id, hold_id, credits, reference, details, member_id, entry_version, created_at)
    SELECT x.bucket, i.debit_id, x.wallet_id, x.client_id, x.id, x.credits, x.reference, x.details || i.details, x.member_id, i.version, v_now
      FROM unnest(c_bucket, c_hold, c_debit, c_details, c_version) AS i(bucket, id, debit_id, details, version)
     CROSS JOIN LATERAL (SELECT * FROM holds y WHERE y.bucket = i.bucket AND y.id = i.id LIMIT 1) AS x;

    UPDATE holds x SET state = 'captured', captured = x.credits, ended_at = v_now, debit_id = i.debit_id, details = x.details || i.details
      FROM unnest(c_bucket, c_hold, c_debit, c_details) AS i(bucket, id, debit_id, details)
     WHERE x.bucket = i.bucket AND x.id = i.id;

    SELECT array_agg((SELECT ledger_hold_facts(x) FROM holds x WHERE x.bucket = i.bucket AND x.id = i.id) ORDER BY i.position) INTO c_answer
      FROM unnest(c_bucket, c_hold) WITH ORDINALITY AS i(bucket, id, position);

    INSERT INTO idempotency_keys (bucket, wallet_id, client_id, key, fingerprint, status, answer, request_id, created_at)
    SELECT i.bucket, i.wallet_id, p_clients[i.n], p_keys[i.n], p_fingerprints[i.n], 200, i.answer, p_requests[i.n], v_now
      FROM unnest(c_bucket, c_wallet, c_n, c_answer) AS i(bucket, wallet_id, n, answer);

    RETURN QUERY SELECT i.n, 200::smallint, NULL::text, i.answer, p_requests[i.n], false FROM unnest(c_n, c_answer) AS i(n, answer);
    IF cardinality(c_n) = cardinality(p_holds) THEN RETURN; END IF;
  END IF;

  FOR r IN
    SELECT * FROM unnest(p_buckets, p_holds, p_actions, p_amounts, p_seconds, p_owners, p_debits, p_details, p_clients, p_keys,
                         p_fingerprints, p_requests) WITH ORDINALITY
      AS i(bucket, id, action, amount, seconds, owner, debit_id, details, client_id, key, fingerprint, request_id, n)
     WHERE c_n IS NULL OR i.n <> ALL (c_n)
  LOOP
    n := r.n; code := NULL; answer := '{}'; request_id := r.request_id; replayed := false;
    SELECT x.* INTO h FROM holds x WHERE x.bucket = r.bucket AND x.id = r.id AND (r.owner IS NULL OR x.client_id = r.owner);
    IF NOT FOUND THEN
      status := 404; code := 'not_found';
      RETURN NEXT; CONTINUE;
    END IF;
    SELECT x.* INTO k FROM idempotency_keys x WHERE x.bucket = r.bucket AND x.wallet_id = h.wallet_id AND x.client_id = r.client_id AND x.key = r.key;
    IF FOUND THEN
      IF k.fingerprint <> r.fingerprint THEN
        status := 422; code := 'idempotency_key_reused';
      ELSE
        status := k.status; code := k.code; answer := k.answer; request_id := k.request_id; replayed := true;
      END IF;
      RETURN NEXT; CONTINUE;
    END IF;

    v_take := coalesce(r.amount, h.credits);
    v_until := greatest(h.expires_at, v_now + make_interval(secs => r.seconds));
    IF h.state <> 'open' OR h.expires_at <= v_now THEN
      status := 409; code := 'hold_not_open';
      answer := jsonb_build_object('state', CASE h.state WHEN 'open' THEN 'expired' ELSE h.state END);
    ELSIF r.action = 'capture' AND v_take > h.credits THEN
      status := 409; code := 'capture_exceeds_hold';
      answer := jsonb_build_object('held', h.credits::text, 'asked', v_take::text);
    ELSIF r.action = 'extend' AND v_until > h.created_at + make_interval(secs => p_longest_seconds) THEN
      status := 400; code := 'invalid_request';
      RETURN NEXT; CONTINUE;
    ELSIF r.action = 'extend' THEN
      UPDATE holds x SET expires_at = v_until WHERE x.bucket = h.bucket AND x.id = h.id RETURNING x.* INTO h;
    ELSE
      v_take := CASE r.action WHEN 'capture' THEN v_take ELSE 0 END;
      SELECT e.grant_ids, e.amounts INTO STRICT v_entry FROM entries e
       WHERE e.bucket = h.bucket AND e.wallet_id = h.wallet_id AND e.version = h.entry_version;
      IF v_take > 0 THEN
        SELECT * INTO v_part FROM ledger_slice(v_entry.grant_ids, v_entry.amounts, 0, v_take);
        v_version := ledger_post(h.bucket, h.wallet_id, v_now, 'capture', 'held', 'revenue', v_part.grant_ids, v_part.amounts, h.id, r.debit_id, NULL);
        INSERT INTO debits (bucket, id, wallet_id, client_id, hold_id, credits, reference, details, member_id, entry_version, created_at)
        VALUES (h.bucket, r.debit_id, h.wallet_id, h.client_id, h.id, v_take, h.reference, h.details || r.details, h.member_id, v_version, v_now);
      END IF;
      IF v_take < h.credits THEN
        SELECT * INTO v_part FROM ledger_slice(v_entry.grant_ids, v_entry.amounts, v_take, h.credits - v_take);
        PERFORM ledger_give_back(h.bucket, h.wallet_id, v_now, 'release', 'held', v_part.grant_ids, v_part.amounts, h.id, NULL, NULL, p_grace_seconds);
        PERFORM ledger_uncount_member(h.bucket, h.wallet_id, h.member_id, h.created_at, h.credits - v_take);
      END IF;
      UPDATE holds x SET state = CASE r.action WHEN 'capture' THEN 'captured' ELSE 'voided' END, captured = v_take, ended_at = v_now,
                         debit_id = CASE r.action WHEN 'capture' THEN r.debit_id END,
                         details = x.details || r.details
       WHERE x.bucket = h.bucket AND x.id = h.id RETURNING x.* INTO h;
    END IF;
    IF code IS NULL THEN
      status := 200; answer := ledger_hold_facts(h);
    END IF;
    INSERT INTO idempotency_keys (bucket, wallet_id, client_id, key, fingerprint, status, code, answer, request_id, created_at)
    VALUES (h.bucket, h.wallet_id, r.client_id, r.key, r.fingerprint, ledger_change_holds.status, ledger_change_holds.code,
            ledger_change_holds.answer, r.request_id, v_now);
    RETURN NEXT;
  END LOOP;
END $$;

-- Ends up to p_limit holds of one bucket whose time is over, and releases their credits. Returns the holds' facts.
CREATE FUNCTION ledger_expire_holds(p_bucket smallint, p_limit integer, p_grace_seconds integer) RETURNS SETOF jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := store_now();
  v_due text[];
  v_entry record;
  h holds;
BEGIN
  SELECT array_agg(d.id) INTO v_due FROM (SELECT x.id FROM holds x WHERE x.bucket = p_bucket AND x.state = 'open' AND x.expires_at <= v_now
                                           ORDER BY x.expires_at LIMIT p_limit) AS d;
  IF v_due IS NULL THEN
    RETURN;
  END IF;
  PERFORM 1 FROM wallets t WHERE t.bucket = p_bucket AND t.id IN (SELECT x.wallet_id FROM holds x WHERE x.bucket = p_bucket AND x.id = ANY (v_due))
    ORDER BY t.id FOR UPDATE OF t;

  FOR h IN SELECT x.* FROM holds x WHERE x.bucket = p_bucket AND x.id = ANY (v_due) AND x.state = 'open' AND x.expires_at <= v_now
            ORDER BY x.expires_at, x.id
  LOOP
    SELECT e.grant_ids, e.amounts INTO STRICT v_entry FROM entries e
     WHERE e.bucket = p_bucket AND e.wallet_id = h.wallet_id AND e.version = h.entry_version;
    PERFORM ledger_give_back(p_bucket, h.wallet_id, v_now, 'release', 'held', v_entry.grant_ids, v_entry.amounts, h.id, NULL, NULL, p_grace_seconds);
    PERFORM ledger_uncount_member(h.bucket, h.wallet_id, h.member_id, h.created_at, h.credits);
    UPDATE holds x SET state = 'expired', ended_at = v_now WHERE x.bucket = p_bucket AND x.id = h.id RETURNING x.* INTO h;
    PERFORM outbox_post(p_bucket, 'hold.expired', h.id, ledger_hold_facts(h));
    RETURN NEXT ledger_hold_facts(h);
  END LOOP;
END $$;

-- A debit as the reply shows it.
CREATE FUNCTION ledger_debit_facts(d debits, e entries) RETURNS jsonb LANGUAGE sql STABLE
  RETURN jsonb_build_object('id', d.id, 'walletId', d.wallet_id, 'credits', d.credits::text, 'refunded', d.refunded::text, 'reference', d.reference,
    'availableAfter', e.available_after::text, 'grantIds', to_jsonb(e.grant_ids), 'amounts', to_jsonb(e.amounts::text[]), 'createdAt', d.created_at);

-- Refunds debits into the lots they burned, last burned first; per-item answers, items in the order given.
--   p_amounts  credits, null for all that is left      p_owners  the client whose debits may be touched, null for any
-- Answers: 200 with the debit's facts; 409 refund_exceeds_debit {refundable, asked}; not stored: 404, 422.
CREATE FUNCTION ledger_refund(p_buckets smallint[], p_debits text[], p_amounts bigint[], p_owners text[], p_reasons text[], p_clients text[],
                              p_keys text[], p_fingerprints text[], p_requests text[], p_grace_seconds integer)
RETURNS TABLE (n bigint, status smallint, code text, answer jsonb, request_id text, replayed boolean) LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET random_page_cost = 1 AS $$
DECLARE
  v_now timestamptz := store_now();
  r record;
  k idempotency_keys;
  d debits;
  e entries;
  v_give bigint;
  v_part record;
BEGIN
  PERFORM 1 FROM wallets t
     JOIN (SELECT DISTINCT x.bucket, x.wallet_id FROM unnest(p_buckets, p_debits) AS i(bucket, id)
             JOIN debits x ON x.bucket = i.bucket AND x.id = i.id) AS i ON t.bucket = i.bucket AND t.id = i.wallet_id
    ORDER BY t.bucket, t.id FOR UPDATE OF t;

  FOR r IN
    SELECT * FROM unnest(p_buckets, p_debits, p_amounts, p_owners, p_reasons, p_clients, p_keys, p_fingerprints, p_requests) WITH ORDINALITY
      AS i(bucket, id, amount, owner, reason, client_id, key, fingerprint, request_id, n)
  LOOP
    n := r.n; code := NULL; answer := '{}'; request_id := r.request_id; replayed := false;
    SELECT x.* INTO d FROM debits x WHERE x.bucket = r.bucket AND x.id = r.id AND (r.owner IS NULL OR x.client_id = r.owner);
    IF NOT FOUND THEN
      status := 404; code := 'not_found';
      RETURN NEXT; CONTINUE;
    END IF;
    SELECT x.* INTO k FROM idempotency_keys x WHERE x.bucket = r.bucket AND x.wallet_id = d.wallet_id AND x.client_id = r.client_id AND x.key = r.key;
    IF FOUND THEN
      IF k.fingerprint <> r.fingerprint THEN
        status := 422; code := 'idempotency_key_reused';
      ELSE
        status := k.status; code := k.code; answer := k.answer; request_id := k.request_id; replayed := true;
      END IF;
      RETURN NEXT; CONTINUE;
    END IF;

    v_give := coalesce(r.amount, d.credits - d.refunded);
    IF v_give = 0 OR v_give > d.credits - d.refunded THEN
      status := 409; code := 'refund_exceeds_debit';
      answer := jsonb_build_object('refundable', (d.credits - d.refunded)::text, 'asked', coalesce(r.amount, d.credits)::text);
    ELSE
      SELECT x.* INTO STRICT e FROM entries x WHERE x.bucket = d.bucket AND x.wallet_id = d.wallet_id AND x.version = d.entry_version;
      -- Refunds before this one took the end of the row of lots; skipping as much in reverse goes on where they stopped.
      SELECT s.* INTO v_part FROM
        (SELECT array_agg(l.id ORDER BY l.n DESC) AS ids, array_agg(l.amount ORDER BY l.n DESC) AS parts
           FROM unnest(e.grant_ids, e.amounts) WITH ORDINALITY AS l(id, amount, n)) AS reversed,
        ledger_slice(reversed.ids, reversed.parts, d.refunded, v_give) AS s;
      PERFORM ledger_give_back(d.bucket, d.wallet_id, v_now, 'refund', 'revenue', v_part.grant_ids, v_part.amounts, NULL, d.id, r.reason, p_grace_seconds);
      IF d.member_id IS NOT NULL THEN
        -- A captured hold was counted when it was made.
        PERFORM ledger_uncount_member(d.bucket, d.wallet_id, d.member_id, coalesce(
          (SELECT x.created_at FROM holds x WHERE x.bucket = d.bucket AND x.id = d.hold_id), d.created_at), v_give);
      END IF;
      UPDATE debits x SET refunded = x.refunded + v_give WHERE x.bucket = d.bucket AND x.id = d.id RETURNING x.* INTO d;
      status := 200; answer := ledger_debit_facts(d, e);
      PERFORM outbox_post(d.bucket, 'debit.refunded', d.id, answer);
    END IF;
    INSERT INTO idempotency_keys (bucket, wallet_id, client_id, key, fingerprint, status, code, answer, request_id, created_at)
    VALUES (d.bucket, d.wallet_id, r.client_id, r.key, r.fingerprint, ledger_refund.status, ledger_refund.code, ledger_refund.answer, r.request_id, v_now);
    RETURN NEXT;
  END LOOP;
END $$;
