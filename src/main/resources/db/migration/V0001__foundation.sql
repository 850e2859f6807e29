-- The foundation: tenants and their keys, users, policies, credentials, the audit trail.
--
-- Naming: tables are singular; constraints are named <table>_<what>_{key,fk,check}. The tenant's id leads every
-- primary key, foreign key and unique index, so that the schema can be distributed by tenant. The exceptions are what
-- is found before the tenant is known: a tenant's code, an access id, the digest of an API key.
-- Secrets stand in columns named sealed_*; they are AES-256-GCM, bound to their row (see keys/Sealer).

-- Two roles without login. The gateway's hot statements run as tetrapylon_gateway and name the tenant themselves;
-- transactions of the management API switch to tetrapylon_tenant, where row-level security is the second wall.
-- Neither owns a table, so neither can switch that wall off.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tetrapylon_gateway') THEN
    CREATE ROLE tetrapylon_gateway NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tetrapylon_tenant') THEN
    CREATE ROLE tetrapylon_tenant NOLOGIN;
  END IF;
  BEGIN
    EXECUTE format('GRANT tetrapylon_gateway, tetrapylon_tenant TO %I', current_user);
  EXCEPTION WHEN insufficient_privilege THEN
    NULL; -- an administrator made the roles, and grants them; without that the gateway's first connection says so
  END;
END $$;

-- Numbers for users, devices and challenges, one sequence for the installation. What a tenant file or an operator
-- gives explicitly is reserved first, and the sequence steps over it.
CREATE SEQUENCE number_sequence START 10000;

CREATE TABLE tenant (
  id                      uuid        PRIMARY KEY,
  code                    text        NOT NULL CONSTRAINT tenant_code_key UNIQUE,
  name                    text        NOT NULL,
  licence_users           integer     NOT NULL CONSTRAINT tenant_licence_users_check CHECK (licence_users >= 0),
  licence_expires         date,
  licence_fido            boolean     NOT NULL,
  token_failure_limit     integer     NOT NULL CONSTRAINT tenant_token_failure_limit_check CHECK (token_failure_limit > 0),
  password_failure_limit  integer     NOT NULL CONSTRAINT tenant_password_failure_limit_check CHECK (password_failure_limit > 0),
  attestation             text        NOT NULL CONSTRAINT tenant_attestation_check
                                      CHECK (attestation IN ('IMPORT_TRUSTED_CMS', 'SELF_OR_BETTER', 'TRUSTED_ONLY')),
  sta_import              boolean     NOT NULL,
  relying_parties         text[]      NOT NULL,
  callback_url            text,
  allowed_hosts           text[]      NOT NULL,
  created_at              timestamptz NOT NULL,
  version                 bigint      NOT NULL,
  rulebook_version        bigint      NOT NULL DEFAULT 0
);

-- What rules an attempt besides the user (limits, resources, policies, networks, credential policies) changes rarely and
-- is read always. A node keeps it compiled; the statement that opens an attempt reads this version beside the user, so
-- a node never decides by rules older than its own reading of the user.
CREATE FUNCTION turn_rulebook() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tenant SET rulebook_version = rulebook_version + 1
   WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.tenant_id ELSE NEW.tenant_id END;
  RETURN NULL;
END $$;

CREATE FUNCTION turn_own_rulebook() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.rulebook_version := OLD.rulebook_version + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER tenant_turns_rulebook BEFORE UPDATE ON tenant FOR EACH ROW EXECUTE FUNCTION turn_own_rulebook();

CREATE TABLE reserved_number (
  tenant_id uuid   NOT NULL CONSTRAINT reserved_number_tenant_fk REFERENCES tenant ON DELETE CASCADE,
  number    bigint NOT NULL,
  PRIMARY KEY (tenant_id, number)
);

-- It runs as the owner, because a number that any tenant reserved is stepped over, and a tenant sees its own only.
CREATE FUNCTION next_number() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  candidate bigint;
BEGIN
  LOOP
    candidate := nextval('number_sequence');
    EXIT WHEN NOT EXISTS (SELECT FROM reserved_number WHERE number = candidate);
  END LOOP;
  RETURN candidate;
