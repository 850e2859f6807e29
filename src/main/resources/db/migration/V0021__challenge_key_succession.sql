-- Phones follow a tenant's challenge key from one to the next: the old one signs a statement that names the new one and
-- when it begins to sign. A key that is retired keeps its statement and loses its private half; revoked ones lose their
-- phones' trust, and so all statements that lead from them.
ALTER TABLE signing_key
  ALTER COLUMN sealed_private_key DROP NOT NULL,
  ADD COLUMN predecessor uuid,
  ADD COLUMN active_from timestamptz,
  ADD COLUMN statement   text,
  ADD COLUMN revoked_at  timestamptz,
  ADD CONSTRAINT signing_key_predecessor_fk FOREIGN KEY (tenant_id, predecessor) REFERENCES signing_key,
  ADD CONSTRAINT signing_key_private_check CHECK (sealed_private_key IS NOT NULL OR retired_at IS NOT NULL),
  ADD CONSTRAINT signing_key_revoked_check CHECK (revoked_at IS NULL OR retired_at IS NOT NULL),
  ADD CONSTRAINT signing_key_succession_check CHECK (num_nonnulls(predecessor, active_from, statement) IN (0, 3));

-- A key has one successor: phones that follow it all come to the same.
CREATE UNIQUE INDEX signing_key_successor ON signing_key (tenant_id, predecessor) WHERE predecessor IS NOT NULL;
