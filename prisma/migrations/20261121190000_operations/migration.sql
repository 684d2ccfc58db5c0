-- What the store finds out about itself.
-- Touches: a new table. Locks: none. Safe to re-run: no, the runner applies it once.

-- Results of checking the ledger against its entries, which the workers do every hour.
CREATE TABLE ledger_verifications (
  at       timestamptz PRIMARY KEY DEFAULT now(),
  ok       boolean NOT NULL,
  checks   jsonb NOT NULL,
  took_ms  integer NOT NULL CHECK (took_ms >= 0)
);