END $$;
CREATE INDEX reserved_number_number ON reserved_number (number);

-- Data keys, wrapped by a master key that is never in the database.
CREATE TABLE data_key (
  tenant_id     uuid        NOT NULL CONSTRAINT data_key_tenant_fk REFERENCES tenant ON DELETE CASCADE,
  version       integer     NOT NULL,
  master_key_id text        NOT NULL,
  wrapped       bytea       NOT NULL,
  created_at    timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, version)
);

CREATE TABLE signing_key (
  tenant_id          uuid        NOT NULL CONSTRAINT signing_key_tenant_fk REFERENCES tenant ON DELETE CASCADE,
  id                 uuid        NOT NULL,
  purpose            text        NOT NULL CONSTRAINT signing_key_purpose_check CHECK (purpose IN ('TOKEN', 'AUDIT')),
  algorithm          text        NOT NULL,
  public_key         bytea       NOT NULL,
  sealed_private_key bytea       NOT NULL,
  created_at         timestamptz NOT NULL,
  retired_at         timestamptz,
  PRIMARY KEY (tenant_id, id)
);

CREATE TABLE resource (
  tenant_id      uuid        NOT NULL CONSTRAINT resource_tenant_fk REFERENCES tenant ON DELETE CASCADE,
  id             bigint      NOT NULL,
  name           text        NOT NULL,
  plain_approval boolean     NOT NULL,
  created_at     timestamptz NOT NULL,
  version        bigint      NOT NULL,
  PRIMARY KEY (tenant_id, id)
);

CREATE TABLE app_user (
  tenant_id          uuid        NOT NULL CONSTRAINT app_user_tenant_fk REFERENCES tenant ON DELETE CASCADE,
  id                 uuid        NOT NULL,
  number             bigint      NOT NULL,
  username           text        NOT NULL,
  email              text,
  mobile             text,
  external_id        text        NOT NULL,
  status             text        NOT NULL CONSTRAINT app_user_status_check CHECK (status IN ('ACTIVE', 'BLOCKED', 'QUARANTINED')),
  overallocated      boolean     NOT NULL,
  forgot_token_until timestamptz,
  created_at         timestamptz NOT NULL,
  version            bigint      NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT app_user_number_key UNIQUE (tenant_id, number),
  CONSTRAINT app_user_external_id_key UNIQUE (tenant_id, external_id)
);

-- Seats go by order of creation: see Seats in the feature user.
CREATE INDEX app_user_seat ON app_user (tenant_id, created_at, id);

-- What a user may be called by, normalised: user name and e-mail share one name space, so that no user's e-mail is
-- another one's name.
CREATE TABLE user_login (
  tenant_id uuid NOT NULL,
  login_key text NOT NULL,
  user_id   uuid NOT NULL,
  PRIMARY KEY (tenant_id, login_key),
  CONSTRAINT user_login_user_fk FOREIGN KEY (tenant_id, user_id) REFERENCES app_user ON DELETE CASCADE
);
CREATE INDEX user_login_user ON user_login (tenant_id, user_id);

-- Networks (/24, /56) from which a user has succeeded: elsewhere a stranger's failures have a budget of their own.
CREATE TABLE user_network (
  tenant_id       uuid        NOT NULL,
  user_id         uuid        NOT NULL,
  network         text        NOT NULL,
  last_success_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, user_id, network),
  CONSTRAINT user_network_user_fk FOREIGN KEY (tenant_id, user_id) REFERENCES app_user ON DELETE CASCADE
);

-- Attempts on logins that nobody has, under a MAC: people type passwords into the wrong field.
CREATE TABLE unknown_login (
  tenant_id uuid        NOT NULL CONSTRAINT unknown_login_tenant_fk REFERENCES tenant ON DELETE CASCADE,
  login_mac bytea       NOT NULL,
  failures  bigint      NOT NULL,
  last_at   timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, login_mac)
);
CREATE INDEX unknown_login_last_at ON unknown_login (tenant_id, last_at);

CREATE TABLE user_group (
  tenant_id  uuid        NOT NULL CONSTRAINT user_group_tenant_fk REFERENCES tenant ON DELETE CASCADE,
  id         uuid        NOT NULL,
  name       text        NOT NULL,
  created_at timestamptz NOT NULL,
  version    bigint      NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT user_group_name_key UNIQUE (tenant_id, name)
);

