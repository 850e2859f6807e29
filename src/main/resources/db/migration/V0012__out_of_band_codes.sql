-- One-time codes by e-mail and text message: where they go, how often, and the one that is live.

-- What a tenant set; without a row the defaults of admit_code rule. Text messages cost money and e-mail proves little, so
-- both have budgets, and e-mail is off until the tenant turns it on.
CREATE TABLE code_rules (
  tenant_id         uuid    PRIMARY KEY CONSTRAINT code_rules_tenant_fk REFERENCES tenant ON DELETE CASCADE,
  email_enabled     boolean NOT NULL,
  sms_enabled       boolean NOT NULL,
  lifetime_seconds  integer NOT NULL CONSTRAINT code_rules_lifetime_check CHECK (lifetime_seconds BETWEEN 60 AND 600),
  spacing_seconds   integer NOT NULL CONSTRAINT code_rules_spacing_check CHECK (spacing_seconds BETWEEN 0 AND 600),
  window_seconds    integer NOT NULL CONSTRAINT code_rules_window_check CHECK (window_seconds BETWEEN 60 AND 86400),
  user_limit        integer NOT NULL CONSTRAINT code_rules_user_check CHECK (user_limit BETWEEN 1 AND 1000),
  destination_limit integer NOT NULL CONSTRAINT code_rules_destination_check CHECK (destination_limit BETWEEN 1 AND 1000),
  prefix_limit      integer NOT NULL CONSTRAINT code_rules_prefix_check CHECK (prefix_limit BETWEEN 1 AND 1000000),
  network_limit     integer NOT NULL CONSTRAINT code_rules_network_check CHECK (network_limit BETWEEN 1 AND 1000000),
  message           text,
  version           bigint  NOT NULL
);

-- What a destination's credential has besides its row: the target that a courier sends to, and what its budgets go by. The
-- address itself is sealed in the target.
CREATE TABLE credential_oob (
  tenant_id       uuid  NOT NULL,
  credential_id   uuid  NOT NULL,
  user_id         uuid  NOT NULL,
  target_id       uuid  NOT NULL,
  destination_mac bytea NOT NULL,
  prefix_mac      bytea,
  PRIMARY KEY (tenant_id, credential_id),
  CONSTRAINT credential_oob_target_key UNIQUE (tenant_id, target_id),
  CONSTRAINT credential_oob_destination_key UNIQUE (tenant_id, user_id, destination_mac),
  CONSTRAINT credential_oob_credential_fk FOREIGN KEY (tenant_id, credential_id) REFERENCES credential ON DELETE CASCADE,
  CONSTRAINT credential_oob_target_fk FOREIGN KEY (tenant_id, target_id) REFERENCES dispatch_target ON DELETE CASCADE
);

-- A destination without its credential is nothing.
CREATE FUNCTION delete_target_of_destination() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM dispatch_target WHERE tenant_id = OLD.tenant_id AND id = OLD.target_id;
  RETURN NULL;
END $$;
CREATE TRIGGER credential_oob_deletes_target AFTER DELETE ON credential_oob
  FOR EACH ROW EXECUTE FUNCTION delete_target_of_destination();

-- The code that is live: one a credential, and one besides that strangers asked for, so that theirs does not replace the
-- owner's. Its digits are a MAC of the id under the data key of version key_version and are stored nowhere.
CREATE TABLE oob_code (
  tenant_id     uuid        NOT NULL,
  credential_id uuid        NOT NULL,
  stranger      boolean     NOT NULL,
  id            uuid        NOT NULL,
  user_id       uuid        NOT NULL,
  caller_id     uuid        NOT NULL,
  resource_id   bigint      NOT NULL,
  network       text        NOT NULL,
  key_version   integer     NOT NULL,
  created_at    timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL,
  used_at       timestamptz,
  PRIMARY KEY (tenant_id, credential_id, stranger),
  CONSTRAINT oob_code_id_key UNIQUE (tenant_id, id),
  CONSTRAINT oob_code_credential_fk FOREIGN KEY (tenant_id, credential_id) REFERENCES credential ON DELETE CASCADE
);

