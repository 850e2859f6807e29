-- Pushes and QR codes: what was asked of a user's phones, what became of it, and how often a user may be asked.

-- Limits of pushes that a tenant set; without a row the gateway's defaults rule.
CREATE TABLE push_rules (
  tenant_id             uuid    PRIMARY KEY CONSTRAINT push_rules_tenant_fk REFERENCES tenant ON DELETE CASCADE,
  lifetime_seconds      integer NOT NULL CONSTRAINT push_rules_lifetime_check CHECK (lifetime_seconds BETWEEN 15 AND 600),
  spacing_seconds       integer NOT NULL CONSTRAINT push_rules_spacing_check CHECK (spacing_seconds BETWEEN 0 AND 600),
  minute_limit          integer NOT NULL CONSTRAINT push_rules_minute_limit_check CHECK (minute_limit BETWEEN 1 AND 100),
  stranger_minute_limit integer NOT NULL CONSTRAINT push_rules_stranger_check CHECK (stranger_minute_limit BETWEEN 1 AND 100),
  unanswered_limit      integer NOT NULL CONSTRAINT push_rules_unanswered_check CHECK (unanswered_limit BETWEEN 1 AND 100),
  window_seconds        integer NOT NULL CONSTRAINT push_rules_window_check CHECK (window_seconds BETWEEN 60 AND 86400),
  denial_limit          integer NOT NULL CONSTRAINT push_rules_denial_check CHECK (denial_limit BETWEEN 1 AND 100),
  stop_seconds          integer NOT NULL CONSTRAINT push_rules_stop_check CHECK (stop_seconds BETWEEN 60 AND 86400),
  version               bigint  NOT NULL
);
CREATE TRIGGER push_rules_turns_rulebook AFTER INSERT OR UPDATE OR DELETE ON push_rules
  FOR EACH ROW EXECUTE FUNCTION turn_rulebook();

-- One question to a user's phones. A challenge past expires_at reads as expired, whether or not the sweeper came by.
-- What guards it (state, tries, expiry, collection) stands in the WHERE of each statement that changes it. The digits of
-- number matching are a MAC of the id under the data key of version digits_key; null means that none are typed.
CREATE TABLE challenge (
  tenant_id     uuid        NOT NULL,
  id            uuid        NOT NULL,
  kind          text        NOT NULL CONSTRAINT challenge_kind_check CHECK (kind IN ('PUSH', 'QRCODE')),
  user_id       uuid        NOT NULL,
  resource_id   bigint      NOT NULL,
  caller_id     uuid        NOT NULL,
  origin        text        NOT NULL,
  network       text        NOT NULL,
  stranger      boolean     NOT NULL,
  nonce         bytea       NOT NULL,
  context       text        NOT NULL,
  digits_key    integer,
  state         text        NOT NULL CONSTRAINT challenge_state_check
                            CHECK (state IN ('PENDING', 'APPROVED', 'DENIED', 'FRAUD', 'DEAD', 'EXPIRED')),
  tries         integer     NOT NULL DEFAULT 0,
  reached_at    timestamptz,
  created_at    timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL,
  decided_at    timestamptz,
  decided_by    uuid,
  collected_at  timestamptz,
  PRIMARY KEY (tenant_id, id)
) PARTITION BY RANGE (id);
CREATE INDEX challenge_open ON challenge (expires_at) WHERE state = 'PENDING';
CREATE INDEX challenge_of_user ON challenge (tenant_id, user_id) WHERE state = 'PENDING';
CREATE TABLE challenge_default PARTITION OF challenge DEFAULT;
SELECT ensure_partitions('challenge', 3);

-- The push that a repetition joins: the same user, resource, caller and address. What must be unique while it lives
-- has a table of its own, because a partitioned one cannot have such an index.
CREATE TABLE live_push (
  tenant_id    uuid        NOT NULL,
  user_id      uuid        NOT NULL,
  resource_id  bigint      NOT NULL,
  caller_id    uuid        NOT NULL,
  source       text        NOT NULL,
  challenge_id uuid        NOT NULL,
  expires_at   timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, user_id, resource_id, caller_id, source),
  CONSTRAINT live_push_user_fk FOREIGN KEY (tenant_id, user_id) REFERENCES app_user ON DELETE CASCADE
);

-- All pushes of a user pass this row one after the other: when the last ones were, and which of them were asked for
-- from networks that the user never succeeded from.
CREATE TABLE push_guard (
  tenant_id            uuid          NOT NULL,
  user_id              uuid          NOT NULL,
  recent               timestamptz[] NOT NULL DEFAULT '{}',
  strangers            timestamptz[] NOT NULL DEFAULT '{}',
  strangers_stopped_at timestamptz,
  PRIMARY KEY (tenant_id, user_id),
  CONSTRAINT push_guard_user_fk FOREIGN KEY (tenant_id, user_id) REFERENCES app_user ON DELETE CASCADE
);

