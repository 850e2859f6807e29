-- What the HID dialect counts and numbers besides what there is already.

-- An OATH token is a device of that API, whatever API it was made through, and its devices have numbers.
ALTER TABLE credential_oath
  ADD COLUMN number bigint NOT NULL DEFAULT next_number(),
  ADD CONSTRAINT credential_oath_number_key UNIQUE (tenant_id, number);

-- The successes that there were at the last failure: what came since is the row of successes that the API tells.
ALTER TABLE credential ADD COLUMN successes_at_failure bigint NOT NULL DEFAULT 0;

-- A device that was announced and is none yet: a phone that has not enrolled, a token without a secret. It opens
-- nothing. Its number and external id become those of the phone or token.
CREATE TABLE pending_device (
  tenant_id   uuid        NOT NULL CONSTRAINT pending_device_tenant_fk REFERENCES tenant ON DELETE CASCADE,
  id          uuid        NOT NULL,
  number      bigint      NOT NULL DEFAULT next_number(),
  user_id     uuid,
  type        text        NOT NULL,
  external_id text        NOT NULL,
  name        text        NOT NULL,
  valid_from  timestamptz NOT NULL DEFAULT '-infinity',
  valid_to    timestamptz NOT NULL DEFAULT 'infinity',
  created_at  timestamptz NOT NULL,
  version     bigint      NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT pending_device_number_key UNIQUE (tenant_id, number),
  CONSTRAINT pending_device_external_id_key UNIQUE (tenant_id, external_id),
  CONSTRAINT pending_device_user_fk FOREIGN KEY (tenant_id, user_id) REFERENCES app_user ON DELETE CASCADE
);
CREATE INDEX pending_device_user ON pending_device (tenant_id, user_id);

-- An activation may say which credential policy the phone comes under, and which announced device it is.
ALTER TABLE activation
  ADD COLUMN policy_id uuid,
  ADD COLUMN pending_device uuid,
  ADD CONSTRAINT activation_policy_fk FOREIGN KEY (tenant_id, policy_id)
    REFERENCES credential_policy ON DELETE SET NULL (policy_id),
  ADD CONSTRAINT activation_pending_device_fk FOREIGN KEY (tenant_id, pending_device)
    REFERENCES pending_device ON DELETE SET NULL (pending_device);
CREATE INDEX activation_policy ON activation (tenant_id, policy_id) WHERE policy_id IS NOT NULL;
CREATE INDEX activation_pending_device ON activation (tenant_id, pending_device) WHERE pending_device IS NOT NULL;

-- Lists of that API have a name of its own, unless a tenant wants RFC 7644's.
ALTER TABLE tenant ADD COLUMN standard_lists boolean NOT NULL DEFAULT false;

-- What a tenant's other systems say of a user, under names of their own; nothing here decides anything.
CREATE TABLE user_attribute (
  tenant_id uuid NOT NULL,
  user_id   uuid NOT NULL,
  name      text NOT NULL,
  value     text NOT NULL,
  PRIMARY KEY (tenant_id, user_id, name),
  CONSTRAINT user_attribute_user_fk FOREIGN KEY (tenant_id, user_id) REFERENCES app_user ON DELETE CASCADE
);

SELECT guard_by_tenant(name::regclass, 'tenant_id')
  FROM unnest(ARRAY['pending_device', 'user_attribute']) AS name;
