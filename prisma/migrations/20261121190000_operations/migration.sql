-- What the store finds out about itself.
-- Touches: new tables. Locks: none. Safe to re-run: no, the runner applies it once.

-- Results of checking the ledger against its entries, which the workers do every hour.
CREATE TABLE ledger_verifications (
  at       timestamptz PRIMARY KEY DEFAULT now(),
  ok       boolean NOT NULL,
  checks   jsonb NOT NULL,
  took_ms  integer NOT NULL CHECK (took_ms >= 0)
);

-- Until when the check that is being made is somebody's: of several workers one makes it. One row, once a check was begun.
CREATE TABLE verification_claim (
  one          boolean PRIMARY KEY DEFAULT true CHECK (one),
  leased_until timestamptz NOT NULL
);
