-- What keeps a watched chain honest: the calls that its providers were asked, and what a daily comparison of addresses found.
-- Touches only tables that it creates; takes no lock on others. Not safe to re-run: the runner applies it once.
-- None of these tables is bucketed: all belong to a network.

-- How often a provider was asked on a day (UTC), by all processes together: the budget is kept by this.
CREATE TABLE provider_calls (
  network text NOT NULL REFERENCES networks (network),
  host    text NOT NULL,
  day     date NOT NULL,
  calls   integer NOT NULL CHECK (calls >= 0),
  PRIMARY KEY (network, host, day)
);

-- One row a network and day (UTC) on which its addresses were compared with the chain. Amounts are sums over these addresses.
CREATE TABLE reconciliation_runs (
  network      text NOT NULL REFERENCES networks (network),
  day          date NOT NULL,
  started_at   timestamptz NOT NULL DEFAULT now(),
  -- A process that works on it says until when; another takes over after that.
  leased_until timestamptz NOT NULL,
  finished_at  timestamptz,
  addresses    integer NOT NULL DEFAULT 0 CHECK (addresses >= 0),
  on_chain     numeric(78, 0) NOT NULL DEFAULT 0 CHECK (on_chain >= 0),
  recorded     numeric(78, 0) NOT NULL DEFAULT 0 CHECK (recorded >= 0),
  PRIMARY KEY (network, day)
);

-- An address that holds more USDT than was recorded for it, or what nobody credits: the network's own coin, TRC10 tokens
-- ([{id, amount}]), or USDT at the same key's address on the other network (null where it could not be asked). Base units.
-- Or one for which other keys may sign.
CREATE TABLE reconciliation_findings (
  network        text NOT NULL,
  day            date NOT NULL,
  address        text NOT NULL,
  wallet_id      text NOT NULL,
  on_chain       numeric(78, 0) NOT NULL CHECK (on_chain >= 0),
  recorded       numeric(78, 0) NOT NULL CHECK (recorded >= 0),
  native         numeric(78, 0) NOT NULL CHECK (native >= 0),
  tokens         jsonb NOT NULL CHECK (jsonb_typeof(tokens) = 'array'),
  on_other_chain numeric(78, 0) CHECK (on_other_chain >= 0),
  other_signers  text[] NOT NULL DEFAULT '{}',
  compared_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (network, day, address),
  FOREIGN KEY (network, day) REFERENCES reconciliation_runs (network, day),
  CHECK (on_chain > recorded OR native > 0 OR tokens <> '[]' OR coalesce(on_other_chain > 0, false) OR other_signers <> '{}')
);
