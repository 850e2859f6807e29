-- Recovery codes: a set of single-use codes that is one credential, for when everything else is lost.

-- Only a MAC of each code is kept, with the version of its key in front. A code is used up by one guarded statement
-- that also locks the credential's row, which alone says whether the set opens anything.
CREATE TABLE credential_recovery_code (
  tenant_id     uuid    NOT NULL,
  credential_id uuid    NOT NULL,
  number        integer NOT NULL CONSTRAINT credential_recovery_code_number_check CHECK (number BETWEEN 1 AND 100),
  code_mac      bytea   NOT NULL,
  used_at       timestamptz,
  PRIMARY KEY (tenant_id, credential_id, number),
  CONSTRAINT credential_recovery_code_mac_key UNIQUE (tenant_id, credential_id, code_mac),
  CONSTRAINT credential_recovery_code_credential_fk FOREIGN KEY (tenant_id, credential_id) REFERENCES credential ON DELETE CASCADE
);

-- A user has one set; an archived one opens nothing and is in nobody's way.
CREATE UNIQUE INDEX credential_recovery_codes_key ON credential (tenant_id, user_id)
  WHERE kind = 'RECOVERY_CODES' AND state <> 'ARCHIVED';

SELECT guard_by_tenant('credential_recovery_code', 'tenant_id');