CREATE TABLE group_member (
  tenant_id uuid NOT NULL,
  user_id   uuid NOT NULL,
  group_id  uuid NOT NULL,
  PRIMARY KEY (tenant_id, user_id, group_id),
  CONSTRAINT group_member_user_fk FOREIGN KEY (tenant_id, user_id) REFERENCES app_user ON DELETE CASCADE,
  CONSTRAINT group_member_group_fk FOREIGN KEY (tenant_id, group_id) REFERENCES user_group ON DELETE CASCADE
);
CREATE INDEX group_member_group ON group_member (tenant_id, group_id);

CREATE TABLE api_client (
  tenant_id     uuid        NOT NULL CONSTRAINT api_client_tenant_fk REFERENCES tenant ON DELETE CASCADE,
  id            uuid        NOT NULL,
  access_id     text        NOT NULL CONSTRAINT api_client_access_id_key UNIQUE,
  password_hash text        NOT NULL,
  access        text        NOT NULL CONSTRAINT api_client_access_check CHECK (access IN ('READ_ONLY', 'READ_WRITE')),
  user_id       uuid,
  dataroom      uuid[],
  permissions   text[]      NOT NULL,
  enabled       boolean     NOT NULL,
  created_at    timestamptz NOT NULL,
  version       bigint      NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT api_client_user_fk FOREIGN KEY (tenant_id, user_id) REFERENCES app_user ON DELETE CASCADE
);

CREATE TABLE api_key (
  tenant_id  uuid        NOT NULL,
  id         uuid        NOT NULL,
  client_id  uuid        NOT NULL,
  digest     bytea       NOT NULL CONSTRAINT api_key_digest_key UNIQUE,
  hint       text        NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL DEFAULT 'infinity',
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT api_key_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES api_client ON DELETE CASCADE
);
CREATE INDEX api_key_client ON api_key (tenant_id, client_id);

CREATE TABLE operator (
  tenant_id     uuid        NOT NULL CONSTRAINT operator_tenant_fk REFERENCES tenant ON DELETE CASCADE,
  id            uuid        NOT NULL,
  login         text        NOT NULL,
  password_hash text        NOT NULL,
  role          text        NOT NULL CONSTRAINT operator_role_check
                            CHECK (role IN ('VIEWER', 'HELPDESK', 'OPERATOR', 'TENANT_ADMIN', 'INSTALLATION_ADMIN')),
  enabled       boolean     NOT NULL,
  failures      integer     NOT NULL DEFAULT 0,
  locked_until  timestamptz,
  created_at    timestamptz NOT NULL,
  version       bigint      NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT operator_login_key UNIQUE (tenant_id, login)
);

CREATE TABLE network (
  tenant_id  uuid        NOT NULL CONSTRAINT network_tenant_fk REFERENCES tenant ON DELETE CASCADE,
  id         uuid        NOT NULL,
  name       text        NOT NULL,
  cidrs      text[]      NOT NULL CONSTRAINT network_cidrs_check CHECK (cardinality(cidrs) > 0),
  created_at timestamptz NOT NULL,
  version    bigint      NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT network_name_key UNIQUE (tenant_id, name)
);

-- A schedule is all there or all null. Minutes count from midnight in the zone; 1440 is the end of the day.
CREATE TABLE access_policy (
  tenant_id      uuid        NOT NULL CONSTRAINT access_policy_tenant_fk REFERENCES tenant ON DELETE CASCADE,
  id             uuid        NOT NULL,
  name           text        NOT NULL,
  position       integer     NOT NULL,
  methods        text[]      NOT NULL,
  schedule_days  text[],
  schedule_from  integer,
  schedule_to    integer,
  schedule_zone  text,
  enabled        boolean     NOT NULL,
  created_at     timestamptz NOT NULL,
  version        bigint      NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT access_policy_name_key UNIQUE (tenant_id, name),
  CONSTRAINT access_policy_schedule_check CHECK (num_nulls(schedule_days, schedule_from, schedule_to, schedule_zone) IN (0, 4)),
  CONSTRAINT access_policy_schedule_minutes_check
    CHECK (schedule_from BETWEEN 0 AND 1440 AND schedule_to BETWEEN 0 AND 1440)
);

