-- Webhooks: who writes the outbox, what its events keep, endpoints and deliveries.
--
-- Touches: the outbox, which gets a mark for what was handed on, and what it creates. Locks: ACCESS EXCLUSIVE on the outbox
-- for an instant. Safe to re-run: no, it creates; the runner applies it once, in a transaction.
-- The outbox is bucketed like the ledger. Endpoints and deliveries are not: no wallet's change ever touches them.

SET citus.enable_unsafe_triggers = on;

-- What an event keeps are facts, from which its data is rendered like any reply: the same way each time.
ALTER TABLE outbox RENAME COLUMN payload TO facts;
-- When its deliveries were written, one for each endpoint that wants it.
ALTER TABLE outbox ADD COLUMN dispatched_at timestamptz;
CREATE INDEX outbox_waiting ON outbox (bucket, id) WHERE dispatched_at IS NULL;

-- Ids like those that the application makes: 10 characters of milliseconds, 16 of chance, the bucket. Made here because
-- events are written in the middle of the ledger's functions, where nobody can know beforehand how many there will be.
CREATE FUNCTION outbox_id(p_bucket smallint) RETURNS text LANGUAGE sql VOLATILE AS $$
  SELECT 'evt_' || string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz', ((now.ms >> (45 - 5 * place)) & 31)::integer + 1, 1), '' ORDER BY place)
         || left(md5(gen_random_uuid()::text), 16) || lpad(p_bucket::text, 2, '0')
    FROM generate_series(0, 9) AS place, (SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS ms) AS now
$$;

-- Writes an event in the transaction of what happened: there is an event for every fact and none without one. The caller
-- holds the lock that changes of the object need, so that its events are counted without a gap.
CREATE FUNCTION outbox_post(p_bucket smallint, p_type text, p_object text, p_facts jsonb) RETURNS void LANGUAGE sql VOLATILE AS $$
  INSERT INTO outbox (bucket, id, type, object_id, version, facts, created_at)
  SELECT p_bucket, outbox_id(p_bucket), p_type, p_object, coalesce(max(o.version), 0) + 1, p_facts, now()
    FROM outbox o WHERE o.bucket = p_bucket AND o.object_id = p_object
$$;

-- Where the events of what has no bucket of its own are kept: an operator may assign a deposit to another wallet, and its
-- events are still counted in one place.
CREATE FUNCTION outbox_bucket(p_object text) RETURNS smallint LANGUAGE sql IMMUTABLE
  RETURN (get_byte(sha256(convert_to(p_object, 'UTF8')), 0) % 64)::smallint;

-- A lot, a deposit and a checkout as their events keep them: amounts as text, which JSON numbers could not hold.
CREATE FUNCTION ledger_grant_facts(g grants) RETURNS jsonb LANGUAGE sql STABLE
  RETURN jsonb_build_object('id', g.id, 'walletId', g.wallet_id, 'kind', g.kind, 'granted', g.granted::text, 'remaining', g.remaining::text,
    'held', g.held::text, 'priority', g.priority, 'effectiveAt', g.effective_at, 'expiresAt', g.expires_at,
    'inactiveAfterDays', g.inactive_after_days, 'costUsdt', g.cost_usdt::text, 'sourceType', g.source_type, 'depositId', g.deposit_id,
    'checkoutId', g.checkout_id, 'componentId', g.component_id, 'reason', g.reason, 'createdAt', g.created_at);

