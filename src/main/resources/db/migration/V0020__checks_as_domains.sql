-- The checks of the tables that each login writes become domains: the server reads and plans a table's CHECK anew for
-- each statement that writes a row, a domain's once a session, and only where the column is written.

CREATE DOMAIN credential_state AS text
  CONSTRAINT credential_state_check CHECK (VALUE IN ('INITIAL', 'ACTIVE', 'LOCKED', 'DISABLED', 'ARCHIVED'));
ALTER TABLE credential
  DROP CONSTRAINT credential_state_check,
  ALTER COLUMN state TYPE credential_state;

CREATE DOMAIN challenge_kind AS text CONSTRAINT challenge_kind_check CHECK (VALUE IN ('PUSH', 'QRCODE'));
CREATE DOMAIN challenge_state AS text
  CONSTRAINT challenge_state_check CHECK (VALUE IN ('PENDING', 'APPROVED', 'DENIED', 'FRAUD', 'DEAD', 'EXPIRED'));
CREATE DOMAIN backchannel_mode AS text
  CONSTRAINT backchannel_mode_check CHECK (VALUE IN ('POLL', 'PING', 'PUSH', 'CALLBACK'));
ALTER TABLE challenge
  DROP CONSTRAINT challenge_kind_check,
  DROP CONSTRAINT challenge_state_check,
  DROP CONSTRAINT challenge_backchannel_check,
  ALTER COLUMN kind TYPE challenge_kind,
  ALTER COLUMN state TYPE challenge_state,
  ALTER COLUMN backchannel TYPE backchannel_mode;

CREATE DOMAIN outbox_purpose AS text
  CONSTRAINT outbox_purpose_check CHECK (VALUE IN ('PUSH', 'CODE', 'CALLBACK', 'BACKCHANNEL', 'ALERT'));
CREATE DOMAIN outbox_state AS text
  CONSTRAINT outbox_state_check CHECK (VALUE IN ('QUEUED', 'SENT', 'FAILED', 'GONE'));
ALTER TABLE outbox
  DROP CONSTRAINT outbox_purpose_check,
  DROP CONSTRAINT outbox_state_check,
  ALTER COLUMN purpose TYPE outbox_purpose,
  ALTER COLUMN state TYPE outbox_state;
