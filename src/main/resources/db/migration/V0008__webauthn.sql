-- WebAuthn: what a FIDO2 credential is, and the ceremonies in which one is made or used.

-- Beside the credential's row, which alone decides: its moving_factor is the signature counter, its label the friendly
-- name. attestation tells what the statement was worth when it was made: UNVERIFIED was imported on trust, CERTIFIED
-- signed by a certificate that no configured root vouches for. What activates or uses it may learn the user handle.
CREATE TABLE credential_fido2 (
  tenant_id          uuid    NOT NULL,
  credential_id      uuid    NOT NULL,
  webauthn_id        bytea   NOT NULL CONSTRAINT credential_fido2_webauthn_id_check
                             CHECK (length(webauthn_id) BETWEEN 1 AND 1023),
  rp_id              text    NOT NULL,
  aaguid             uuid    NOT NULL,
  cose_key           bytea   NOT NULL,
  cose_algorithm     integer NOT NULL,
  provenance         text    NOT NULL CONSTRAINT credential_fido2_provenance_check CHECK (provenance IN ('IMPORTED', 'INLINE')),
  attestation_format text    NOT NULL,
  attestation        text    NOT NULL CONSTRAINT credential_fido2_attestation_check
                             CHECK (attestation IN ('UNVERIFIED', 'NONE', 'SELF', 'CERTIFIED', 'TRUSTED')),
  user_handle        bytea,
  transports         text[]  NOT NULL,
  backup_eligible    boolean NOT NULL,
  backed_up          boolean NOT NULL,
  PRIMARY KEY (tenant_id, credential_id),
  CONSTRAINT credential_fido2_webauthn_id_key UNIQUE (tenant_id, webauthn_id),
  CONSTRAINT credential_fido2_credential_fk FOREIGN KEY (tenant_id, credential_id) REFERENCES credential ON DELETE CASCADE
);

-- A challenge that was issued, good once: used_at is set by the statement that decides, and only while it is null and
-- expires_at has not come. PASSKEY has no user, for the credential itself shall say who it is; neither has a FACTOR that
-- was asked for a login that nobody has. resource_id is null where nobody logs in. Rows are short-lived: a sweep removes
-- them after their expiry.
CREATE TABLE ceremony (
  tenant_id     uuid        NOT NULL,
  id            uuid        NOT NULL,
  purpose       text        NOT NULL CONSTRAINT ceremony_purpose_check
                            CHECK (purpose IN ('REGISTER', 'ACTIVATE', 'FACTOR', 'PASSKEY')),
  caller_id     uuid        NOT NULL,
  user_id       uuid,
  resource_id   bigint,
  challenge     bytea       NOT NULL,
  rp_id         text        NOT NULL,
  user_verification boolean NOT NULL,
  credential_id uuid,
  created_at    timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL,
  used_at       timestamptz,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT ceremony_tenant_fk FOREIGN KEY (tenant_id) REFERENCES tenant ON DELETE CASCADE,
  CONSTRAINT ceremony_user_fk FOREIGN KEY (tenant_id, user_id) REFERENCES app_user ON DELETE CASCADE
);
CREATE INDEX ceremony_expires_at ON ceremony (expires_at);

-- Which models of authenticators a tenant takes, and from which pages besides its relying parties' own. Without a row all
-- models and no other pages. No model listed as allowed means any; one listed as denied is refused all the same.
CREATE TABLE webauthn_rules (
  tenant_id      uuid   PRIMARY KEY CONSTRAINT webauthn_rules_tenant_fk REFERENCES tenant ON DELETE CASCADE,
  allowed_models uuid[] NOT NULL,
  denied_models  uuid[] NOT NULL,
  extra_origins  text[] NOT NULL,
  version        bigint NOT NULL
);

SELECT guard_by_tenant('credential_fido2', 'tenant_id');
SELECT guard_by_tenant('webauthn_rules', 'tenant_id');
SELECT guard_by_tenant('ceremony', 'tenant_id');