-- Tells of lots that came into a wallet, in the order given.
CREATE FUNCTION ledger_tell_grants(p_bucket smallint, p_grants text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  g grants;
BEGIN
  FOR g IN SELECT x.* FROM unnest(p_grants) WITH ORDINALITY AS i(id, n) JOIN grants x ON x.bucket = p_bucket AND x.id = i.id ORDER BY i.n LOOP
    PERFORM outbox_post(p_bucket, 'grant.created', g.id, ledger_grant_facts(g));
  END LOOP;
END $$;

CREATE FUNCTION deposit_facts(d deposits) RETURNS jsonb LANGUAGE sql STABLE
  RETURN jsonb_build_object('id', d.id, 'network', d.network, 'txHash', d.tx_hash, 'logPosition', d.log_position, 'logIndex', d.log_index,
    'blockNumber', d.block_number, 'blockHash', d.block_hash, 'blockAt', d.block_at, 'token', d.token,
    'isUsdt', d.token = (SELECT n.token FROM networks n WHERE n.network = d.network), 'from', d.from_address,
    'to', d.to_address, 'amount', d.amount::text, 'status', d.status, 'stuckReason', d.stuck_reason, 'attempts', d.attempts,
    'lastError', d.last_error, 'dueAt', d.due_at, 'walletId', d.wallet_id, 'checkoutId', d.checkout_id, 'credits', d.credits::text,
    'pendingTotal', d.pending_total::text, 'approvedAt', d.approved_at, 'reversals', d.reversals, 'refundTxHash', d.refund_tx_hash,
    'detectedAt', d.detected_at, 'finalAt', d.final_at, 'creditedAt', d.credited_at);

CREATE FUNCTION checkout_facts(c checkouts) RETURNS jsonb LANGUAGE sql STABLE
  RETURN jsonb_build_object(
    'checkout', jsonb_build_object('id', c.id, 'walletId', c.wallet_id, 'clientId', c.client_id, 'status', c.status, 'exception', c.exception,
      'network', c.network, 'address', c.address, 'amountDue', c.amount_due::text, 'tolerance', c.tolerance::text, 'terms', c.terms,
      'promoCode', c.promo_code, 'returnUrl', c.return_url, 'metadata', c.metadata, 'version', c.version, 'createdAt', c.created_at,
      'expiresAt', c.expires_at, 'inTimeUntil', c.in_time_until, 'cancelledAt', c.cancelled_at),
    'deposits', (SELECT coalesce(jsonb_agg(deposit_facts(d) ORDER BY d.detected_at, d.id), '[]') FROM deposits d WHERE d.checkout_id = c.id),
    'pinned', (SELECT jsonb_build_object('chainId', n.chain_id, 'token', n.token, 'cursorNumber', n.cursor_number)
                 FROM networks n WHERE n.network = c.network),
    'pendingTotal', (SELECT coalesce(sum(d.amount), 0)::text FROM deposits d WHERE d.wallet_id = c.wallet_id
                        AND d.status IN ('detected', 'confirming') AND d.final_at IS NULL));

-- Where a client wants to be told of events.
CREATE TABLE webhook_endpoints (
  id             text PRIMARY KEY,
  client_id      text NOT NULL REFERENCES clients (id),
  url            text NOT NULL,
  -- The types of events that it wants.
  events         text[] NOT NULL CHECK (cardinality(events) > 0),
  -- What the secret is made of, together with the store's own key: this row alone signs nothing.
  seed           text NOT NULL,
  -- The one before the last rotation, which signs as well until its time is over.
  previous_seed  text,
  previous_until timestamptz,
  disabled_at    timestamptz,
  -- Why it is disabled, in words.
  disabled_reason text,
  -- Set where a developer's command line, not the workers, delivers: it wants events as long as it is there.
  listens_until  timestamptz,
  created_at     timestamptz NOT NULL DEFAULT now(),
  CHECK ((previous_seed IS NULL) = (previous_until IS NULL)),
  CHECK ((disabled_at IS NULL) = (disabled_reason IS NULL))
);

-- One row an event and endpoint that wants it: the truth about what is still to be delivered, whatever the queue knows.
CREATE TABLE webhook_deliveries (
  id              text PRIMARY KEY,
  endpoint_id     text NOT NULL REFERENCES webhook_endpoints (id) ON DELETE CASCADE,
  event_id        text NOT NULL,
  event_type      text NOT NULL,
  state           text NOT NULL CHECK (state IN ('pending', 'delivered', 'failed')),
  -- Tries since it was last asked for; `tries` keeps all of them: [{at, status, error, latencyMs}].
  attempts        integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  tries           jsonb NOT NULL DEFAULT '[]',
  next_attempt_at timestamptz,
  -- A process that is trying has it until then; `claims` counts them, so that one that took too long records nothing.
  claimed_until   timestamptz,
  claims          integer NOT NULL DEFAULT 0,
  -- Why it was given up, in words.
  failure         text,
  created_at      timestamptz NOT NULL DEFAULT now(),
  ended_at        timestamptz,
  UNIQUE (endpoint_id, event_id),
  CHECK ((state = 'pending') = (next_attempt_at IS NOT NULL)),
  CHECK ((state = 'pending') = (ended_at IS NULL)),
  CHECK ((state = 'failed') = (failure IS NOT NULL))
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (endpoint_id, next_attempt_at) WHERE state = 'pending';
CREATE INDEX webhook_deliveries_claimed ON webhook_deliveries (endpoint_id) WHERE claimed_until IS NOT NULL;
CREATE INDEX webhook_deliveries_ended ON webhook_deliveries (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX webhook_deliveries_listed ON webhook_deliveries (endpoint_id, id);
