-- Sessions that keys open: an operator's in the console, a buyer's on a wallet's pages. And what a key may beside its role.
-- Adds columns to api_keys (a short exclusive lock, no rewrite). Not safe to re-run: the runner applies it once.

-- Null: as often as it likes.
ALTER TABLE api_keys ADD COLUMN requests_per_minute integer CHECK (requests_per_minute > 0);
-- May call only what changes nothing.
ALTER TABLE api_keys ADD COLUMN read_only boolean NOT NULL DEFAULT false;
-- A development store's own key, kept in a file beside it: refused at start where money is real.
ALTER TABLE api_keys ADD COLUMN play boolean NOT NULL DEFAULT false;

CREATE TABLE sessions (
  id         text PRIMARY KEY,
  -- The key that opened it, and whose revocation ends it.
  key_id     text NOT NULL REFERENCES api_keys (id),
  -- The wallet whose pages it opens, or null for the console.
  wallet_id  text,
  -- SHA-256 of the whole token, hex; as with keys.
  hash       text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
  ended_at   timestamptz
);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
CREATE INDEX sessions_by_wallet ON sessions (wallet_id) WHERE ended_at IS NULL;
