-- FIDO UAF: keys that other systems registered, and where the phones that hold them are reached.

-- A UAF credential may be reached at a target of the user that no enrolled phone has; several credentials may share it.
-- What the channels need is derived from what was given: dispatcher and sealed_given are echoed, channel and
-- sealed_address are what a courier sends by. A target that no channel leads to is kept and never sent to.
ALTER TABLE dispatch_target
  ALTER COLUMN channel DROP NOT NULL,
  ALTER COLUMN sealed_address DROP NOT NULL,
  ALTER COLUMN name DROP NOT NULL,
  ADD COLUMN type text NOT NULL DEFAULT 'phone',
  ADD COLUMN dispatcher text,
  ADD COLUMN sealed_given bytea,
  ADD COLUMN user_agent text,
  ADD COLUMN app_id text,
  ADD COLUMN given_device text,
  ADD COLUMN identification text,
  ADD COLUMN modified_at timestamptz NOT NULL DEFAULT now(),
  ADD CONSTRAINT dispatch_target_address_check CHECK ((channel IS NULL) = (sealed_address IS NULL)),
  ADD CONSTRAINT dispatch_target_phone_check CHECK (type = 'fido-uaf' OR channel IS NOT NULL);
CREATE UNIQUE INDEX dispatch_target_name_key ON dispatch_target (tenant_id, user_id, name) WHERE type = 'fido-uaf';
CREATE UNIQUE INDEX dispatch_target_identification_key ON dispatch_target (tenant_id, user_id, identification)
  WHERE type = 'fido-uaf';

-- What an app said of itself when its target was made (iOS App Attest). It is kept as it was given.
CREATE TABLE app_attestation (
  tenant_id   uuid        NOT NULL,
  id          uuid        NOT NULL,
  user_id     uuid        NOT NULL,
  target_id   uuid        NOT NULL,
  name        text,
  counter     bigint,
  receipt     text,
  public_key  text,
  device      text,
  environment text,
  created_at  timestamptz NOT NULL,
  modified_at timestamptz NOT NULL,
  version     bigint      NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT app_attestation_target_key UNIQUE (tenant_id, target_id),
  CONSTRAINT app_attestation_name_key UNIQUE (tenant_id, user_id, name),
  CONSTRAINT app_attestation_user_fk FOREIGN KEY (tenant_id, user_id) REFERENCES app_user ON DELETE CASCADE,
  CONSTRAINT app_attestation_target_fk FOREIGN KEY (tenant_id, target_id) REFERENCES dispatch_target ON DELETE CASCADE
);

-- Keys are kept as they were given and looked at when they are used. The version is text or a number, and stays it.
CREATE TABLE credential_uaf (
  tenant_id            uuid    NOT NULL,
  credential_id        uuid    NOT NULL,
  aaid                 text    NOT NULL,
  key_id               text    NOT NULL,
  version_text         text    NOT NULL,
  version_is_number    boolean NOT NULL,
  public_key           text    NOT NULL,
  public_key_algorithm text    NOT NULL,
  app_id               text    NOT NULL,
  device               text,
  attestation_type     text    CONSTRAINT credential_uaf_attestation_type_check CHECK (attestation_type IN
                               ('FULL_BASIC', 'FULL_BASIC_PERMISSIVE', 'FAILED_FULL_BASIC_PERMISSIVE', 'SURROGATE_BASIC', 'ECDAA')),
  target_id            uuid,
  PRIMARY KEY (tenant_id, credential_id),
  CONSTRAINT credential_uaf_credential_fk FOREIGN KEY (tenant_id, credential_id) REFERENCES credential ON DELETE CASCADE,
  CONSTRAINT credential_uaf_target_fk FOREIGN KEY (tenant_id, target_id) REFERENCES dispatch_target ON DELETE SET NULL (target_id)
);
-- The hexadecimal digits of an AAID have no case.
CREATE UNIQUE INDEX credential_uaf_key ON credential_uaf (tenant_id, upper(aaid), key_id);
CREATE INDEX credential_uaf_target ON credential_uaf (tenant_id, target_id);

SELECT guard_by_tenant(name::regclass, 'tenant_id') FROM unnest(ARRAY['app_attestation', 'credential_uaf']) AS name;

-- A target that nothing is reached at any more is not kept: whoever deletes its last credential deletes it.
CREATE FUNCTION delete_target_of_credential() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM dispatch_target t
   WHERE t.tenant_id = OLD.tenant_id AND t.id = OLD.target_id AND t.type = 'fido-uaf'
     AND NOT EXISTS (SELECT FROM credential_uaf f WHERE f.tenant_id = t.tenant_id AND f.target_id = t.id);
  RETURN NULL;
END $$;
CREATE TRIGGER credential_uaf_deletes_target AFTER DELETE ON credential_uaf
  FOR EACH ROW EXECUTE FUNCTION delete_target_of_credential();
