-- Phones: what they are, how they enrol and how they are reached. Whether a phone opens anything is decided by its
-- credential's row alone; nothing here has a state.

-- A tenant signs what its phones are asked, with a key that the phones pin when they enrol.
ALTER TABLE signing_key
  DROP CONSTRAINT signing_key_purpose_check,
  ADD CONSTRAINT signing_key_purpose_check CHECK (purpose IN ('TOKEN', 'AUDIT', 'CHALLENGE'));

-- signing_key is a SubjectPublicKeyInfo, encryption_key a point of P-256, uncompressed.
CREATE TABLE device (
  tenant_id         uuid        NOT NULL,
  id                uuid        NOT NULL,
  number            bigint      NOT NULL DEFAULT next_number(),
  user_id           uuid        NOT NULL,
  external_id       text        NOT NULL,
  type              text        NOT NULL DEFAULT 'DT_TDSV4',
  name              text        NOT NULL,
  platform          text        NOT NULL,
  signing_algorithm text        NOT NULL CONSTRAINT device_signing_algorithm_check CHECK (signing_algorithm IN ('ES256', 'EdDSA')),
  signing_key       bytea       NOT NULL,
  encryption_key    bytea       NOT NULL CONSTRAINT device_encryption_key_check CHECK (octet_length(encryption_key) = 65),
  replaces          uuid,
  created_at        timestamptz NOT NULL,
  last_seen_at      timestamptz,
  version           bigint      NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT device_number_key UNIQUE (tenant_id, number),
  CONSTRAINT device_external_id_key UNIQUE (tenant_id, external_id),
  CONSTRAINT device_user_fk FOREIGN KEY (tenant_id, user_id) REFERENCES app_user ON DELETE CASCADE,
  CONSTRAINT device_replaces_fk FOREIGN KEY (tenant_id, replaces) REFERENCES device ON DELETE SET NULL (replaces)
);
CREATE INDEX device_user ON device (tenant_id, user_id);
CREATE INDEX device_replaces ON device (tenant_id, replaces) WHERE replaces IS NOT NULL;

CREATE TABLE credential_device (
  tenant_id     uuid NOT NULL,
  credential_id uuid NOT NULL,
  device_id     uuid NOT NULL,
  PRIMARY KEY (tenant_id, credential_id),
  CONSTRAINT credential_device_device_key UNIQUE (tenant_id, device_id),
  CONSTRAINT credential_device_credential_fk FOREIGN KEY (tenant_id, credential_id) REFERENCES credential ON DELETE CASCADE,
  CONSTRAINT credential_device_device_fk FOREIGN KEY (tenant_id, device_id) REFERENCES device ON DELETE CASCADE
);

-- A phone without its credential is nothing: whoever deletes the credential deletes the phone.
CREATE FUNCTION delete_device_of_credential() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM device WHERE tenant_id = OLD.tenant_id AND id = OLD.device_id;
  RETURN NULL;
END $$;
CREATE TRIGGER credential_device_deletes_device AFTER DELETE ON credential_device
  FOR EACH ROW EXECUTE FUNCTION delete_device_of_credential();

-- Where a message reaches a phone, or a user without one. A phone may have none: then it only asks.
CREATE TABLE dispatch_target (
  tenant_id      uuid        NOT NULL,
  id             uuid        NOT NULL,
  external_id    text        NOT NULL,
  user_id        uuid        NOT NULL,
  device_id      uuid,
  channel        text        NOT NULL CONSTRAINT dispatch_target_channel_check
                             CHECK (channel IN ('FCM', 'APNS', 'WEB_PUSH', 'UNIFIED_PUSH', 'WEBHOOK', 'SMTP', 'SMS')),
  sealed_address bytea       NOT NULL,
  name           text        NOT NULL,
  active         boolean     NOT NULL,
  created_at     timestamptz NOT NULL,
  version        bigint      NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT dispatch_target_external_id_key UNIQUE (tenant_id, external_id),
  CONSTRAINT dispatch_target_device_key UNIQUE (tenant_id, device_id),
  CONSTRAINT dispatch_target_user_fk FOREIGN KEY (tenant_id, user_id) REFERENCES app_user ON DELETE CASCADE,
  CONSTRAINT dispatch_target_device_fk FOREIGN KEY (tenant_id, device_id) REFERENCES device ON DELETE CASCADE
);
CREATE INDEX dispatch_target_user ON dispatch_target (tenant_id, user_id);

-- An invitation to enrol one phone. The digest is that of the secret in the QR code, which is found before the tenant
-- is known. Wrong codes that somebody typed for the user's login count apart from proofs that failed, so that a
-- stranger who types does not spoil the QR code on the user's screen.
CREATE TABLE activation (
  tenant_id       uuid        NOT NULL,
  id              uuid        NOT NULL,
  user_id         uuid        NOT NULL,
  token_digest    bytea       NOT NULL CONSTRAINT activation_token_digest_key UNIQUE,
  code_mac        bytea       NOT NULL,
  replaces_device uuid,
  created_at      timestamptz NOT NULL,
  expires_at      timestamptz NOT NULL,
  tries           integer     NOT NULL DEFAULT 0 CONSTRAINT activation_tries_check CHECK (tries BETWEEN 0 AND 5),
  code_tries      integer     NOT NULL DEFAULT 0 CONSTRAINT activation_code_tries_check CHECK (code_tries BETWEEN 0 AND 5),
  used_at         timestamptz,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT activation_user_fk FOREIGN KEY (tenant_id, user_id) REFERENCES app_user ON DELETE CASCADE,
  CONSTRAINT activation_replaces_fk FOREIGN KEY (tenant_id, replaces_device) REFERENCES device ON DELETE SET NULL (replaces_device)
);
CREATE INDEX activation_user ON activation (tenant_id, user_id);

SELECT guard_by_tenant(name::regclass, 'tenant_id')
  FROM unnest(ARRAY['device', 'credential_device', 'dispatch_target', 'activation']) AS name;
