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

-- The bucket of a wallet, or of what belongs to one, by its id: the last two digits, as src/lib/ids.ts makes them.
CREATE FUNCTION store_bucket_of(p_id text) RETURNS smallint LANGUAGE sql IMMUTABLE RETURN right(p_id, 2)::smallint;

-- Undoes the statement that calls it, once the store's time has reached p_until: the time by the clock, where store_now() is
-- that of the transaction's start, which may lie long before it had its locks. Without a time there is nothing to ask.
CREATE FUNCTION store_require_before(p_until timestamptz) RETURNS void LANGUAGE plpgsql STRICT AS $$
BEGIN
  IF clock_timestamp() + (store_now() - now()) >= p_until THEN
    RAISE EXCEPTION 'store: it is later than %', p_until USING ERRCODE = 'CFR01';
  END IF;
END $$;

-- What a column of a few words may hold is a domain: a session prepares its check once, a table's own check is prepared
-- anew by every statement, which for the three lists of the entries cost half as much as a debit.
CREATE DOMAIN grant_kind AS text CHECK (VALUE IN ('purchased', 'bonus', 'promotional', 'included'));
CREATE DOMAIN grant_source AS text CHECK (VALUE IN ('deposit', 'store', 'allowance', 'transfer'));
CREATE DOMAIN hold_state AS text CHECK (VALUE IN ('open', 'captured', 'voided', 'expired'));
CREATE DOMAIN entry_code AS text CHECK (VALUE IN ('grant', 'activate', 'debit', 'hold', 'capture', 'release', 'refund', 'lapse', 'repay',
                                                  'owe', 'reverse', 'transfer'));
CREATE DOMAIN entry_account AS text CHECK (VALUE IN ('available', 'scheduled', 'held', 'debt', 'purchases', 'promotions', 'plans', 'revenue',
                                                     'breakage', 'reversals', 'transfers'));

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
  -- Last grant, hold or debit: what windows of inactivity count from. Never goes back: what waited for the lock began earlier.
  active_at timestamptz NOT NULL,
  -- No lot becomes effective or lapses, and no period of an allowance begins, before this; null is never. May be too early,
  -- never too late: until a period that has begun is granted, the wallet is due.
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
  kind grant_kind NOT NULL,
  granted bigint NOT NULL CHECK (granted > 0),
  -- Neither spent, nor lapsed, nor pinned by a hold.
  remaining bigint NOT NULL DEFAULT 0 CHECK (remaining >= 0),
  held bigint NOT NULL DEFAULT 0 CHECK (held >= 0),
  -- In the partial index below instead of `remaining > 0`, so that most burns stay HOT updates.
  live boolean NOT NULL DEFAULT false,
  scheduled boolean NOT NULL DEFAULT false,
  priority integer NOT NULL,
  effective_at timestamptz NOT NULL,
  -- Also when the window of inactivity ended, once it did.
  expires_at timestamptz,
  inactive_after_days integer CHECK (inactive_after_days > 0),
  -- Set once, when credits come back to a lot that had expired.
  grace_until timestamptz,
  -- USDT base units paid for the whole lot.
  cost_usdt bigint NOT NULL CHECK (cost_usdt >= 0),
  source_type grant_source NOT NULL,
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
-- Those whose end goes by activity, spent ones too.
CREATE INDEX grants_inactive ON grants (bucket, wallet_id) WHERE inactive_after_days IS NOT NULL;
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
  code entry_code NOT NULL,
  from_account entry_account NOT NULL,
  to_account entry_account NOT NULL,
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
  CHECK (cardinality(grant_ids) = cardinality(amounts)),
  -- What a reversal leaves owing (`owe`) moves no lot: those credits are spent.
  CHECK (CASE WHEN code = 'owe' THEN cardinality(amounts) = 0
              WHEN cardinality(amounts) = 1 THEN amounts[1] = amount
              ELSE ledger_total(amounts) = amount END)
);
-- Entries come in the order of their time, so that a few bytes for each megabyte of them find a period.
CREATE INDEX entries_at ON entries USING brin (at) WITH (autosummarize = on);
-- Those that change a balance and are no spending: few, so that what was spent in a time is known without reading all that spent it.
CREATE INDEX entries_unspent ON entries (bucket, wallet_id, version) WHERE code IN ('grant', 'activate', 'lapse', 'repay', 'reverse', 'transfer');

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
  state hold_state NOT NULL,
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
  -- What expires_at was before any extension: the answer to whoever repeats the call that made the hold.
  opened_until timestamptz NOT NULL,
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
CREATE INDEX debits_created_at ON debits USING brin (created_at) WITH (autosummarize = on);