CREATE TABLE access_policy_resource (
  tenant_id   uuid   NOT NULL,
  resource_id bigint NOT NULL,
  policy_id   uuid   NOT NULL,
  PRIMARY KEY (tenant_id, resource_id, policy_id),
  CONSTRAINT access_policy_resource_resource_fk FOREIGN KEY (tenant_id, resource_id) REFERENCES resource ON DELETE CASCADE,
  CONSTRAINT access_policy_resource_policy_fk FOREIGN KEY (tenant_id, policy_id) REFERENCES access_policy ON DELETE CASCADE
);
CREATE INDEX access_policy_resource_policy ON access_policy_resource (tenant_id, policy_id);

-- A foreign key without a cascade keeps what is in use; it is deferrable, so that a whole tenant can be deleted.
CREATE TABLE access_policy_group (
  tenant_id uuid NOT NULL,
  policy_id uuid NOT NULL,
  group_id  uuid NOT NULL,
  PRIMARY KEY (tenant_id, policy_id, group_id),
  CONSTRAINT access_policy_group_policy_fk FOREIGN KEY (tenant_id, policy_id) REFERENCES access_policy ON DELETE CASCADE,
  CONSTRAINT access_policy_group_group_fk FOREIGN KEY (tenant_id, group_id) REFERENCES user_group DEFERRABLE
);

CREATE TABLE access_policy_network (
  tenant_id  uuid NOT NULL,
  policy_id  uuid NOT NULL,
  network_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, policy_id, network_id),
  CONSTRAINT access_policy_network_policy_fk FOREIGN KEY (tenant_id, policy_id) REFERENCES access_policy ON DELETE CASCADE,
  CONSTRAINT access_policy_network_network_fk FOREIGN KEY (tenant_id, network_id) REFERENCES network DEFERRABLE
);

-- Null limits mean: as the tenant says, or the kind's own default.
CREATE TABLE credential_policy (
  tenant_id      uuid        NOT NULL CONSTRAINT credential_policy_tenant_fk REFERENCES tenant ON DELETE CASCADE,
  id             uuid        NOT NULL,
  external_id    text        NOT NULL,
  code           text        NOT NULL,
  kind           text        NOT NULL,
  is_default     boolean     NOT NULL,
  failure_limit  integer     CONSTRAINT credential_policy_failure_limit_check CHECK (failure_limit > 0),
  time_window    integer     NOT NULL DEFAULT 1 CONSTRAINT credential_policy_time_window_check CHECK (time_window BETWEEN 0 AND 10),
  counter_window integer     NOT NULL DEFAULT 10 CONSTRAINT credential_policy_counter_window_check CHECK (counter_window BETWEEN 0 AND 100),
  created_at     timestamptz NOT NULL,
  version        bigint      NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT credential_policy_external_id_key UNIQUE (tenant_id, external_id),
  CONSTRAINT credential_policy_code_key UNIQUE (tenant_id, code)
);

CREATE TRIGGER resource_turns_rulebook AFTER INSERT OR UPDATE OR DELETE ON resource
  FOR EACH ROW EXECUTE FUNCTION turn_rulebook();
CREATE TRIGGER network_turns_rulebook AFTER INSERT OR UPDATE OR DELETE ON network
  FOR EACH ROW EXECUTE FUNCTION turn_rulebook();
CREATE TRIGGER access_policy_turns_rulebook AFTER INSERT OR UPDATE OR DELETE ON access_policy
  FOR EACH ROW EXECUTE FUNCTION turn_rulebook();
CREATE TRIGGER access_policy_resource_turns_rulebook AFTER INSERT OR UPDATE OR DELETE ON access_policy_resource
  FOR EACH ROW EXECUTE FUNCTION turn_rulebook();
CREATE TRIGGER access_policy_group_turns_rulebook AFTER INSERT OR UPDATE OR DELETE ON access_policy_group
  FOR EACH ROW EXECUTE FUNCTION turn_rulebook();
