-- The directory (LDAP) that checks the passwords of a tenant's users; at most one a tenant. What its credentials are
-- bound to (DN and id of the entry) is sealed in credential.sealed_secret.
CREATE TABLE directory (
  tenant_id            uuid        NOT NULL CONSTRAINT directory_tenant_fk REFERENCES tenant ON DELETE CASCADE,
  id                   uuid        NOT NULL,
  urls                 text[]      NOT NULL CONSTRAINT directory_urls_check CHECK (cardinality(urls) BETWEEN 1 AND 4),
  security             text        NOT NULL CONSTRAINT directory_security_check CHECK (security IN ('TLS', 'STARTTLS', 'NONE')),
  trust_anchors        text,
  bind_dn              text        NOT NULL,
  sealed_bind_password bytea       NOT NULL,
  base_dn              text        NOT NULL,
  user_filter          text        NOT NULL,
  pool_size            integer     NOT NULL CONSTRAINT directory_pool_size_check CHECK (pool_size BETWEEN 1 AND 32),
  connect_timeout_ms   integer     NOT NULL CONSTRAINT directory_connect_timeout_check CHECK (connect_timeout_ms BETWEEN 100 AND 30000),
  response_timeout_ms  integer     NOT NULL CONSTRAINT directory_response_timeout_check CHECK (response_timeout_ms BETWEEN 100 AND 30000),
  created_at           timestamptz NOT NULL,
  modified_at          timestamptz NOT NULL,
  version              bigint      NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT directory_tenant_key UNIQUE (tenant_id)
);
SELECT guard_by_tenant('directory', 'tenant_id');

-- A user has one place where the password is checked.
CREATE UNIQUE INDEX credential_ldap_key ON credential (tenant_id, user_id) WHERE kind = 'LDAP';

-- A password that the directory checks is a password: it does not prove that the owner of a reported push is back.
CREATE OR REPLACE FUNCTION proved_otherwise_since(tenant uuid, subject uuid, since timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM credential c WHERE c.tenant_id = tenant AND c.user_id = subject
                    AND c.kind NOT IN ('PASSWORD', 'LDAP', 'DEVICE') AND c.last_success_at > since)
$$;