-- The budget of one source network at one resource, so that a stranger's pushes use up the stranger's.
CREATE TABLE push_budget (
  tenant_id     uuid        NOT NULL,
  user_id       uuid        NOT NULL,
  resource_id   bigint      NOT NULL,
  network       text        NOT NULL,
  window_start  timestamptz NOT NULL,
  unanswered    integer     NOT NULL,
  denials       integer     NOT NULL,
  last_push_at  timestamptz NOT NULL,
  stopped_until timestamptz,
  fraud_at      timestamptz,
  PRIMARY KEY (tenant_id, user_id, resource_id, network),
  CONSTRAINT push_budget_user_fk FOREIGN KEY (tenant_id, user_id) REFERENCES app_user ON DELETE CASCADE
);

SELECT guard_by_tenant(name::regclass, 'tenant_id')
  FROM unnest(ARRAY['push_rules', 'challenge', 'live_push', 'push_guard', 'push_budget']) AS name;

-- Whether the user proved another factor since: a token, a key, a recovery code. Not the password, which whoever asks
-- for pushes may well know.
CREATE FUNCTION proved_otherwise_since(tenant uuid, subject uuid, since timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM credential c WHERE c.tenant_id = tenant AND c.user_id = subject
                    AND c.kind NOT IN ('PASSWORD', 'DEVICE') AND c.last_success_at > since)
$$;

-- Admits a push or says why not. It is a function because it decides over three rows in one order under one lock: a
-- user's pushes are admitted one after the other, so that of many requests at once each sees those before it.
--   joined   the live push that this request is a repetition of, with the version of the key of its digits
--   refusal  why there is no push; null with joined null means: admitted, and counted as sent
CREATE FUNCTION admit_push(tenant uuid, subject uuid, target bigint, caller uuid, asked_from text, net text,
  is_stranger boolean, new_challenge uuid, new_expiry timestamptz, spacing integer, minute_limit integer,
  stranger_minute_limit integer, unanswered_limit integer, window_seconds integer, stop_seconds integer,
  OUT joined uuid, OUT joined_digits integer, OUT refusal text)
LANGUAGE plpgsql AS $$
DECLARE
  at     timestamptz;
  guard  push_guard;
  budget push_budget;
BEGIN
  INSERT INTO push_guard (tenant_id, user_id) VALUES (tenant, subject) ON CONFLICT DO NOTHING;
  SELECT * INTO guard FROM push_guard g WHERE g.tenant_id = tenant AND g.user_id = subject FOR UPDATE;
  at := clock_timestamp(); -- after the lock, or the spacing would be counted from the start of the wait

  SELECT l.challenge_id, c.digits_key INTO joined, joined_digits
    FROM live_push l JOIN challenge c ON c.tenant_id = l.tenant_id AND c.id = l.challenge_id
   WHERE l.tenant_id = tenant AND l.user_id = subject AND l.resource_id = target AND l.caller_id = caller
     AND l.source = asked_from AND l.expires_at > at AND c.state = 'PENDING';
  IF FOUND THEN
    RETURN;
  END IF;

  SELECT * INTO budget FROM push_budget b
   WHERE b.tenant_id = tenant AND b.user_id = subject AND b.resource_id = target AND b.network = net;
  IF budget.window_start IS NULL OR budget.window_start < at - make_interval(secs => window_seconds) THEN
    budget.window_start := at;
    budget.unanswered := 0;
    budget.denials := 0;
  END IF;
  guard.recent := ARRAY(SELECT sent FROM unnest(guard.recent) AS sent WHERE sent > at - interval '1 minute');
  guard.strangers := ARRAY(SELECT sent FROM unnest(guard.strangers) AS sent
                            WHERE sent > at - make_interval(secs => window_seconds));

  refusal := CASE
    WHEN is_stranger AND guard.strangers_stopped_at IS NOT NULL
         AND NOT proved_otherwise_since(tenant, subject, guard.strangers_stopped_at) THEN 'fraud reported'
    WHEN budget.fraud_at IS NOT NULL AND NOT proved_otherwise_since(tenant, subject, budget.fraud_at) THEN 'fraud reported'
    WHEN budget.stopped_until > at THEN 'stopped'
    WHEN budget.last_push_at > at - make_interval(secs => spacing) THEN 'too soon'
    WHEN cardinality(guard.recent) >= minute_limit THEN 'too many in a minute'
    WHEN is_stranger AND stranger_minute_limit <=
         (SELECT count(*) FROM unnest(guard.strangers) AS sent WHERE sent > at - interval '1 minute') THEN 'too many in a minute'
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
  INSERT INTO push_budget AS b (tenant_id, user_id, resource_id, network, window_start, unanswered, denials, last_push_at)
  VALUES (tenant, subject, target, net, budget.window_start, budget.unanswered + 1, budget.denials, at)
  ON CONFLICT (tenant_id, user_id, resource_id, network)
  DO UPDATE SET window_start = excluded.window_start, unanswered = excluded.unanswered, denials = excluded.denials,
                last_push_at = excluded.last_push_at, stopped_until = NULL, fraud_at = NULL;
  INSERT INTO live_push AS l VALUES (tenant, subject, target, caller, asked_from, new_challenge, new_expiry)
  ON CONFLICT (tenant_id, user_id, resource_id, caller_id, source)
  DO UPDATE SET challenge_id = excluded.challenge_id, expires_at = excluded.expires_at;
END $$;
