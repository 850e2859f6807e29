-- A push is admitted with less work: one row locked, two rows updated, and no table whose rows nobody ever removed.

-- The push that a repetition joins is found among the user's open ones, which the guard's lock keeps still. Empty where
-- the front end gave no address: then nothing joins.
ALTER TABLE challenge ADD COLUMN source text NOT NULL DEFAULT '';
DROP TABLE live_push;

-- Room for HOT updates: each push rewrites both rows and no indexed column.
ALTER TABLE push_guard SET (fillfactor = 70);
ALTER TABLE push_budget SET (fillfactor = 70);

-- As before, but for where joined comes from and for what an answer writes to the budget in the same moment: that
-- stays, because the update reads the row again. new_challenge and new_expiry are of no use any more.
CREATE OR REPLACE FUNCTION admit_push(tenant uuid, subject uuid, target bigint, caller uuid, asked_from text, net text,
  is_stranger boolean, new_challenge uuid, new_expiry timestamptz, spacing integer, minute_limit integer,
  stranger_minute_limit integer, unanswered_limit integer, window_seconds integer, stop_seconds integer,
  OUT joined uuid, OUT joined_digits integer, OUT refusal text)
LANGUAGE plpgsql AS $$
DECLARE
  at              timestamptz;
  guard           push_guard;
  budget          push_budget;
  is_known        boolean;
  is_new_window   boolean;
  strangers_a_min integer := 0;
BEGIN
  SELECT * INTO guard FROM push_guard g WHERE g.tenant_id = tenant AND g.user_id = subject FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO push_guard (tenant_id, user_id) VALUES (tenant, subject) ON CONFLICT DO NOTHING;
    SELECT * INTO guard FROM push_guard g WHERE g.tenant_id = tenant AND g.user_id = subject FOR UPDATE;
  END IF;
  at := clock_timestamp(); -- after the lock, or the spacing would be counted from the start of the wait

  -- Open challenges are young: who was not asked in the last hour has none to join. Their ids are not bounded here, or
  -- the planner might go through all of the last hour's instead of the user's.
  IF asked_from <> '' AND guard.recent[cardinality(guard.recent)] > at - interval '1 hour' THEN
    SELECT c.id, c.digits_key INTO joined, joined_digits FROM challenge c
     WHERE c.tenant_id = tenant AND c.user_id = subject AND c.state = 'PENDING' AND c.kind = 'PUSH' AND c.expires_at > at
       AND c.resource_id = target AND c.caller_id = caller AND c.source = asked_from
     LIMIT 1;
    IF FOUND THEN
      RETURN;
    END IF;
  END IF;

  SELECT * INTO budget FROM push_budget b
   WHERE b.tenant_id = tenant AND b.user_id = subject AND b.resource_id = target AND b.network = net;
  is_known := FOUND;
  is_new_window := NOT is_known OR budget.window_start < at - make_interval(secs => window_seconds);
  IF is_new_window THEN
    budget.window_start := at;
    budget.unanswered := 0;
  END IF;
  IF guard.recent <> '{}' THEN
    guard.recent := ARRAY(SELECT sent FROM unnest(guard.recent) AS sent WHERE sent > at - interval '1 minute');
  END IF;
  IF guard.strangers <> '{}' THEN
    guard.strangers := ARRAY(SELECT sent FROM unnest(guard.strangers) AS sent
                              WHERE sent > at - make_interval(secs => window_seconds));
    strangers_a_min := (SELECT count(*) FROM unnest(guard.strangers) AS sent WHERE sent > at - interval '1 minute');
  END IF;

  refusal := CASE
    WHEN is_stranger AND guard.strangers_stopped_at IS NOT NULL
         AND NOT proved_otherwise_since(tenant, subject, guard.strangers_stopped_at) THEN 'fraud reported'
    WHEN budget.fraud_at IS NOT NULL AND NOT proved_otherwise_since(tenant, subject, budget.fraud_at) THEN 'fraud reported'
    WHEN budget.stopped_until > at THEN 'stopped'
    WHEN budget.last_push_at > at - make_interval(secs => spacing) THEN 'too soon'
    WHEN cardinality(guard.recent) >= minute_limit THEN 'too many in a minute'
    WHEN is_stranger AND strangers_a_min >= stranger_minute_limit THEN 'too many in a minute'
    -- Who changes networks all the time gets twice what one network gets.
    WHEN is_stranger AND cardinality(guard.strangers) >= 2 * unanswered_limit THEN 'too many strangers'
    WHEN budget.unanswered >= unanswered_limit THEN 'unanswered'
  END;
  IF refusal = 'unanswered' THEN
    UPDATE push_budget b SET stopped_until = at + make_interval(secs => stop_seconds), unanswered = 0
     WHERE b.tenant_id = tenant AND b.user_id = subject AND b.resource_id = target AND b.network = net;
  END IF;
  IF refusal IS NOT NULL THEN
    RETURN;
  END IF;

  UPDATE push_guard g
     SET recent = guard.recent || at, strangers = CASE WHEN is_stranger THEN guard.strangers || at ELSE guard.strangers END
   WHERE g.tenant_id = tenant AND g.user_id = subject;
  IF is_known THEN
    UPDATE push_budget b
       SET window_start = budget.window_start, last_push_at = at,
           unanswered = CASE WHEN is_new_window THEN 1 ELSE b.unanswered + 1 END,
           denials = CASE WHEN is_new_window THEN 0 ELSE b.denials END,
           stopped_until = CASE WHEN b.stopped_until > at THEN b.stopped_until END,
           fraud_at = CASE WHEN b.fraud_at IS DISTINCT FROM budget.fraud_at THEN b.fraud_at END
     WHERE b.tenant_id = tenant AND b.user_id = subject AND b.resource_id = target AND b.network = net;
  ELSE
    INSERT INTO push_budget (tenant_id, user_id, resource_id, network, window_start, unanswered, denials, last_push_at)
    VALUES (tenant, subject, target, net, at, 1, 0, at);
  END IF;
END $$;
