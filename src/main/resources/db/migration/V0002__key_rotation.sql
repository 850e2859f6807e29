-- Rotations of data keys, so that a rotation goes on after a crash where it was and an operator sees how far it is.
--
-- A rotation passes over all sealed columns, in the order of their names and of the rows' ids; at_column and at_row say
-- where it is. It passes again until a whole pass, begun when every node knew the new key, found nothing to do.
CREATE TABLE key_rotation (
  tenant_id      uuid        NOT NULL,
  version        integer     NOT NULL,
  total          bigint      NOT NULL,
  rewritten      bigint      NOT NULL DEFAULT 0,
  broken         bigint      NOT NULL DEFAULT 0,
  at_column      text        NOT NULL DEFAULT '',
  at_row         uuid        NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  pass_from      timestamptz NOT NULL,
  pass_rewritten bigint      NOT NULL DEFAULT 0,
  pass_broken    bigint      NOT NULL DEFAULT 0,
  started_at     timestamptz NOT NULL,
  finished_at    timestamptz,
  PRIMARY KEY (tenant_id, version),
  CONSTRAINT key_rotation_data_key_fk FOREIGN KEY (tenant_id, version) REFERENCES data_key ON DELETE CASCADE
);
CREATE UNIQUE INDEX key_rotation_running_key ON key_rotation (tenant_id) WHERE finished_at IS NULL;

SELECT guard_by_tenant('key_rotation', 'tenant_id');