CREATE TRIGGER access_policy_network_turns_rulebook AFTER INSERT OR UPDATE OR DELETE ON access_policy_network
  FOR EACH ROW EXECUTE FUNCTION turn_rulebook();
CREATE TRIGGER credential_policy_turns_rulebook AFTER INSERT OR UPDATE OR DELETE ON credential_policy
  FOR EACH ROW EXECUTE FUNCTION turn_rulebook();

-- Everything that guards is a row of this table, and this row alone decides: consumption, lockout and state are
-- checked in the WHERE of the statement that changes it. moving_factor is the last one used up: a TOTP step, a HOTP
-- counter, a signature counter; -1 means none yet.
CREATE TABLE credential (
  tenant_id         uuid        NOT NULL,
  id                uuid        NOT NULL,
  user_id           uuid        NOT NULL,
  policy_id         uuid        NOT NULL,
  kind              text        NOT NULL,
  external_id       text        NOT NULL,
  label             text        NOT NULL,
  state             text        NOT NULL CONSTRAINT credential_state_check
                                CHECK (state IN ('INITIAL', 'ACTIVE', 'LOCKED', 'DISABLED', 'ARCHIVED')),
  state_cause       text,
  valid_from        timestamptz NOT NULL DEFAULT '-infinity',
  valid_to          timestamptz NOT NULL DEFAULT 'infinity',
  moving_factor     bigint      NOT NULL DEFAULT -1,
  drift             integer     NOT NULL DEFAULT 0,
  failures          integer     NOT NULL DEFAULT 0,
  stranger_failures integer     NOT NULL DEFAULT 0,
  locked_until      timestamptz,
  successes         bigint      NOT NULL DEFAULT 0,
  failures_total    bigint      NOT NULL DEFAULT 0,
  last_success_at   timestamptz,
  last_failure_at   timestamptz,
  sealed_secret     bytea,
  created_at        timestamptz NOT NULL,
  modified_at       timestamptz NOT NULL,
  version           bigint      NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT credential_external_id_key UNIQUE (tenant_id, external_id),
  CONSTRAINT credential_user_fk FOREIGN KEY (tenant_id, user_id) REFERENCES app_user ON DELETE CASCADE,
  CONSTRAINT credential_policy_fk FOREIGN KEY (tenant_id, policy_id) REFERENCES credential_policy DEFERRABLE
) WITH (fillfactor = 80); -- room for HOT updates: each use rewrites the row and no indexed column
CREATE INDEX credential_user ON credential (tenant_id, user_id);
CREATE UNIQUE INDEX credential_password_key ON credential (tenant_id, user_id, policy_id) WHERE kind = 'PASSWORD';

CREATE TABLE credential_oath (
  tenant_id     uuid    NOT NULL,
  credential_id uuid    NOT NULL,
  method        text    NOT NULL CONSTRAINT credential_oath_method_check CHECK (method IN ('TOTP', 'HOTP')),
  algorithm     text    NOT NULL CONSTRAINT credential_oath_algorithm_check CHECK (algorithm IN ('SHA1', 'SHA256', 'SHA512')),
  digits        integer NOT NULL CONSTRAINT credential_oath_digits_check CHECK (digits IN (6, 8)),
  period        integer NOT NULL CONSTRAINT credential_oath_period_check CHECK (period BETWEEN 1 AND 3600),
  PRIMARY KEY (tenant_id, credential_id),
  CONSTRAINT credential_oath_credential_fk FOREIGN KEY (tenant_id, credential_id) REFERENCES credential ON DELETE CASCADE
);

-- The guard of a user's forgot-token codes: five wrong ones a day, counted by the database's calendar (UTC).
CREATE TABLE forgot_token_guard (
  tenant_id  uuid    NOT NULL,
  user_id    uuid    NOT NULL,
  tries      integer NOT NULL,
  tries_day  date    NOT NULL,
  PRIMARY KEY (tenant_id, user_id),
  CONSTRAINT forgot_token_guard_user_fk FOREIGN KEY (tenant_id, user_id) REFERENCES app_user ON DELETE CASCADE
);

