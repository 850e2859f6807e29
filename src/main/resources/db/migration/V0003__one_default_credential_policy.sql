-- A kind of credential has one default policy in a tenant at most, also when two are made it at once.
CREATE UNIQUE INDEX credential_policy_default_key ON credential_policy (tenant_id, kind) WHERE is_default;
