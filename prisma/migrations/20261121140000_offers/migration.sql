-- Allowances (credits that come again), alerts, and the outbox of events.
--
-- Touches: only what it creates, and one new index on grants. Locks: SHARE on grants while that index is built.
-- Safe to re-run: no, it creates; the runner applies it once, in a transaction.
-- The rules of the ledger's tables (20261121100000_ledger) hold for these: `bucket` leads every key.

SET citus.enable_unsafe_triggers = on;

-- What a wallet is given again and again. The terms are a copy of the catalogue's, so that a new catalogue changes nothing
-- that was promised; giving the allowance again takes the new terms over from the next period on.
CREATE TABLE allowances (
  bucket smallint NOT NULL,
  wallet_id text COLLATE "C" NOT NULL,
  allowance_id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('included', 'promotional')),
  credits bigint NOT NULL CHECK (credits > 0),
  every text NOT NULL CHECK (every IN ('day', 'week', 'month')),
  -- Further periods for which what is unused stays; null is for ever.
  rollover integer CHECK (rollover >= 0),
  -- The most that may lie unused of it; null is no limit.
  cap_credits bigint CHECK (cap_credits > 0),
  when_ended text NOT NULL CHECK (when_ended IN ('lapse', 'keep')),
  -- The first period that when_ended holds for; what began before, under another rule, stays.
  when_ended_from timestamptz NOT NULL,
  -- Periods are counted from here, so that a month that begins on the 31st keeps doing so.
  started_at timestamptz NOT NULL,
  -- The period that is granted next, counted from 0, and when it begins.
  next_period integer NOT NULL CHECK (next_period >= 0),
  next_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (bucket, wallet_id, allowance_id),
  FOREIGN KEY (bucket, wallet_id) REFERENCES wallets (bucket, id)
);
-- Without the bucket: the periodic pass asks for all buckets at once.
CREATE INDEX allowances_due ON allowances (next_at) WHERE ended_at IS NULL;

-- A period is granted once: component_id is the allowance's id, @, and the moment at which the period begins.
CREATE UNIQUE INDEX grants_allowance_period ON grants (bucket, wallet_id, component_id) WHERE source_type = 'allowance';

-- Thresholds at which a wallet's store wants to be told, and how far each has looked at the wallet's entries: the debits
-- themselves know nothing of alerts.
CREATE TABLE alerts (
  bucket smallint NOT NULL,
  wallet_id text COLLATE "C" NOT NULL,
  -- Credits in base units.
  below bigint NOT NULL CHECK (below > 0),
  -- Whether the next balance below it is a crossing.
  armed boolean NOT NULL,
  seen_version bigint NOT NULL CHECK (seen_version >= 0),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (bucket, wallet_id, below),
  FOREIGN KEY (bucket, wallet_id) REFERENCES wallets (bucket, id)
);

-- That a lot is about to lapse was said; again only when activity has moved its end.
CREATE TABLE expiry_notices (
  bucket smallint NOT NULL,
  grant_id text COLLATE "C" NOT NULL,
  lapses_at timestamptz NOT NULL,
  PRIMARY KEY (bucket, grant_id, lapses_at),
  FOREIGN KEY (bucket, grant_id) REFERENCES grants (bucket, id)
);

-- What happened, in the transaction in which it did, for webhooks to deliver. `version` counts an object's events.
CREATE TABLE outbox (
  bucket smallint NOT NULL CHECK (bucket BETWEEN 0 AND 63),
  id text COLLATE "C" NOT NULL,
  type text NOT NULL,
  object_id text COLLATE "C" NOT NULL,
  version bigint NOT NULL CHECK (version > 0),
  payload jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (bucket, id),
  UNIQUE (bucket, object_id, version)
);
CREATE INDEX outbox_newest ON outbox (id);
