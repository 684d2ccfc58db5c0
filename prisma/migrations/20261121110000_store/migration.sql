-- The store around the ledger: who may call, what is sold, which chains are watched, checkouts and deposits.
-- Touches only tables that it creates; takes no lock on others. Not safe to re-run: the runner applies it once.
-- None of these tables is bucketed: an address, a transaction and a key are looked up without knowing a wallet.

-- Values that the store makes once and keeps, such as the key that signs quotes.
CREATE TABLE settings (
  name       text PRIMARY KEY,
  value      text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- A named principal that owns API keys and survives their rotation.
CREATE TABLE clients (
  id         text PRIMARY KEY,
  name       text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE api_keys (
  id         text PRIMARY KEY,
  client_id  text NOT NULL REFERENCES clients (id),
  role       text NOT NULL CHECK (role IN ('store', 'service', 'operator')),
  -- SHA-256 of the whole key, hex. The key has 160 random bits, so a slow hash would protect nothing.
  hash       text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  revoked_at timestamptz
);

-- Every catalogue that was ever in force: terms and quotes name the version they were made by.
CREATE TABLE catalog_versions (
  version    text PRIMARY KEY,
  -- Counts the versions in the order in which they came into force.
  position   integer NOT NULL UNIQUE CHECK (position > 0),
  source     text NOT NULL,
  created_at timestamptz NOT NULL
);

-- One row a watched network: what it is pinned to, how far it was scanned, and its newest known heights.
CREATE TABLE networks (
  network       text PRIMARY KEY CHECK (network IN ('tron', 'ethereum')),
  chain_id      text NOT NULL,
  genesis_hash  text NOT NULL,
  token         text NOT NULL,
  cursor_number integer CHECK (cursor_number >= 0),
  cursor_hash   text,
  -- Block time at the cursor: no deadline before it can still be met by a payment that was not seen.
  cursor_at     timestamptz,
  head_number   integer CHECK (head_number >= 0),
  final_number  integer CHECK (final_number >= 0),
  checked_at    timestamptz,
  paused_at     timestamptz,
  -- Why it is paused, in words: an operator's note, or what Coffer itself found out.
  pause_reason  text,
  -- The cursor's hash when a scan found none of the kept blocks on the chain, and paused the network: once an operator has
  -- resumed it, the branch that the chain shows is followed. Null where a scan has gone well since.
  lost_cursor_hash text,
  -- Why the last pass over it failed, in words; null once one goes well.
  last_error    text,
  -- How far its final blocks were read again through another provider than the first time.
  rechecked_number integer CHECK (rechecked_number >= 0),
  -- Why two providers cannot both be right about those, in words; null once that goes well. No pass over the network ends it.
  recheck_error text,
  -- How each provider was found by whoever asked it last, by host: processes that ask none show it.
  providers     jsonb NOT NULL DEFAULT '{}',
  CHECK ((cursor_number IS NULL) = (cursor_hash IS NULL) AND (cursor_number IS NULL) = (cursor_at IS NULL))
);

-- The scanned blocks that may still be rolled back, and a few below them.
CREATE TABLE blocks (
  network     text NOT NULL REFERENCES networks (network),
  number      integer NOT NULL CHECK (number >= 0),
  hash        text NOT NULL,
  parent_hash text NOT NULL,
  block_at    timestamptz NOT NULL,
  -- Host of the provider that it was read from.
  provider    text,
  PRIMARY KEY (network, number)
);

-- The next index of each account. It only grows; apart from networks, so that opening checkouts and scanning never wait for each other.
-- Fenced: the store was restored from a backup, and indexes from here on may have been issued by the store that was lost.
CREATE TABLE address_counters (
  network    text PRIMARY KEY REFERENCES networks (network),
  next_index integer NOT NULL CHECK (next_index >= 0),
  fenced_at  timestamptz
);

-- Every deposit address that was ever issued; it belongs to one wallet for ever.
CREATE TABLE addresses (
  network       text NOT NULL REFERENCES networks (network),
  address_index integer NOT NULL CHECK (address_index >= 0),
  address       text NOT NULL,
  wallet_id     text NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now(),
  -- When what it holds was last compared with what is recorded for it.
  reconciled_at timestamptz,
  -- When another key was first seen to be allowed to sign for it: it is leased no more.
  compromised_at timestamptz,
  PRIMARY KEY (network, address_index),
  UNIQUE (network, address)
);
CREATE INDEX addresses_by_reconciliation ON addresses (network, reconciled_at NULLS FIRST);
CREATE INDEX addresses_by_wallet ON addresses (wallet_id, network);

CREATE TABLE checkouts (
  id            text PRIMARY KEY,
  wallet_id     text NOT NULL,
  client_id     text NOT NULL,
  status        text NOT NULL CHECK (status IN ('open', 'confirming', 'paid', 'expired', 'cancelled')),
  exception     text CHECK (exception IN ('underpaid', 'overpaid', 'paid_late')),
  network       text REFERENCES networks (network),
  address_index integer,
  address       text,
  amount_due    bigint NOT NULL CHECK (amount_due > 0),
  tolerance     bigint NOT NULL CHECK (tolerance >= 0 AND tolerance < amount_due),
  terms         jsonb NOT NULL,
  promo_code    text,
  return_url    text,
  metadata      jsonb NOT NULL DEFAULT '{}',
  version       integer NOT NULL DEFAULT 1 CHECK (version > 0),
  created_at    timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL CHECK (expires_at > created_at),
  -- expires_at and the catalogue's grace: a payment in a block up to here is in time.
  in_time_until timestamptz NOT NULL CHECK (in_time_until >= expires_at),
  cancelled_at  timestamptz,
  -- When it was paid; null again once payments that paid it were taken back. What its buyer gives back after it does not make it unpaid.
  paid_at       timestamptz,
  -- When it was paid, expired or cancelled: its address may be leased again 24 hours later.
  ended_at      timestamptz,
  FOREIGN KEY (network, address_index) REFERENCES addresses (network, address_index),
  CHECK ((network IS NULL) = (address IS NULL) AND (network IS NULL) = (address_index IS NULL)),
  CHECK (status <> 'cancelled' OR cancelled_at IS NOT NULL),
  CHECK (status <> 'paid' OR paid_at IS NOT NULL)
);
CREATE INDEX checkouts_by_wallet ON checkouts (wallet_id, id);
CREATE INDEX checkouts_open_by_client ON checkouts (client_id) WHERE status IN ('open', 'confirming');
CREATE INDEX checkouts_undecided ON checkouts (in_time_until) WHERE status IN ('open', 'confirming');

-- Which checkout an address worked for, since when: until the next lease of the same address begins.
CREATE TABLE leases (
  network       text NOT NULL,
  address_index integer NOT NULL,
  leased_at     timestamptz NOT NULL,
  checkout_id   text NOT NULL UNIQUE REFERENCES checkouts (id),
  PRIMARY KEY (network, address_index, leased_at),
  FOREIGN KEY (network, address_index) REFERENCES addresses (network, address_index)
);
CREATE INDEX leases_by_time ON leases (network, leased_at);

-- One row a transfer to one of our addresses. Its identity never changes, whatever block a fork moves it to.
CREATE TABLE deposits (
  id            text PRIMARY KEY,
  network       text NOT NULL REFERENCES networks (network),
  tx_hash       text NOT NULL,
  log_position  integer NOT NULL CHECK (log_position >= 0),
  -- Position within the block, only shown; TRON has none.
  log_index     integer,
  block_number  integer NOT NULL,
  block_hash    text NOT NULL,
  block_at      timestamptz NOT NULL,
  token         text NOT NULL,
  from_address  text NOT NULL,
  to_address    text NOT NULL,
  -- A token's amount is an unsigned 256-bit number; what is too large for the ledger waits for an operator.
  amount        numeric(78, 0) NOT NULL CHECK (amount > 0),
  status        text NOT NULL CHECK (status IN ('detected', 'confirming', 'credited', 'stuck', 'reorged', 'rejected', 'refunded')),
  stuck_reason  text CHECK (stuck_reason IN ('credit_failed', 'provider_disagreement', 'below_minimum', 'unsupported_token',
                  'review_threshold', 'sender_blocked', 'reorged_after_credit', 'rpc_exhausted', 'no_checkout')),
  attempts      integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  last_error    text,
  -- When crediting is due; null while it waits for something else (confirmations, or more money up to the minimum).
  due_at        timestamptz,
  wallet_id     text NOT NULL,
  checkout_id   text REFERENCES checkouts (id),
  credits       bigint NOT NULL DEFAULT 0 CHECK (credits >= 0),
  -- The most USDT that its wallet had on the way together with it: what finality and the cross-check go by.
  pending_total numeric(78, 0) NOT NULL DEFAULT 0 CHECK (pending_total >= 0),
  -- When an operator decided that it may be credited, whatever the thresholds say.
  approved_at   timestamptz,
  -- How often its credits were taken back after a fork: what is credited anew then is other lots.
  reversals     integer NOT NULL DEFAULT 0 CHECK (reversals >= 0),
  -- Whether another payment of its checkout was taken back while a fork held this one: then they are settled anew when it is back.
  settle_again  boolean NOT NULL DEFAULT false,
  -- The transaction by which an operator sent the money back.
  refund_tx_hash text,
  detected_at   timestamptz NOT NULL,
  final_at      timestamptz,
  credited_at   timestamptz,
  UNIQUE (network, tx_hash, log_position),
  CHECK ((status = 'stuck') = (stuck_reason IS NOT NULL)),
  CHECK (status <> 'refunded' OR refund_tx_hash IS NOT NULL),
  CHECK (status <> 'credited' OR (credited_at IS NOT NULL AND final_at IS NOT NULL))
);
CREATE INDEX deposits_by_checkout ON deposits (checkout_id);
CREATE INDEX deposits_by_wallet ON deposits (wallet_id);
CREATE INDEX deposits_by_address ON deposits (network, to_address);
CREATE INDEX deposits_by_block ON deposits (network, block_number);
CREATE INDEX deposits_in_progress ON deposits (network) WHERE status IN ('detected', 'confirming');
CREATE INDEX deposits_due ON deposits (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX deposits_by_credited_at ON deposits (credited_at) WHERE credited_at IS NOT NULL;
CREATE INDEX deposits_by_status ON deposits (status, id);

-- Senders whose payments an operator wants to look at before they are credited.
CREATE TABLE blocked_senders (
  network    text NOT NULL REFERENCES networks (network),
  address    text NOT NULL,
  note       text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (network, address)
);

-- What happened to a deposit, in order.
CREATE TABLE deposit_history (
  deposit_id text NOT NULL REFERENCES deposits (id),
  position   integer NOT NULL CHECK (position > 0),
  at         timestamptz NOT NULL,
  status     text NOT NULL,
  detail     text NOT NULL,
  -- The client of the operator who did it, or null where Coffer did.
  client_id  text,
  PRIMARY KEY (deposit_id, position)
);

-- What operators did: who, when, to what, before and after, and why.
CREATE TABLE audit (
  id         text PRIMARY KEY,
  at         timestamptz NOT NULL DEFAULT now(),
  client_id  text NOT NULL,
  action     text NOT NULL,
  object_id  text NOT NULL,
  before     jsonb,
  after      jsonb,
  note       text
);
CREATE INDEX audit_by_object ON audit (object_id, id);
