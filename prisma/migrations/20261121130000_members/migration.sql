-- Teams: members of a wallet, each with a spending cap of their own.
-- Touches: only the table and functions that it creates. Locks: a share lock on wallets for the foreign key. Safe to
-- re-run: no, it creates; the runner applies it once, in a transaction.

-- What a member asked for counts at the time of the debit or hold, against the day and the month (UTC, by store_now()) of
-- that time, whether or not a cap is set, so that a cap set later is right at once. Voided, expired, uncaptured and
-- refunded credits stop counting where the day or month that they counted in is still the current one.
CREATE TABLE members (
  bucket smallint NOT NULL,
  wallet_id text COLLATE "C" NOT NULL,
  member_id text COLLATE "C" NOT NULL,
  name text,
  cap_credits bigint CHECK (cap_credits > 0),
  cap_per text CHECK (cap_per IN ('day', 'month')),
  spent_day bigint NOT NULL DEFAULT 0 CHECK (spent_day >= 0),
  spent_month bigint NOT NULL DEFAULT 0 CHECK (spent_month >= 0),
  -- When the counters last counted: those of another day or month than the current one count nothing.
  counted_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (bucket, wallet_id, member_id),
  FOREIGN KEY (bucket, wallet_id) REFERENCES wallets (bucket, id),
  CHECK ((cap_credits IS NULL) = (cap_per IS NULL))
) WITH (fillfactor = 70);

-- Whether two moments are in the same UTC day, month.
CREATE FUNCTION ledger_same_period(p_per text, p_one timestamptz, p_other timestamptz) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN date_trunc(p_per, p_one AT TIME ZONE 'UTC') = date_trunc(p_per, p_other AT TIME ZONE 'UTC');

-- Counts credits against a member's cap, unless they exceed what is left of it. The caller holds the wallet's lock.
CREATE FUNCTION ledger_count_member(p_bucket smallint, p_wallet text, p_member text, p_at timestamptz, p_amount bigint,
                                    OUT known boolean, OUT counted boolean, OUT cap_credits bigint, OUT cap_per text, OUT remaining bigint)
LANGUAGE plpgsql AS $$
DECLARE
  b members;
  v_day bigint;
  v_month bigint;
BEGIN
  SELECT x.* INTO b FROM members x WHERE x.bucket = p_bucket AND x.wallet_id = p_wallet AND x.member_id = p_member;
  known := FOUND;
  counted := false;
  IF NOT known THEN RETURN; END IF;
  -- What began before midnight and waited for the lock counts in the day that has begun meanwhile, not in a day of its own.
  p_at := greatest(p_at, b.counted_at);
  v_day := CASE WHEN ledger_same_period('day', b.counted_at, p_at) THEN b.spent_day ELSE 0 END;
  v_month := CASE WHEN ledger_same_period('month', b.counted_at, p_at) THEN b.spent_month ELSE 0 END;
  cap_credits := b.cap_credits; cap_per := b.cap_per;
  -- Null, which refuses nothing, without a cap.
  remaining := b.cap_credits - CASE b.cap_per WHEN 'day' THEN v_day ELSE v_month END;
  IF remaining < 0 THEN remaining := 0; END IF;
  IF p_amount > remaining THEN RETURN; END IF;
  UPDATE members x SET spent_day = v_day + p_amount, spent_month = v_month + p_amount, counted_at = p_at
   WHERE x.bucket = p_bucket AND x.wallet_id = p_wallet AND x.member_id = p_member;
  counted := true;
END $$;

-- Takes back what was counted at p_at, unless that was before the member was added, when he was in the team an earlier time: his
-- counters began anew. The caller holds the wallet's lock.
CREATE FUNCTION ledger_uncount_member(p_bucket smallint, p_wallet text, p_member text, p_at timestamptz, p_amount bigint)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF p_member IS NULL THEN RETURN; END IF;
  UPDATE members x
     SET spent_day = CASE WHEN ledger_same_period('day', x.counted_at, p_at) THEN greatest(0, x.spent_day - p_amount) ELSE x.spent_day END,
         spent_month = CASE WHEN ledger_same_period('month', x.counted_at, p_at) THEN greatest(0, x.spent_month - p_amount) ELSE x.spent_month END
   WHERE x.bucket = p_bucket AND x.wallet_id = p_wallet AND x.member_id = p_member AND x.created_at <= p_at;
END $$;
