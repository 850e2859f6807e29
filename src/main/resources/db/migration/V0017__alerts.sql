-- Alerts: what somebody has to look at now, such as a user's "that was not me", goes out like callbacks do.
ALTER TABLE tenant ADD COLUMN alert_url text;
ALTER TABLE outbox
  DROP CONSTRAINT outbox_purpose_check,
  ADD CONSTRAINT outbox_purpose_check CHECK (purpose IN ('PUSH', 'CODE', 'CALLBACK', 'BACKCHANNEL', 'ALERT'));
