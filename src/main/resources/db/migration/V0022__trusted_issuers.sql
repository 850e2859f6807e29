-- Issuers whose access tokens a tenant's API clients may show instead of the gateway's own. A token is looked up by what
-- it says of its issuer and its audience before any tenant is known, so that pair belongs to one tenant.
CREATE TABLE trusted_issuer (
  tenant_id                uuid        NOT NULL CONSTRAINT trusted_issuer_tenant_fk REFERENCES tenant ON DELETE CASCADE,
  id                       uuid        NOT NULL,
  issuer                   text        NOT NULL,
  audience                 text        NOT NULL,
  algorithm                text        NOT NULL CONSTRAINT trusted_issuer_algorithm_check
                                       CHECK (algorithm IN ('RS256', 'PS256', 'ES256', 'EDDSA')),
  jwks_url                 text,
  client_claim             text,
  clock_skew_seconds       integer     NOT NULL CONSTRAINT trusted_issuer_clock_skew_check
                                       CHECK (clock_skew_seconds BETWEEN 0 AND 60),
  longest_lifetime_seconds integer     NOT NULL CONSTRAINT trusted_issuer_longest_lifetime_check
                                       CHECK (longest_lifetime_seconds BETWEEN 60 AND 86400),
  created_at               timestamptz NOT NULL,
  version                  bigint      NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT trusted_issuer_issuer_audience_key UNIQUE (issuer, audience)
);
SELECT guard_by_tenant('trusted_issuer', 'tenant_id');

-- Which API client a token speaks for: the one that bears its issuer's name for it.
ALTER TABLE api_client
  ADD COLUMN issuer_id        uuid,
  ADD COLUMN external_subject text,
  ADD CONSTRAINT api_client_external_check CHECK ((issuer_id IS NULL) = (external_subject IS NULL)),
  ADD CONSTRAINT api_client_issuer_fk FOREIGN KEY (tenant_id, issuer_id) REFERENCES trusted_issuer,
  ADD CONSTRAINT api_client_external_subject_key UNIQUE (tenant_id, issuer_id, external_subject);