-- How many codes were asked for. The keys are MACs: of the user, or of a login that nobody has; of a source network; of an
-- address; of the first digits of a number.
CREATE TABLE code_budget (
  tenant_id    uuid        NOT NULL CONSTRAINT code_budget_tenant_fk REFERENCES tenant ON DELETE CASCADE,
  scope        text        NOT NULL CONSTRAINT code_budget_scope_check CHECK (scope IN ('DESTINATION', 'NETWORK', 'PREFIX', 'USER')),
  key          bytea       NOT NULL,
  window_start timestamptz NOT NULL,
  sent         integer     NOT NULL,
  last_at      timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, scope, key)
);
CREATE INDEX code_budget_last_at ON code_budget (last_at);

SELECT guard_by_tenant(name::regclass, 'tenant_id')
  FROM unnest(ARRAY['code_rules', 'credential_oob', 'oob_code', 'code_budget']) AS name;

-- Takes one from a budget, or says that there is none left.
CREATE FUNCTION take_code(tenant uuid, what text, which bytea, at timestamptz, most integer, window_secs integer)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  budget code_budget;
BEGIN
  SELECT * INTO budget FROM code_budget b WHERE b.tenant_id = tenant AND b.scope = what AND b.key = which;
  IF budget.window_start < at - make_interval(secs => window_secs) THEN
    budget.window_start := at;
    budget.sent := 0;
  END IF;
  IF budget.sent >= most THEN
    RETURN false;
  END IF;
  UPDATE code_budget b SET window_start = budget.window_start, sent = budget.sent + 1, last_at = at
   WHERE b.tenant_id = tenant AND b.scope = what AND b.key = which;
  RETURN true;
END $$;

-- Admits a code or says why not. It is a function because it decides over several rows, locked in one order: of many
-- requests at once each sees those before it. Without a destination, which is what a login that nobody has looks like, the
-- user's and the network's budgets are used up all the same.
--   refusal  null: admitted; FEATURE_OFF, LIMITED (the caller is told) or UNSENT (it is not)
CREATE FUNCTION admit_code(tenant uuid, email boolean, user_key bytea, network_key bytea, destination_key bytea,
  prefix_key bytea, OUT refusal text, OUT lifetime integer)
LANGUAGE plpgsql AS $$
DECLARE
  rules code_rules;
  at    timestamptz;
BEGIN
  SELECT * INTO rules FROM code_rules r WHERE r.tenant_id = tenant;
  IF NOT FOUND THEN
    rules := (tenant, false, true, 300, 30, 3600, 5, 10, 200, 100, NULL, 0);
  END IF;
  lifetime := rules.lifetime_seconds;
  IF (email AND NOT rules.email_enabled) OR (NOT email AND NOT rules.sms_enabled) THEN
    refusal := 'FEATURE_OFF';
    RETURN;
  END IF;

  INSERT INTO code_budget (tenant_id, scope, key, window_start, sent, last_at)
  SELECT tenant, s.scope, s.key, '-infinity', 0, '-infinity'
    FROM (VALUES ('DESTINATION', destination_key), ('NETWORK', network_key), ('PREFIX', prefix_key), ('USER', user_key))
         AS s (scope, key)
   WHERE s.key IS NOT NULL ORDER BY s.scope
  ON CONFLICT DO NOTHING;
  PERFORM 1 FROM code_budget b
    WHERE b.tenant_id = tenant
      AND (b.scope, b.key) IN (('DESTINATION', destination_key), ('NETWORK', network_key), ('PREFIX', prefix_key), ('USER', user_key))
    ORDER BY b.scope, b.key FOR UPDATE;
  at := clock_timestamp(); -- after the locks, or the spacing would be counted from the start of the wait

  IF EXISTS (SELECT FROM code_budget b WHERE b.tenant_id = tenant AND b.scope = 'USER' AND b.key = user_key
                AND b.last_at > at - make_interval(secs => rules.spacing_seconds))
     OR NOT take_code(tenant, 'USER', user_key, at, rules.user_limit, rules.window_seconds)
     OR (network_key IS NOT NULL
         AND NOT take_code(tenant, 'NETWORK', network_key, at, rules.network_limit, rules.window_seconds)) THEN
    refusal := 'LIMITED';
  ELSIF (prefix_key IS NOT NULL
         AND NOT take_code(tenant, 'PREFIX', prefix_key, at, rules.prefix_limit, rules.window_seconds))
     OR (destination_key IS NOT NULL
         AND NOT take_code(tenant, 'DESTINATION', destination_key, at, rules.destination_limit, rules.window_seconds)) THEN
    refusal := 'UNSENT';
  END IF;
END $$;