-- One row per call that moved value, in the wallet's bucket and in the transaction of its effect. `code` is null for an
-- effect, else the problem's code. `answer` holds the facts from which the reply is rendered, the same way each time; where
-- `effect_id` names a debit or hold from which they can be told at any later time, it is null (ledger_answer).
CREATE TABLE idempotency_keys (
  bucket smallint NOT NULL,
  wallet_id text COLLATE "C" NOT NULL,
  client_id text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  fingerprint text COLLATE "C" NOT NULL,
  status smallint NOT NULL,
  code text,
  effect_id text COLLATE "C",
  answer jsonb,
  request_id text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (bucket, wallet_id, client_id, key),
  CHECK (effect_id IS NOT NULL OR answer IS NOT NULL)
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
         active_at = CASE WHEN p_code = 'grant' OR (p_code = 'transfer' AND p_to = 'available') THEN greatest(w.active_at, p_at) ELSE w.active_at END,
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

-- Does what has fallen due in a wallet: lots become effective and repay its debt, lots lapse to breakage. The caller holds the
-- wallet's lock.
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
    PERFORM ledger_repay(p_bucket, p_wallet, p_at, v_grants);
  END IF;

  SELECT array_agg(g.id ORDER BY g.expires_at, g.id), array_agg(g.remaining ORDER BY g.expires_at, g.id) INTO v_grants, v_amounts
    FROM grants g JOIN wallets w ON w.bucket = g.bucket AND w.id = g.wallet_id
   WHERE g.bucket = p_bucket AND g.wallet_id = p_wallet AND g.live AND NOT g.scheduled AND g.remaining > 0
     AND ledger_lapses_at(g.expires_at, g.grace_until, g.inactive_after_days, w.active_at) <= p_at;
  IF v_grants IS NOT NULL THEN
    PERFORM ledger_post(p_bucket, p_wallet, p_at, 'lapse', 'available', 'breakage', v_grants, v_amounts, NULL, NULL, NULL);
  END IF;

  -- A window of inactivity that is over stays so whatever the wallet does next, also in lots that had nothing left to lapse:
  -- what is given back to them later lives on for the grace. So they count for due_at below too.
  UPDATE grants g SET expires_at = w.active_at + make_interval(hours => 24 * g.inactive_after_days)
    FROM wallets w
   WHERE w.bucket = p_bucket AND w.id = p_wallet AND g.bucket = p_bucket AND g.wallet_id = p_wallet AND g.inactive_after_days IS NOT NULL
     AND NOT g.scheduled AND g.grace_until IS NULL AND w.active_at + make_interval(hours => 24 * g.inactive_after_days) <= p_at
     -- Also where the lot has an end of its own since: what ended first is its end.
     AND coalesce(g.expires_at, 'infinity') > w.active_at + make_interval(hours => 24 * g.inactive_after_days);

  UPDATE wallets w
     SET due_at = least((SELECT min(CASE WHEN g.scheduled THEN g.effective_at
                                         ELSE ledger_lapses_at(g.expires_at, g.grace_until, g.inactive_after_days, w.active_at) END)
                           FROM grants g WHERE g.bucket = p_bucket AND g.wallet_id = p_wallet AND g.live AND g.remaining > 0),
                        (SELECT min(w.active_at + make_interval(hours => 24 * g.inactive_after_days)) FROM grants g
                          WHERE g.bucket = p_bucket AND g.wallet_id = p_wallet AND g.inactive_after_days IS NOT NULL
                            AND NOT g.scheduled AND g.grace_until IS NULL AND coalesce(g.expires_at, 'infinity') > p_at),
                        (SELECT min(a.next_at) FROM allowances a
                          WHERE a.bucket = p_bucket AND a.wallet_id = p_wallet AND a.ended_at IS NULL))
   WHERE w.bucket = p_bucket AND w.id = p_wallet;
END $$;

-- Settles up to p_limit wallets of one bucket in which something has fallen due; returns how many. Called periodically,
-- so that breakage shows in reports; a debit or hold settles its own wallet anyway. Not those that a period of an allowance has
-- begun in: they stay due until it is granted, which settles them.
CREATE FUNCTION ledger_settle_bucket(p_bucket smallint, p_limit integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := store_now();
  v_settled integer := 0;
  v_wallet text;
BEGIN
  FOR v_wallet IN
    SELECT l.id FROM (SELECT w.id FROM wallets w WHERE w.bucket = p_bucket AND w.due_at <= v_now
                         AND NOT EXISTS (SELECT FROM allowances a WHERE a.bucket = w.bucket AND a.wallet_id = w.id
                                            AND a.ended_at IS NULL AND a.next_at <= v_now)
                       ORDER BY w.id LIMIT p_limit FOR UPDATE SKIP LOCKED) AS l
  LOOP
    PERFORM ledger_settle_due(p_bucket, v_wallet, v_now);
    v_settled := v_settled + 1;
  END LOOP;
  RETURN v_settled;
END $$;

-- Repays a wallet's debt from the given lots, in burn order. Called for whatever comes into a wallet: grants, lots that become
-- effective, transfers, released and refunded credits. The caller holds the wallet's lock.
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

-- Refuses (22003, out of range) what would let a wallet hold more than a bigint can say, so that what it pins, and what is not
-- effective yet, can always become available.
CREATE FUNCTION ledger_require_room(p_bucket smallint, p_wallet text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM w.available + w.scheduled + w.held FROM wallets w WHERE w.bucket = p_bucket AND w.id = p_wallet;
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

  PERFORM ledger_require_room(p_bucket, p_wallet);
  PERFORM ledger_repay(p_bucket, p_wallet, v_now, ARRAY(SELECT i ->> 'id' FROM jsonb_array_elements(p_grants) AS i));
  PERFORM ledger_tell_grants(p_bucket, ARRAY(SELECT i ->> 'id' FROM jsonb_array_elements(p_grants) AS i));

  RETURN QUERY
    SELECT g.* FROM jsonb_array_elements(p_grants) WITH ORDINALITY AS i(item, n)
      JOIN grants g ON g.bucket = p_bucket AND g.id = i.item ->> 'id' ORDER BY i.n;
END $$;

-- Debits or holds, many in one call. Item i of every array is one request; each gets its own answer and stands or falls
-- alone. The items are sorted by bucket and wallet, and no key is in one call twice. A debit burns lots to revenue, a hold
-- pins them; burn order is priority, soonest expiry, oldest. Decides in memory, item by item, between one read and one write
-- of each table. What makes it fast: its statements are planned once a connection (plan_cache_mode), for looking rows up by
-- their keys (the other settings, LATERAL with LIMIT), because such a plan stays in use while the tables grow from nothing;
-- and they read the arrays by subscript, because `unnest` of ten arrays keeps ten copies.
--   p_kind     'debit' | 'hold'               p_ids      id of the debit or hold to make
--   p_details  facts to keep, or null where no item has any      p_expiries  seconds, of holds; else null
--   p_members  the members whose caps it counts against (see the members' migration), or null where no item has any
-- Answers one row. Of items that were made: at, and by item, null where it was not made, what is available after it and the
-- lots it moved ("{id,…}", "{amount,…}"). Of all others: [{n, status, code, answer, requestId, replayed}]: what a repeated
-- key was answered; 402 insufficient_credits {available, needed}, and {memberId, cap, capPer, capRemaining} where the member's
-- cap is what refuses; and, not stored, 404 not_found (wallet, or {memberId}), 422 idempotency_key_reused, and 409 wallet_behind
-- for what would be refused while the wallet has open holds whose time is over, or allowances with a period that has begun and is
-- not granted, and for all that follows it in the wallet: the caller catches it up and asks again.
CREATE FUNCTION ledger_burn(p_kind text, p_buckets smallint[], p_wallets text[], p_ids text[], p_amounts bigint[], p_clients text[],
                            p_keys text[], p_fingerprints text[], p_requests text[], p_references text[], p_details jsonb[],
                            p_expiries integer[], p_members text[])
RETURNS TABLE (made_at jsonb, made_available text[], made_grants text[], made_amounts text[], others jsonb) LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET random_page_cost = 1 AS $$
DECLARE
  v_now timestamptz := store_now();
  v_count integer := cardinality(p_ids);
  r record;
  v_due boolean;
  -- The wallets, locked, in (bucket, id) order, with the balances that this call leaves in them.
  w_bucket smallint[]; w_id text[]; w_available bigint[]; w_held bigint[]; w_version bigint[];
  w integer := 0;
  -- Of them, those in which a period of an allowance has begun: nothing is decided before it is granted.
  v_behind text[] := '{}';
  -- Their lots that may burn, by wallet (its place above) and burn order, with what was in them and what this call leaves.
  l_wallet integer[]; l_id text[]; l_before bigint[]; l_left bigint[];
  l integer := 1;
  -- Entries, by item: null where the item moved nothing. Lots as array literals: an array of arrays would be rectangular.
  e_version bigint[] := array_fill(NULL::bigint, ARRAY[v_count]);
  e_available bigint[] := e_version;
  e_held bigint[] := e_version;
  e_grants text[] := array_fill(NULL::text, ARRAY[v_count]);
  e_amounts text[] := e_grants;
  -- Items whose key is known, and refusals to store.
  o_known boolean[]; o_refusal jsonb[] := '{}';
  v_wallet text := '';
  v_bucket smallint := -1;
  v_found boolean := false;
  -- Whether what was refused first in the wallet waits for it to be caught up; null until something is refused.
  v_blocked boolean;
  v_cap record;
  v_need bigint; v_take bigint;
  v_grants text; v_amounts text;
BEGIN
  others := '[]';
  LOOP
    SELECT array_agg(t.bucket), array_agg(t.id), array_agg(CASE WHEN t.id = ANY (v_behind) THEN 0 ELSE t.available END),
           array_agg(t.held), array_agg(t.version), bool_or(t.due_at <= v_now AND t.id <> ALL (v_behind))
      INTO w_bucket, w_id, w_available, w_held, w_version, v_due
      FROM (SELECT t.* FROM wallets t
              JOIN (SELECT p_buckets[i] AS bucket, p_wallets[i] AS id FROM generate_series(1, v_count) AS i
                     WHERE i = 1 OR p_wallets[i] <> p_wallets[i - 1]) AS d ON t.bucket = d.bucket AND t.id = d.id
             ORDER BY t.bucket, t.id FOR UPDATE OF t) AS t;
    EXIT WHEN v_due IS NOT TRUE;
    FOR r IN SELECT t.bucket, t.id, EXISTS (SELECT FROM allowances a WHERE a.bucket = w_bucket[i] AND a.wallet_id = w_id[i]
                                               AND a.ended_at IS NULL AND a.next_at <= v_now) AS behind
               FROM generate_series(1, cardinality(w_id)) AS i
               JOIN wallets t ON t.bucket = w_bucket[i] AND t.id = w_id[i] WHERE t.due_at <= v_now AND t.id <> ALL (v_behind)
    LOOP
      IF r.behind THEN
        v_behind := v_behind || r.id;
      ELSE
        PERFORM ledger_settle_due(r.bucket, r.id, v_now);
      END IF;
    END LOOP;
  END LOOP;

  SELECT array_agg(g.wallet), array_agg(g.id), array_agg(g.remaining) INTO l_wallet, l_id, l_before
    FROM (SELECT i AS wallet, x.id, x.remaining FROM generate_series(1, cardinality(w_id)) AS i
           CROSS JOIN LATERAL (SELECT * FROM grants x WHERE x.bucket = w_bucket[i] AND x.wallet_id = w_id[i] AND x.live AND x.remaining > 0
                                  AND NOT x.scheduled ORDER BY x.priority, x.expires_at, x.created_at, x.id) AS x) AS g;
  l_left := l_before;

  FOR r IN
    SELECT i AS n, k.key FROM generate_series(1, v_count) AS i
     CROSS JOIN LATERAL (SELECT x AS key FROM idempotency_keys x WHERE x.bucket = p_buckets[i] AND x.wallet_id = p_wallets[i]
                            AND x.client_id = p_clients[i] AND x.key = p_keys[i] LIMIT 1) AS k
  LOOP
    o_known[r.n] := true;
    others := others || ledger_replay(r.n, r.key, p_fingerprints[r.n]);
  END LOOP;

  FOR i IN 1 .. v_count LOOP
    IF p_wallets[i] <> v_wallet THEN
      IF (p_buckets[i], p_wallets[i] COLLATE "C") < (v_bucket, v_wallet COLLATE "C") THEN
        RAISE EXCEPTION 'ledger: the items of a call must be sorted by bucket and wallet';
      END IF;
      v_bucket := p_buckets[i]; v_wallet := p_wallets[i]; v_blocked := NULL;
      v_found := coalesce(w_id[w + 1] = v_wallet, false);
      IF v_found THEN
        w := w + 1;
        WHILE l_wallet[l] < w LOOP l := l + 1; END LOOP;
      END IF;
    END IF;
    CONTINUE WHEN o_known[i];
    IF NOT v_found THEN
      others := others || jsonb_build_object('n', i, 'status', 404, 'code', 'not_found', 'answer', '{}'::jsonb);
      CONTINUE;
    END IF;
    v_need := p_amounts[i];
    IF v_need > w_available[w] THEN
      o_refusal[i] := jsonb_build_object('walletId', v_wallet, 'available', w_available[w]::text, 'needed', v_need::text);
    ELSIF p_members[i] IS NOT NULL AND v_blocked IS NOT TRUE THEN
      SELECT * INTO v_cap FROM ledger_count_member(v_bucket, v_wallet, p_members[i], v_now, v_need);
      IF NOT v_cap.known THEN
        others := others || jsonb_build_object('n', i, 'status', 404, 'code', 'not_found', 'answer', jsonb_build_object('memberId', p_members[i]));
        CONTINUE;
      ELSIF NOT v_cap.counted THEN
        o_refusal[i] := jsonb_build_object('walletId', v_wallet, 'available', w_available[w]::text, 'needed', v_need::text, 'memberId', p_members[i],
          'cap', v_cap.cap_credits::text, 'capPer', v_cap.cap_per, 'capRemaining', v_cap.remaining::text);
      END IF;
    END IF;
    IF v_blocked OR o_refusal[i] IS NOT NULL THEN
      IF v_blocked IS NULL THEN
        v_blocked := EXISTS (SELECT FROM allowances a WHERE a.bucket = p_buckets[i] AND a.wallet_id = p_wallets[i]
                                AND a.ended_at IS NULL AND a.next_at <= v_now)
          OR (SELECT x.id FROM holds x WHERE x.bucket = p_buckets[i] AND x.wallet_id = p_wallets[i]
                 AND x.state = 'open' AND x.expires_at <= v_now ORDER BY x.expires_at LIMIT 1) IS NOT NULL;
      END IF;
      IF v_blocked THEN
        -- What comes after it in the same wallet waits behind it, so that they are done in the order given.
        o_refusal[i] := NULL;
        others := others || jsonb_build_object('n', i, 'status', 409, 'code', 'wallet_behind', 'answer', '{}'::jsonb);
      END IF;
      CONTINUE;
    END IF;

    w_available[w] := w_available[w] - v_need;
    IF p_kind = 'hold' THEN w_held[w] := w_held[w] + v_need; END IF;
    w_version[w] := w_version[w] + 1;
    e_version[i] := w_version[w]; e_available[i] := w_available[w]; e_held[i] := w_held[w];
    v_grants := '{'; v_amounts := '{';
    LOOP
      IF l_wallet[l] IS DISTINCT FROM w THEN
        RAISE EXCEPTION 'ledger: the lots of wallet % do not cover its balance', v_wallet;
      END IF;
      v_take := least(v_need, l_left[l]);
      l_left[l] := l_left[l] - v_take;
      v_need := v_need - v_take;
      v_grants := v_grants || l_id[l]; v_amounts := v_amounts || v_take;
      IF l_left[l] = 0 THEN l := l + 1; END IF;
      EXIT WHEN v_need = 0;
      v_grants := v_grants || ','; v_amounts := v_amounts || ',';
    END LOOP;
    e_grants[i] := v_grants || '}'; e_amounts[i] := v_amounts || '}';
  END LOOP;

  UPDATE wallets t SET available = w_available[i], held = w_held[i], version = w_version[i], active_at = greatest(t.active_at, v_now)
    FROM generate_series(1, cardinality(w_id)) AS i
   WHERE t.bucket = w_bucket[i] AND t.id = w_id[i] AND t.version < w_version[i];

  UPDATE grants g
     SET remaining = l_left[i], held = g.held + CASE p_kind WHEN 'hold' THEN l_before[i] - l_left[i] ELSE 0 END,
         live = p_kind = 'hold' OR l_left[i] + g.held > 0
    FROM generate_series(1, cardinality(l_id)) AS i
   WHERE l_left[i] < l_before[i] AND g.bucket = w_bucket[l_wallet[i]] AND g.id = l_id[i];

  INSERT INTO entries (bucket, wallet_id, version, at, code, from_account, to_account, amount, available_after, held_after,
                       grant_ids, amounts, hold_id, debit_id)
  SELECT p_buckets[i], p_wallets[i], e_version[i], v_now, p_kind, 'available', CASE p_kind WHEN 'hold' THEN 'held' ELSE 'revenue' END,
         p_amounts[i], e_available[i], e_held[i], e_grants[i]::text[], e_amounts[i]::bigint[],
         CASE p_kind WHEN 'hold' THEN p_ids[i] END, CASE p_kind WHEN 'debit' THEN p_ids[i] END
    FROM generate_series(1, v_count) AS i WHERE e_version[i] IS NOT NULL;

  IF p_kind = 'debit' THEN
    INSERT INTO debits (bucket, id, wallet_id, client_id, credits, reference, details, member_id, entry_version, created_at)
    SELECT p_buckets[i], p_ids[i], p_wallets[i], p_clients[i], p_amounts[i], p_references[i], coalesce(p_details[i], '{}'), p_members[i],
           e_version[i], v_now
      FROM generate_series(1, v_count) AS i WHERE e_version[i] IS NOT NULL;
  ELSE
    INSERT INTO holds (bucket, id, wallet_id, client_id, state, credits, reference, details, member_id, entry_version, created_at, expires_at, opened_until)
    SELECT p_buckets[i], p_ids[i], p_wallets[i], p_clients[i], 'open', p_amounts[i], p_references[i], coalesce(p_details[i], '{}'), p_members[i],
           e_version[i], v_now, v_now + make_interval(secs => p_expiries[i]), v_now + make_interval(secs => p_expiries[i])
      FROM generate_series(1, v_count) AS i WHERE e_version[i] IS NOT NULL;
  END IF;

  INSERT INTO idempotency_keys (bucket, wallet_id, client_id, key, fingerprint, status, code, effect_id, answer, request_id, created_at)
  SELECT p_buckets[i], p_wallets[i], p_clients[i], p_keys[i], p_fingerprints[i], CASE WHEN e_version[i] IS NULL THEN 402 ELSE 201 END,
         CASE WHEN e_version[i] IS NULL THEN 'insufficient_credits' END, CASE WHEN e_version[i] IS NOT NULL THEN p_ids[i] END, o_refusal[i],
         p_requests[i], v_now
    FROM generate_series(1, v_count) AS i WHERE e_version[i] IS NOT NULL OR o_refusal[i] IS NOT NULL;

  IF cardinality(o_refusal) > 0 THEN
    SELECT others || coalesce(jsonb_agg(jsonb_build_object('n', i, 'status', 402, 'code', 'insufficient_credits', 'answer', o_refusal[i])), '[]')
      INTO others FROM generate_series(1, v_count) AS i WHERE o_refusal[i] IS NOT NULL;
  END IF;
  made_at := to_jsonb(v_now); made_available := e_available; made_grants := e_grants; made_amounts := e_amounts;
  RETURN NEXT;
END $$;

-- Gives credits back to lots (released by a hold, or refunded to revenue's cost). Lots that have lapsed meanwhile are
-- reopened for p_grace_seconds, once per lot; what returns after that repays what the wallet owes, and the rest goes to
-- breakage. A wallet that is due is settled first: else what a lapsed lot still shows would live on with the credits that
-- return. The caller holds the wallet's lock.
CREATE FUNCTION ledger_give_back(p_bucket smallint, p_wallet text, p_at timestamptz, p_code text, p_from text, p_grants text[],
                                 p_amounts bigint[], p_hold text, p_debit text, p_reference text, p_grace_seconds integer)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_wallet wallets;
  v_live_grants text[]; v_live_amounts bigint[]; v_dead_grants text[]; v_dead_amounts bigint[];
BEGIN
  SELECT w.* INTO STRICT v_wallet FROM wallets w WHERE w.bucket = p_bucket AND w.id = p_wallet;
  IF v_wallet.due_at <= p_at THEN
    PERFORM ledger_settle_due(p_bucket, p_wallet, p_at);
    SELECT w.* INTO STRICT v_wallet FROM wallets w WHERE w.bucket = p_bucket AND w.id = p_wallet;
  END IF;
  UPDATE grants g SET grace_until = p_at + make_interval(secs => p_grace_seconds)
   WHERE g.bucket = p_bucket AND g.id = ANY (p_grants) AND g.grace_until IS NULL
     AND ledger_lapses_at(g.expires_at, g.grace_until, g.inactive_after_days, v_wallet.active_at) <= p_at;
  IF v_wallet.debt > 0 THEN
    -- Settled afterwards, so that what is not needed lapses.
    PERFORM ledger_post(p_bucket, p_wallet, p_at, p_code, p_from, 'available', p_grants, p_amounts, p_hold, p_debit, p_reference);
    PERFORM ledger_repay(p_bucket, p_wallet, p_at, p_grants);
    PERFORM ledger_settle_due(p_bucket, p_wallet, p_at);
    RETURN;
  END IF;

  SELECT array_agg(t.id ORDER BY t.n) FILTER (WHERE NOT t.dead), array_agg(t.amount ORDER BY t.n) FILTER (WHERE NOT t.dead),
         array_agg(t.id ORDER BY t.n) FILTER (WHERE t.dead), array_agg(t.amount ORDER BY t.n) FILTER (WHERE t.dead)
    INTO v_live_grants, v_live_amounts, v_dead_grants, v_dead_amounts
    FROM (SELECT l.id, l.amount, l.n,
                 coalesce(ledger_lapses_at(g.expires_at, g.grace_until, g.inactive_after_days, v_wallet.active_at) <= p_at, false) AS dead
            FROM unnest(p_grants, p_amounts) WITH ORDINALITY AS l(id, amount, n)
            JOIN grants g ON g.bucket = p_bucket AND g.id = l.id) AS t;
  IF v_live_grants IS NOT NULL THEN
    PERFORM ledger_post(p_bucket, p_wallet, p_at, p_code, p_from, 'available', v_live_grants, v_live_amounts, p_hold, p_debit, p_reference);
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

-- A debit as the reply shows it.
CREATE FUNCTION ledger_debit_facts(d debits, e entries) RETURNS jsonb LANGUAGE sql STABLE
  RETURN jsonb_build_object('id', d.id, 'walletId', d.wallet_id, 'credits', d.credits::text, 'refunded', d.refunded::text, 'reference', d.reference,
    'availableAfter', e.available_after::text, 'grantIds', to_jsonb(e.grant_ids), 'amounts', to_jsonb(e.amounts::text[]), 'createdAt', d.created_at);

-- What a key was answered: as stored, or told again from the debit or hold that it made or ended. What changes later in those
-- (refunds, extensions, the end of a hold) is put back.
CREATE FUNCTION ledger_answer(k idempotency_keys) RETURNS jsonb LANGUAGE sql STABLE
  RETURN CASE
    WHEN k.answer IS NOT NULL THEN k.answer
    WHEN k.effect_id LIKE 'deb\_%' THEN
      (SELECT ledger_debit_facts(d, e) || '{"refunded": "0"}' FROM debits d
         JOIN entries e ON e.bucket = d.bucket AND e.wallet_id = d.wallet_id AND e.version = d.entry_version
        WHERE d.bucket = k.bucket AND d.id = k.effect_id)
    WHEN k.status = 201 THEN
      (SELECT ledger_hold_facts(h) || jsonb_build_object('state', 'open', 'captured', '0', 'expiresAt', h.opened_until, 'debitId', NULL)
         FROM holds h WHERE h.bucket = k.bucket AND h.id = k.effect_id)
    ELSE (SELECT ledger_hold_facts(h) FROM holds h WHERE h.bucket = k.bucket AND h.id = k.effect_id) END;

-- A known key as the answer to item p_n of a batch: what it was answered, or that it belongs to another call.
CREATE FUNCTION ledger_replay(p_n integer, k idempotency_keys, p_fingerprint text) RETURNS jsonb LANGUAGE sql STABLE
  RETURN CASE WHEN k.fingerprint = p_fingerprint
    THEN jsonb_build_object('n', p_n, 'status', k.status, 'code', k.code, 'answer', ledger_answer(k), 'requestId', k.request_id, 'replayed', true)
    ELSE jsonb_build_object('n', p_n, 'status', 422, 'code', 'idempotency_key_reused', 'answer', '{}'::jsonb) END;

-- Captures, voids and extends holds, many in one call. Item i of every array is one request; no key is in one call twice.
-- Holds of the store's own (client `coffer`, ledger_hold_back) are nobody's to touch: they are not found.
--   p_actions  'capture' | 'void' | 'extend'       p_owners   the client whose holds may be touched, null for any
--   p_amounts  credits to capture, null for all    p_debits   id of the debit that a capture makes
--   p_seconds  for extend: from now                p_details  added to the hold's details, and to those of the debit
-- Answers [{n, status, code, answer, requestId, replayed}], one for each item, in any order: 200 with the hold's facts;
-- 409 hold_not_open {state}; 409 capture_exceeds_hold {held, asked}; not stored: 404 not_found, 422 idempotency_key_reused,
-- 400 invalid_request (an extension beyond p_longest_seconds of the start).
CREATE FUNCTION ledger_change_holds(p_buckets smallint[], p_holds text[], p_actions text[], p_amounts bigint[], p_seconds integer[],
                                    p_owners text[], p_debits text[], p_details jsonb[], p_clients text[], p_keys text[],
                                    p_fingerprints text[], p_requests text[], p_grace_seconds integer, p_longest_seconds integer)
RETURNS jsonb LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET random_page_cost = 1 AS $$
DECLARE
  v_now timestamptz := store_now();
  v_count integer := cardinality(p_holds);
  v_answers jsonb := '[]';
  v_done integer[];
  r record;
  k idempotency_keys;
  h holds;
  v_take bigint;
  v_until timestamptz;
  v_version bigint;
  v_entry record;
  v_part record;
  v_ended boolean;
  v_status smallint; v_code text; v_answer jsonb;
  -- Holds that end, by item: what of them is captured and what released, the lots of either as array literals, and the
  -- wallet's version and balances after it.
  c_n integer[]; c_bucket smallint[]; c_wallet text[]; c_hold text[]; c_take bigint[]; c_rest bigint[];
  c_take_grants text[]; c_take_amounts text[]; c_rest_grants text[]; c_rest_amounts text[];
  c_version bigint[]; c_available bigint[]; c_held bigint[];
BEGIN
  PERFORM 1 FROM wallets t
     JOIN (SELECT DISTINCT x.bucket, x.wallet_id FROM generate_series(1, v_count) AS i
            CROSS JOIN LATERAL (SELECT * FROM holds y WHERE y.bucket = p_buckets[i] AND y.id = p_holds[i] LIMIT 1) AS x) AS d
       ON t.bucket = d.bucket AND t.id = d.wallet_id
    ORDER BY t.bucket, t.id FOR UPDATE OF t;

  -- What most calls are, ends of open holds, is done for all of them at once; what is left, one by one after it: refusals,
  -- repeated keys, extensions, and releases that meet a lapsed lot or a debt. Items of one call came at the same time, so
  -- either order is one in which they could have come.
  SELECT array_agg(s.n), array_agg(s.bucket), array_agg(s.wallet_id), array_agg(s.id), array_agg(s.take), array_agg(s.rest),
         array_agg(CASE WHEN s.rest = 0 THEN s.grant_ids::text WHEN s.take > 0 THEN (ledger_slice(s.grant_ids, s.amounts, 0, s.take)).grant_ids::text END),
         array_agg(CASE WHEN s.rest = 0 THEN s.amounts::text WHEN s.take > 0 THEN (ledger_slice(s.grant_ids, s.amounts, 0, s.take)).amounts::text END),
         array_agg(CASE WHEN s.take = 0 THEN s.grant_ids::text WHEN s.rest > 0 THEN (ledger_slice(s.grant_ids, s.amounts, s.take, s.rest)).grant_ids::text END),
         array_agg(CASE WHEN s.take = 0 THEN s.amounts::text WHEN s.rest > 0 THEN (ledger_slice(s.grant_ids, s.amounts, s.take, s.rest)).amounts::text END),
         array_agg(s.version), array_agg(s.available), array_agg(s.held)
    INTO c_n, c_bucket, c_wallet, c_hold, c_take, c_rest, c_take_grants, c_take_amounts, c_rest_grants, c_rest_amounts,
         c_version, c_available, c_held
    FROM (SELECT f.*, f.wallet_version + sum((f.take > 0)::integer + (f.rest > 0)::integer) OVER earlier AS version,
                 (f.wallet_available + sum(f.rest) OVER earlier)::bigint AS available, (f.wallet_held - sum(f.credits) OVER earlier)::bigint AS held
            FROM (SELECT DISTINCT ON (o.bucket, o.id) o.*, o.credits - o.take AS rest, e.grant_ids, e.amounts,
                         t.version AS wallet_version, t.available AS wallet_available, t.held AS wallet_held
                    FROM (SELECT i AS n, x.bucket, x.id, x.wallet_id, x.credits, x.entry_version,
                                 CASE p_actions[i] WHEN 'capture' THEN coalesce(p_amounts[i], x.credits) ELSE 0 END AS take
                            FROM generate_series(1, v_count) AS i
                           CROSS JOIN LATERAL (SELECT * FROM holds y WHERE y.bucket = p_buckets[i] AND y.id = p_holds[i] LIMIT 1) AS x
                           WHERE p_actions[i] <> 'extend' AND x.client_id <> 'coffer' AND (p_owners[i] IS NULL OR x.client_id = p_owners[i])
                             AND x.state = 'open' AND x.expires_at > v_now
                             AND (SELECT y.key FROM idempotency_keys y WHERE y.bucket = x.bucket AND y.wallet_id = x.wallet_id
                                     AND y.client_id = p_clients[i] AND y.key = p_keys[i]) IS NULL) AS o
                   CROSS JOIN LATERAL (SELECT * FROM wallets y WHERE y.bucket = o.bucket AND y.id = o.wallet_id LIMIT 1) AS t
                   CROSS JOIN LATERAL (SELECT * FROM entries y WHERE y.bucket = o.bucket AND y.wallet_id = o.wallet_id
                                          AND y.version = o.entry_version LIMIT 1) AS e
                   WHERE o.take <= o.credits
                     AND (o.take = o.credits OR t.debt = 0 AND NOT EXISTS (
                           SELECT FROM unnest(e.grant_ids) AS l(id) JOIN grants g ON g.bucket = o.bucket AND g.id = l.id
                            WHERE ledger_lapses_at(g.expires_at, g.grace_until, g.inactive_after_days, t.active_at) <= v_now))
                   ORDER BY o.bucket, o.id, o.n) AS f
          WINDOW earlier AS (PARTITION BY f.bucket, f.wallet_id ORDER BY f.n)
           ORDER BY f.bucket, f.wallet_id, f.n) AS s;

  IF c_n IS NOT NULL THEN
    -- The last item of each wallet says what becomes of its balances.
    UPDATE wallets t SET available = c_available[i], held = c_held[i], version = c_version[i]
      FROM generate_series(1, cardinality(c_n)) AS i
     WHERE (c_wallet[i + 1] = c_wallet[i]) IS NOT TRUE AND t.bucket = c_bucket[i] AND t.id = c_wallet[i];

    UPDATE grants g SET held = g.held - s.take - s.rest, remaining = g.remaining + s.rest, live = g.remaining + g.held - s.take > 0
      FROM (SELECT c_bucket[i] AS bucket, l.id, coalesce(sum(l.amount) FILTER (WHERE l.taken), 0)::bigint AS take,
                   coalesce(sum(l.amount) FILTER (WHERE NOT l.taken), 0)::bigint AS rest
              FROM generate_series(1, cardinality(c_n)) AS i
             CROSS JOIN LATERAL (SELECT t.id, t.amount, true AS taken FROM unnest(c_take_grants[i]::text[], c_take_amounts[i]::bigint[]) AS t(id, amount)
                                 UNION ALL
                                 SELECT t.id, t.amount, false FROM unnest(c_rest_grants[i]::text[], c_rest_amounts[i]::bigint[]) AS t(id, amount)) AS l
             GROUP BY 1, 2) AS s
     WHERE g.bucket = s.bucket AND g.id = s.id;

    INSERT INTO entries (bucket, wallet_id, version, at, code, from_account, to_account, amount, available_after, held_after,
                         grant_ids, amounts, hold_id, debit_id)
    SELECT c_bucket[i], c_wallet[i], c_version[i] - (c_rest[i] > 0)::integer, v_now, 'capture', 'held', 'revenue', c_take[i],
           c_available[i] - c_rest[i], c_held[i] + c_rest[i], c_take_grants[i]::text[], c_take_amounts[i]::bigint[], c_hold[i], p_debits[c_n[i]]
      FROM generate_series(1, cardinality(c_n)) AS i WHERE c_take[i] > 0;

    INSERT INTO debits (bucket, id, wallet_id, client_id, hold_id, credits, reference, details, member_id, entry_version, created_at)
    SELECT x.bucket, p_debits[c_n[i]], x.wallet_id, x.client_id, x.id, c_take[i], x.reference, x.details || coalesce(p_details[c_n[i]], '{}'), x.member_id,
           c_version[i] - (c_rest[i] > 0)::integer, v_now
      FROM generate_series(1, cardinality(c_n)) AS i
     CROSS JOIN LATERAL (SELECT * FROM holds y WHERE y.bucket = c_bucket[i] AND y.id = c_hold[i] LIMIT 1) AS x WHERE c_take[i] > 0;

    IF ledger_total(c_rest) > 0 THEN
      INSERT INTO entries (bucket, wallet_id, version, at, code, from_account, to_account, amount, available_after, held_after,
                           grant_ids, amounts, hold_id)
      SELECT c_bucket[i], c_wallet[i], c_version[i], v_now, 'release', 'held', 'available', c_rest[i], c_available[i], c_held[i],
             c_rest_grants[i]::text[], c_rest_amounts[i]::bigint[], c_hold[i]
        FROM generate_series(1, cardinality(c_n)) AS i WHERE c_rest[i] > 0;

      UPDATE wallets t SET due_at = least(t.due_at, s.due_at)
        FROM (SELECT y.bucket, y.id, min(ledger_lapses_at(g.expires_at, g.grace_until, g.inactive_after_days, y.active_at)) AS due_at
                FROM generate_series(1, cardinality(c_n)) AS i
               CROSS JOIN unnest(c_rest_grants[i]::text[]) AS l(id)
                JOIN grants g ON g.bucket = c_bucket[i] AND g.id = l.id
                JOIN wallets y ON y.bucket = c_bucket[i] AND y.id = c_wallet[i]
               GROUP BY y.bucket, y.id) AS s
       WHERE t.bucket = s.bucket AND t.id = s.id AND s.due_at < coalesce(t.due_at, 'infinity');

      FOR r IN SELECT x.*, c_rest[i] AS rest FROM generate_series(1, cardinality(c_n)) AS i
                CROSS JOIN LATERAL (SELECT * FROM holds y WHERE y.bucket = c_bucket[i] AND y.id = c_hold[i] LIMIT 1) AS x
                WHERE c_rest[i] > 0 AND x.member_id IS NOT NULL
      LOOP
        PERFORM ledger_uncount_member(r.bucket, r.wallet_id, r.member_id, r.created_at, r.rest);
      END LOOP;
    END IF;

    WITH ended AS (
      UPDATE holds x SET state = CASE WHEN c_take[i] > 0 THEN 'captured' ELSE 'voided' END, captured = c_take[i], ended_at = v_now,
                         debit_id = CASE WHEN c_take[i] > 0 THEN p_debits[c_n[i]] END, details = x.details || coalesce(p_details[c_n[i]], '{}')
        FROM generate_series(1, cardinality(c_n)) AS i
       WHERE x.bucket = c_bucket[i] AND x.id = c_hold[i]
      RETURNING c_n[i] AS n, ledger_hold_facts(x) AS answer)
    SELECT jsonb_agg(jsonb_build_object('n', e.n, 'status', 200, 'answer', e.answer)) INTO v_answers FROM ended e;

    INSERT INTO idempotency_keys (bucket, wallet_id, client_id, key, fingerprint, status, effect_id, request_id, created_at)
    SELECT c_bucket[i], c_wallet[i], p_clients[c_n[i]], p_keys[c_n[i]], p_fingerprints[c_n[i]], 200, c_hold[i], p_requests[c_n[i]], v_now
      FROM generate_series(1, cardinality(c_n)) AS i;

    IF cardinality(c_n) = v_count THEN RETURN v_answers; END IF;
    FOREACH v_take IN ARRAY c_n LOOP v_done[v_take] := 1; END LOOP;
  END IF;

  FOR i IN 1 .. v_count LOOP
    CONTINUE WHEN v_done[i] = 1;
    v_status := NULL; v_code := NULL; v_answer := '{}';
    SELECT x.* INTO h FROM holds x WHERE x.bucket = p_buckets[i] AND x.id = p_holds[i] AND x.client_id <> 'coffer'
       AND (p_owners[i] IS NULL OR x.client_id = p_owners[i]);
    IF NOT FOUND THEN
      v_answers := v_answers || jsonb_build_object('n', i, 'status', 404, 'code', 'not_found', 'answer', v_answer);
      CONTINUE;
    END IF;
    SELECT x.* INTO k FROM idempotency_keys x WHERE x.bucket = h.bucket AND x.wallet_id = h.wallet_id AND x.client_id = p_clients[i] AND x.key = p_keys[i];
    IF FOUND THEN
      v_answers := v_answers || ledger_replay(i, k, p_fingerprints[i]);
      CONTINUE;
    END IF;

    v_take := coalesce(p_amounts[i], h.credits);
    v_until := greatest(h.expires_at, v_now + make_interval(secs => p_seconds[i]));
    IF h.state <> 'open' OR h.expires_at <= v_now THEN
      v_status := 409; v_code := 'hold_not_open';
      v_answer := jsonb_build_object('state', CASE h.state WHEN 'open' THEN 'expired' ELSE h.state END);
    ELSIF p_actions[i] = 'capture' AND v_take > h.credits THEN
      v_status := 409; v_code := 'capture_exceeds_hold';
      v_answer := jsonb_build_object('held', h.credits::text, 'asked', v_take::text);
    ELSIF p_actions[i] = 'extend' AND v_until > h.created_at + make_interval(secs => p_longest_seconds) THEN
      v_answers := v_answers || jsonb_build_object('n', i, 'status', 400, 'code', 'invalid_request', 'answer', v_answer);
      CONTINUE;
    ELSIF p_actions[i] = 'extend' THEN
      UPDATE holds x SET expires_at = v_until WHERE x.bucket = h.bucket AND x.id = h.id RETURNING x.* INTO h;
    ELSE
      v_take := CASE p_actions[i] WHEN 'capture' THEN v_take ELSE 0 END;
      SELECT e.grant_ids, e.amounts INTO STRICT v_entry FROM entries e
       WHERE e.bucket = h.bucket AND e.wallet_id = h.wallet_id AND e.version = h.entry_version;
      IF v_take > 0 THEN
        SELECT * INTO v_part FROM ledger_slice(v_entry.grant_ids, v_entry.amounts, 0, v_take);
        v_version := ledger_post(h.bucket, h.wallet_id, v_now, 'capture', 'held', 'revenue', v_part.grant_ids, v_part.amounts, h.id, p_debits[i], NULL);
        INSERT INTO debits (bucket, id, wallet_id, client_id, hold_id, credits, reference, details, member_id, entry_version, created_at)
        VALUES (h.bucket, p_debits[i], h.wallet_id, h.client_id, h.id, v_take, h.reference, h.details || coalesce(p_details[i], '{}'), h.member_id, v_version, v_now);
      END IF;
      IF v_take < h.credits THEN
        SELECT * INTO v_part FROM ledger_slice(v_entry.grant_ids, v_entry.amounts, v_take, h.credits - v_take);
        PERFORM ledger_give_back(h.bucket, h.wallet_id, v_now, 'release', 'held', v_part.grant_ids, v_part.amounts, h.id, NULL, NULL, p_grace_seconds);
        PERFORM ledger_uncount_member(h.bucket, h.wallet_id, h.member_id, h.created_at, h.credits - v_take);
      END IF;
      UPDATE holds x SET state = CASE p_actions[i] WHEN 'capture' THEN 'captured' ELSE 'voided' END, captured = v_take, ended_at = v_now,
                         debit_id = CASE p_actions[i] WHEN 'capture' THEN p_debits[i] END,
                         details = x.details || coalesce(p_details[i], '{}')
       WHERE x.bucket = h.bucket AND x.id = h.id RETURNING x.* INTO h;
    END IF;
    IF v_code IS NULL THEN
      v_status := 200; v_answer := ledger_hold_facts(h);
    END IF;
    v_ended := v_code IS NULL AND p_actions[i] <> 'extend';
    INSERT INTO idempotency_keys (bucket, wallet_id, client_id, key, fingerprint, status, code, effect_id, answer, request_id, created_at)
    VALUES (h.bucket, h.wallet_id, p_clients[i], p_keys[i], p_fingerprints[i], v_status, v_code, CASE WHEN v_ended THEN h.id END,
            CASE WHEN NOT v_ended THEN v_answer END, p_requests[i], v_now);
    v_answers := v_answers || jsonb_build_object('n', i, 'status', v_status, 'code', v_code, 'answer', v_answer);
  END LOOP;
  RETURN v_answers;
END $$;

-- Ends up to p_limit holds of one bucket, or only of p_wallet where that is not null, whose time is over, and releases their
-- credits. Returns the holds' facts.
CREATE FUNCTION ledger_expire_holds(p_bucket smallint, p_wallet text, p_limit integer, p_grace_seconds integer) RETURNS SETOF jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := store_now();
  v_due text[];
  v_entry record;
  h holds;
BEGIN
  SELECT array_agg(d.id) INTO v_due FROM (SELECT x.id FROM holds x WHERE x.bucket = p_bucket AND x.state = 'open' AND x.expires_at <= v_now
                                            AND (p_wallet IS NULL OR x.wallet_id = p_wallet)
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

-- Refunds debits into the lots they burned, last burned first, item by item in the order given. No key is in one call twice.
--   p_amounts  credits, null for all that is left      p_owners  the client whose debits may be touched, null for any
-- Answers as ledger_change_holds: 200 with the debit's facts; 409 refund_exceeds_debit {refundable, asked}; not stored: 404, 422.
CREATE FUNCTION ledger_refund(p_buckets smallint[], p_debits text[], p_amounts bigint[], p_owners text[], p_reasons text[], p_clients text[],
                              p_keys text[], p_fingerprints text[], p_requests text[], p_grace_seconds integer)
RETURNS jsonb LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET random_page_cost = 1 AS $$
DECLARE
  v_now timestamptz := store_now();
  v_count integer := cardinality(p_debits);
  v_answers jsonb := '[]';
  k idempotency_keys;
  d debits;
  e entries;
  v_give bigint;
  v_part record;
  v_status smallint; v_code text; v_answer jsonb;
BEGIN
  PERFORM 1 FROM wallets t
     JOIN (SELECT DISTINCT x.bucket, x.wallet_id FROM generate_series(1, v_count) AS i
            CROSS JOIN LATERAL (SELECT * FROM debits y WHERE y.bucket = p_buckets[i] AND y.id = p_debits[i] LIMIT 1) AS x) AS i
       ON t.bucket = i.bucket AND t.id = i.wallet_id
    ORDER BY t.bucket, t.id FOR UPDATE OF t;

  FOR i IN 1 .. v_count LOOP
    v_code := NULL;
    SELECT x.* INTO d FROM debits x WHERE x.bucket = p_buckets[i] AND x.id = p_debits[i] AND (p_owners[i] IS NULL OR x.client_id = p_owners[i]);
    IF NOT FOUND THEN
      v_answers := v_answers || jsonb_build_object('n', i, 'status', 404, 'code', 'not_found', 'answer', '{}'::jsonb);
      CONTINUE;
    END IF;
    SELECT x.* INTO k FROM idempotency_keys x WHERE x.bucket = d.bucket AND x.wallet_id = d.wallet_id AND x.client_id = p_clients[i] AND x.key = p_keys[i];
    IF FOUND THEN
      v_answers := v_answers || ledger_replay(i, k, p_fingerprints[i]);
      CONTINUE;
    END IF;

    v_give := coalesce(p_amounts[i], d.credits - d.refunded);
    IF v_give = 0 OR v_give > d.credits - d.refunded THEN
      v_status := 409; v_code := 'refund_exceeds_debit';
      v_answer := jsonb_build_object('refundable', (d.credits - d.refunded)::text, 'asked', coalesce(p_amounts[i], d.credits)::text);
    ELSE
      SELECT x.* INTO STRICT e FROM entries x WHERE x.bucket = d.bucket AND x.wallet_id = d.wallet_id AND x.version = d.entry_version;
      -- Refunds before this one took the end of the row of lots; skipping as much in reverse goes on where they stopped.
      SELECT s.* INTO v_part FROM
        (SELECT array_agg(l.id ORDER BY l.n DESC) AS ids, array_agg(l.amount ORDER BY l.n DESC) AS parts
           FROM unnest(e.grant_ids, e.amounts) WITH ORDINALITY AS l(id, amount, n)) AS reversed,
        ledger_slice(reversed.ids, reversed.parts, d.refunded, v_give) AS s;
      PERFORM ledger_give_back(d.bucket, d.wallet_id, v_now, 'refund', 'revenue', v_part.grant_ids, v_part.amounts, NULL, d.id, p_reasons[i], p_grace_seconds);
      PERFORM ledger_require_room(d.bucket, d.wallet_id);
      IF d.member_id IS NOT NULL THEN
        -- A captured hold was counted when it was made.
        PERFORM ledger_uncount_member(d.bucket, d.wallet_id, d.member_id, coalesce(
          (SELECT x.created_at FROM holds x WHERE x.bucket = d.bucket AND x.id = d.hold_id), d.created_at), v_give);
      END IF;
      UPDATE debits x SET refunded = x.refunded + v_give WHERE x.bucket = d.bucket AND x.id = d.id RETURNING x.* INTO d;
      v_status := 200; v_answer := ledger_debit_facts(d, e);
      PERFORM outbox_post(d.bucket, 'debit.refunded', d.id, v_answer);
    END IF;
    INSERT INTO idempotency_keys (bucket, wallet_id, client_id, key, fingerprint, status, code, answer, request_id, created_at)
    VALUES (d.bucket, d.wallet_id, p_clients[i], p_keys[i], p_fingerprints[i], v_status, v_code, v_answer, p_requests[i], v_now);
    v_answers := v_answers || jsonb_build_object('n', i, 'status', v_status, 'code', v_code, 'answer', v_answer);
  END LOOP;
  RETURN v_answers;
END $$;
