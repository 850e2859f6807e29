-- What goes out: the settings of channels, and the outbox that a courier empties.

-- How a tenant reaches the provider of a channel. The settings are JSON and hold keys, so they are sealed as a whole.
CREATE TABLE channel_settings (
  tenant_id       uuid        NOT NULL CONSTRAINT channel_settings_tenant_fk REFERENCES tenant ON DELETE CASCADE,
  id              uuid        NOT NULL,
  channel         text        NOT NULL CONSTRAINT channel_settings_channel_check
                              CHECK (channel IN ('FCM', 'APNS', 'WEB_PUSH', 'UNIFIED_PUSH', 'WEBHOOK', 'SMTP', 'SMS')),
  sealed_settings bytea       NOT NULL,
  created_at      timestamptz NOT NULL,
  modified_at     timestamptz NOT NULL,
  version         bigint      NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT channel_settings_channel_key UNIQUE (tenant_id, channel)
);

-- One row a message and target, written in the statement that decides that it shall be sent. next_at is when it may be
-- taken: now at first, after a failure later, and the end of the lease while a courier holds it. There are no foreign
-- keys: each costs every push a look-up, and rows leave with their month anyway.
CREATE TABLE outbox (
  tenant_id    uuid        NOT NULL,
  id           uuid        NOT NULL,
  purpose      text        NOT NULL CONSTRAINT outbox_purpose_check CHECK (purpose IN ('PUSH', 'CODE', 'CALLBACK')),
  challenge_id uuid        NOT NULL,
  target_id    uuid,
  device_id    uuid,
  channel      text        NOT NULL,
  state        text        NOT NULL DEFAULT 'QUEUED'
                           CONSTRAINT outbox_state_check CHECK (state IN ('QUEUED', 'SENT', 'FAILED', 'GONE')),
  attempts     integer     NOT NULL DEFAULT 0,
  next_at      timestamptz NOT NULL,
  lease_until  timestamptz,
  expires_at   timestamptz NOT NULL,
  outcome      text,
  created_at   timestamptz NOT NULL,
  sent_at      timestamptz,
  PRIMARY KEY (tenant_id, id)
) PARTITION BY RANGE (id);
CREATE INDEX outbox_due ON outbox (next_at) WHERE state = 'QUEUED';
CREATE INDEX outbox_challenge ON outbox (tenant_id, challenge_id);

SELECT guard_by_tenant(name::regclass, 'tenant_id') FROM unnest(ARRAY['channel_settings', 'outbox']) AS name;
CREATE TABLE outbox_default PARTITION OF outbox DEFAULT;
SELECT ensure_partitions('outbox', 3);

-- Drops the months that are over for longer than that many whole months. It runs as the owner, because the gateway may
-- not drop tables; the audit trail is never its business. Who cannot have the lock soon comes again.
CREATE FUNCTION drop_partitions(parent regclass, months_kept integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '2s' AS $$
DECLARE
  part    regclass;
  dropped integer := 0;
BEGIN
  IF parent = 'audit_event'::regclass OR months_kept IS NULL OR months_kept < 1 THEN
    RAISE EXCEPTION 'partitions of % are not dropped here', parent;
  END IF;
  FOR part IN
    SELECT c.oid::regclass FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = parent AND c.relname ~ '_[0-9]{6}$'
       AND to_date(right(c.relname, 6), 'YYYYMM')
           < (date_trunc('month', now(), 'UTC') AT TIME ZONE 'UTC') - make_interval(months => months_kept)
     ORDER BY c.relname
  LOOP
    EXECUTE format('DROP TABLE %s', part);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END $$;
REVOKE EXECUTE ON FUNCTION drop_partitions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drop_partitions TO tetrapylon_gateway;
