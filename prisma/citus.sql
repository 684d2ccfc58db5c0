-- Distributes the bucketed tables by their bucket, parents first, all colocated, so that whatever belongs to a wallet lies on
-- one server. Applied by the migration runner after the migrations, where the extension `citus` is present; safe to re-run.
-- Everything else (deposits, checkouts, keys, the queue) stays on the coordinator. test/ledger/citus.test.ts compares this
-- list with the migrated schema.

SELECT create_distributed_table('wallets', 'bucket', shard_count => 64)
 WHERE NOT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = 'wallets'::regclass);

DO $$
DECLARE
  v_table text;
BEGIN
  FOREACH v_table IN ARRAY ARRAY[
    'grants', 'once_bonuses', 'members', 'entries', 'holds', 'debits', 'idempotency_keys',
    'transfers', 'refund_requests', 'entry_segments', 'entry_checkpoints',
    'allowances', 'alerts', 'expiry_notices', 'outbox'
  ] LOOP
    IF NOT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = v_table::regclass) THEN
      PERFORM create_distributed_table(v_table, 'bucket', colocate_with => 'wallets');
    END IF;
  END LOOP;
END $$;

-- The batch function for one bucket, made from the same text: `bucket = p_bucket` is a predicate by which a worker's planner
-- knows its shard, which a join with an array is not. Its arrays must all be of that bucket.
-- <one-bucket form>
DO $$
DECLARE
  v_text text := pg_get_functiondef((SELECT oid FROM pg_proc WHERE proname = 'ledger_burn' AND pronamespace = 'public'::regnamespace));
BEGIN
  v_text := replace(v_text, 'FUNCTION public.ledger_burn(', 'FUNCTION public.ledger_burn_in_bucket(p_bucket smallint, ');
  v_text := regexp_replace(v_text, '\m(\w+)\.bucket = (?:d\.bucket\M|p_buckets\[i\]|w_bucket\[(?:i|l_wallet\[i\])\])', '\1.bucket = p_bucket', 'g');
  v_text := regexp_replace(v_text, 'SELECT p_buckets\[i\],', 'SELECT p_bucket,', 'g');
  EXECUTE v_text;
END $$;
-- </one-bucket form>

-- Delegated to the worker that has the bucket: called with constants, outside an explicit transaction, no two-phase commit.
DO $$
BEGIN
  PERFORM create_distributed_function(oid::regprocedure::text, 'p_bucket', colocate_with => 'wallets')
     FROM pg_proc WHERE proname = 'ledger_burn_in_bucket' AND pronamespace = 'public'::regnamespace;
END $$;