CREATE TABLE forgot_token_grant (
  tenant_id      uuid        NOT NULL,
  id             uuid        NOT NULL,
  user_id        uuid        NOT NULL,
  code_mac       bytea       NOT NULL,
  interval_hours integer     NOT NULL CONSTRAINT forgot_token_grant_interval_check CHECK (interval_hours BETWEEN 1 AND 72),
  reason         text        NOT NULL,
  granted_by     text        NOT NULL,
  created_at     timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL,
  used_at        timestamptz,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT forgot_token_grant_user_fk FOREIGN KEY (tenant_id, user_id) REFERENCES app_user ON DELETE CASCADE
);
CREATE INDEX forgot_token_grant_user ON forgot_token_grant (tenant_id, user_id);

-- The audit trail: append-only, one row a decision or change, in the transaction of what it tells.
CREATE TABLE audit_event (
  tenant_id     uuid        NOT NULL,
  id            uuid        NOT NULL,
  at            timestamptz NOT NULL,
  action        text        NOT NULL,
  outcome       text        NOT NULL,
  reason        text,
  actor_kind    text        NOT NULL,
  actor         text        NOT NULL,
  subject_kind  text,
  subject       text,
  user_id       uuid,
  resource_id   bigint,
  origin        text,
  request_id    text,
  detail        text,
  key_version   integer     NOT NULL,
  mac           bytea       NOT NULL,
  PRIMARY KEY (tenant_id, id)
) PARTITION BY RANGE (id);
CREATE INDEX audit_event_user ON audit_event (tenant_id, user_id, id);

-- The smallest UUIDv7 of an instant: RFC 9562 puts the milliseconds first.
CREATE FUNCTION uuid_floor(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Monthly partitions, made ahead of time. It runs as the owner, because the gateway may not create tables.
CREATE FUNCTION ensure_partitions(parent regclass, months_ahead integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  start timestamptz;
  part  text;
BEGIN
  FOR i IN 0..months_ahead LOOP
    start := date_trunc('month', now(), 'UTC') + make_interval(months => i);
    part := parent::text || to_char(start AT TIME ZONE 'UTC', '"_"YYYYMM');
    IF to_regclass(part) IS NULL THEN
      EXECUTE format('CREATE TABLE %s PARTITION OF %s FOR VALUES FROM (%L) TO (%L)', part, parent,
        uuid_floor(start), uuid_floor(date_trunc('month', start + interval '32 days', 'UTC')));
    END IF;
  END LOOP;
END $$;

-- Rights and the second wall. The tenant role sees no row without a tenant set; what the gateway role runs names the
-- tenant in each statement. A later migration calls this for each table that it adds.
CREATE FUNCTION guard_by_tenant(target regclass, tenant_column text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO tetrapylon_gateway, tetrapylon_tenant', target);
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY gateway ON %s TO tetrapylon_gateway USING (true)', target);
  EXECUTE format('CREATE POLICY tenant ON %s TO tetrapylon_tenant '
    'USING (%I = nullif(current_setting(''app.tenant'', true), '''')::uuid)', target, tenant_column);
END $$;

SELECT guard_by_tenant('tenant', 'id');
SELECT guard_by_tenant(name::regclass, 'tenant_id')
  FROM unnest(ARRAY['reserved_number', 'data_key', 'signing_key', 'resource', 'app_user', 'user_login', 'user_network',
    'unknown_login', 'user_group', 'group_member', 'api_client', 'api_key', 'operator', 'network', 'access_policy',
    'access_policy_resource', 'access_policy_group', 'access_policy_network', 'credential_policy', 'credential',
    'credential_oath', 'forgot_token_guard', 'forgot_token_grant', 'audit_event']) AS name;

-- Append-only, also for the gateway itself; partitions are made after the grants, so they can be reached through
-- their parent only.
REVOKE UPDATE, DELETE ON audit_event FROM tetrapylon_gateway, tetrapylon_tenant;
CREATE TABLE audit_event_default PARTITION OF audit_event DEFAULT;
SELECT ensure_partitions('audit_event', 3);

GRANT USAGE ON SEQUENCE number_sequence TO tetrapylon_gateway, tetrapylon_tenant;
REVOKE EXECUTE ON FUNCTION ensure_partitions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_partitions TO tetrapylon_gateway;
