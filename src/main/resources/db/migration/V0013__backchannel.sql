-- Questions to phones that no resource stands behind: OpenID CIBA, and signing challenges of the HID API.

-- Whether such a question may be approved without typing digits; where a resource asks, the resource says.
ALTER TABLE push_rules ADD COLUMN plain_approval boolean NOT NULL DEFAULT false;

-- Whether a login_hint_token may come without a signature.
ALTER TABLE tenant ADD COLUMN unsigned_login_hints boolean NOT NULL DEFAULT false;

-- number is what the HID API calls it, from the installation's one sequence; others need none. only_device is the one
-- phone that may answer, where the question is not for each of the user's. backchannel is how whoever asked is told.
ALTER TABLE challenge
  ADD COLUMN number      bigint,
  ADD COLUMN only_device uuid,
  ADD COLUMN backchannel text CONSTRAINT challenge_backchannel_check
                              CHECK (backchannel IN ('POLL', 'PING', 'PUSH', 'CALLBACK'));

-- What a client registered for CIBA: how it is told, where, and the public key of its signed requests (a JWK).
CREATE TABLE backchannel_client (
  tenant_id   uuid        NOT NULL,
  client_id   uuid        NOT NULL,
  mode        text        NOT NULL CONSTRAINT backchannel_client_mode_check CHECK (mode IN ('POLL', 'PING', 'PUSH')),
  endpoint    text,
  request_key text,
  created_at  timestamptz NOT NULL,
  version     bigint      NOT NULL,
  PRIMARY KEY (tenant_id, client_id),
  CONSTRAINT backchannel_client_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES api_client ON DELETE CASCADE,
  CONSTRAINT backchannel_client_endpoint_check CHECK (mode = 'POLL' OR endpoint IS NOT NULL)
);

-- A request by the backchannel. The request's name is known by its digest; where somebody has to be told, the name and
-- the bearer token for the telling are sealed. polled_at and interval_seconds keep clients from polling too often;
-- too_soon is what the last poll was. It has the challenge's id and is partitioned and dropped like it.
CREATE TABLE backchannel (
  tenant_id        uuid        NOT NULL,
  challenge_id     uuid        NOT NULL,
  request_digest   bytea       NOT NULL,
  interval_seconds integer     NOT NULL,
  polled_at        timestamptz,
  too_soon         boolean     NOT NULL DEFAULT false,
  sealed_notice    bytea,
  PRIMARY KEY (tenant_id, challenge_id)
) PARTITION BY RANGE (challenge_id);

SELECT guard_by_tenant(name::regclass, 'tenant_id') FROM unnest(ARRAY['backchannel_client', 'backchannel']) AS name;
CREATE TABLE backchannel_default PARTITION OF backchannel DEFAULT;
SELECT ensure_partitions('backchannel', 3);

ALTER TABLE outbox DROP CONSTRAINT outbox_purpose_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_purpose_check CHECK (purpose IN ('PUSH', 'CODE', 'CALLBACK', 'BACKCHANNEL'));
