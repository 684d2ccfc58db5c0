-- The floor: what PostgreSQL alone does with stacked lots on this server, so that Coffer's figures can be read as ratios.
-- It promises less than the ledger: no expiry besides a comparison, no answer per item, no journal of both sides, and a
-- duplicate refuses its whole batch. 1,000 wallets with three lots each, as in the bench.

CREATE TABLE floor_wallet (id bigint PRIMARY KEY, balance bigint NOT NULL CHECK (balance >= 0), held bigint NOT NULL DEFAULT 0) WITH (fillfactor = 50);
CREATE TABLE floor_lot (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  wallet_id bigint NOT NULL,
  priority integer NOT NULL,
  expires_at timestamptz NOT NULL,
  remaining bigint NOT NULL CHECK (remaining >= 0)
) WITH (fillfactor = 50);
CREATE INDEX ON floor_lot (wallet_id, priority, expires_at, id);
CREATE TABLE floor_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  wallet_id bigint NOT NULL,
  key uuid NOT NULL,
  amount bigint NOT NULL,
  balance_after bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX ON floor_entry (wallet_id, key);
CREATE TABLE floor_allocation (entry_id bigint NOT NULL, lot_id bigint NOT NULL, amount bigint NOT NULL, PRIMARY KEY (entry_id, lot_id));

INSERT INTO floor_wallet SELECT g, 3000000000 FROM generate_series(1, 1000) AS g;
INSERT INTO floor_lot (wallet_id, priority, expires_at, remaining)
SELECT w, p, now() + make_interval(days => p), (ARRAY[10000, 990000, 2999000000])[p]
  FROM generate_series(1, 1000) AS w, generate_series(1, 3) AS p;

-- One debit a call.
CREATE FUNCTION floor_burn(p_wallet bigint, p_key uuid, p_amount bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_balance bigint;
  v_entry bigint;
BEGIN
  SELECT e.id INTO v_entry FROM floor_entry e WHERE e.wallet_id = p_wallet AND e.key = p_key;
  IF FOUND THEN RETURN v_entry; END IF;
  UPDATE floor_wallet SET balance = balance - p_amount WHERE id = p_wallet AND balance >= p_amount RETURNING balance INTO v_balance;
  IF NOT FOUND THEN RAISE EXCEPTION 'insufficient'; END IF;
  INSERT INTO floor_entry (wallet_id, key, amount, balance_after) VALUES (p_wallet, p_key, -p_amount, v_balance) RETURNING id INTO v_entry;
  WITH lots AS (
    SELECT l.id, l.remaining, sum(l.remaining) OVER (ORDER BY l.priority, l.expires_at, l.id) - l.remaining AS before
      FROM floor_lot l WHERE l.wallet_id = p_wallet AND l.remaining > 0 AND l.expires_at > now()),
  taken AS (SELECT id, least(remaining, p_amount - before) AS take FROM lots WHERE before < p_amount),
  moved AS (UPDATE floor_lot l SET remaining = l.remaining - t.take FROM taken t WHERE l.id = t.id RETURNING l.id, t.take)
  INSERT INTO floor_allocation SELECT v_entry, id, take FROM moved;
  RETURN v_entry;
END $$;

-- Many debits a call: running totals of debits joined with running totals of lots. Locks in a statement of its own, so
-- that the next one reads the lots as they are under the lock.
CREATE FUNCTION floor_burn_batch(p_wallets bigint[], p_keys uuid[], p_amounts bigint[]) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_count bigint;
BEGIN
  PERFORM 1 FROM floor_wallet WHERE id = ANY (p_wallets) ORDER BY id FOR UPDATE;
  WITH asked AS (
    SELECT t.*, w.balance - w.held AS available, sum(t.amount) OVER (PARTITION BY t.wallet ORDER BY t.n) AS upto,
           sum(t.amount) OVER (PARTITION BY t.wallet) AS total
      FROM unnest(p_wallets, p_keys, p_amounts) WITH ORDINALITY AS t(wallet, key, amount, n) JOIN floor_wallet w ON w.id = t.wallet),
  covered AS MATERIALIZED (SELECT * FROM asked WHERE total <= available),
  wallets AS (UPDATE floor_wallet w SET balance = w.balance - s.total FROM (SELECT DISTINCT wallet, total FROM covered) s
               WHERE w.id = s.wallet RETURNING w.id, w.balance, s.total),
  lots AS MATERIALIZED (
    SELECT l.id, l.wallet_id, l.remaining, sum(l.remaining) OVER (PARTITION BY l.wallet_id ORDER BY l.priority, l.expires_at, l.id) AS upto
      FROM floor_lot l WHERE l.wallet_id = ANY (p_wallets) AND l.remaining > 0 AND l.expires_at > now()),
  taken AS MATERIALIZED (
    SELECT c.wallet, c.key, l.id AS lot_id, least(c.upto, l.upto) - greatest(c.upto - c.amount, l.upto - l.remaining) AS take
      FROM covered c JOIN lots l ON l.wallet_id = c.wallet AND c.upto - c.amount < l.upto AND l.upto - l.remaining < c.upto),
  moved AS (UPDATE floor_lot l SET remaining = l.remaining - s.take FROM (SELECT lot_id, sum(take) AS take FROM taken GROUP BY 1) s
             WHERE l.id = s.lot_id RETURNING 1),
  entries AS (INSERT INTO floor_entry (wallet_id, key, amount, balance_after)
              SELECT c.wallet, c.key, -c.amount, w.balance + w.total - c.upto FROM covered c JOIN wallets w ON w.id = c.wallet ORDER BY c.n
              RETURNING id, wallet_id, key)
  INSERT INTO floor_allocation SELECT e.id, t.lot_id, t.take FROM entries e JOIN taken t ON t.wallet = e.wallet_id AND t.key = e.key;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END $$;
