-- Seals of the audit trail: each covers the rows of a span of ids of one tenant by a Merkle root, names the seal before it
-- by its hash, and is signed. A month of the trail can leave once all of it is sealed; its seals stay. There is no foreign
-- key: the trail outlives its tenant, and so do its seals.
CREATE TABLE audit_seal (
  tenant_id uuid        NOT NULL,
  number    bigint      NOT NULL CONSTRAINT audit_seal_number_check CHECK (number > 0),
  from_id   uuid        NOT NULL,
  until_id  uuid        NOT NULL,
  row_count bigint      NOT NULL,
  root      bytea       NOT NULL,
  previous  bytea       NOT NULL,
  sealed_at timestamptz NOT NULL,
  signature bytea       NOT NULL,
  PRIMARY KEY (tenant_id, number),
  CONSTRAINT audit_seal_span_check CHECK (from_id < until_id)
);
SELECT guard_by_tenant('audit_seal', 'tenant_id');
REVOKE UPDATE, DELETE ON audit_seal FROM tetrapylon_gateway, tetrapylon_tenant;

-- Drops the months of the trail that are over for longer than that many whole months, if every row in them is sealed.
CREATE FUNCTION drop_sealed_audit(months_kept integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '2s' AS $$
DECLARE
  part     regclass;
  unsealed boolean;
  dropped  integer := 0;
BEGIN
  IF months_kept IS NULL OR months_kept < 1 THEN
    RAISE EXCEPTION 'the running month is never dropped';
  END IF;
  FOR part IN
    SELECT c.oid::regclass FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'audit_event'::regclass AND c.relname ~ '_[0-9]{6}$'
       AND to_date(right(c.relname, 6), 'YYYYMM')
           < (date_trunc('month', now(), 'UTC') AT TIME ZONE 'UTC') - make_interval(months => months_kept)
     ORDER BY c.relname
  LOOP
    EXECUTE format(
      'SELECT EXISTS (SELECT FROM %s e WHERE NOT EXISTS (SELECT FROM audit_seal s
          WHERE s.tenant_id = e.tenant_id AND s.from_id <= e.id AND e.id < s.until_id))', part) INTO unsealed;
    IF NOT unsealed THEN
      EXECUTE format('DROP TABLE %s', part);
      dropped := dropped + 1;
    END IF;
  END LOOP;
  RETURN dropped;
END $$;
REVOKE EXECUTE ON FUNCTION drop_sealed_audit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drop_sealed_audit TO tetrapylon_gateway;
