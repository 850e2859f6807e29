-- Rows of one user are locked in one order everywhere: the user's (not so that foreign keys wait), its credentials by
-- their ids, its devices by theirs, then what counts pushes. Who writes a row that refers to the user holds the user's
-- row a little by that, mostly last of all; a deletion takes it whole, so it takes first what such a writer may hold.
CREATE FUNCTION hold_user_for_deletion(tenant uuid, subject uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM app_user u WHERE u.tenant_id = tenant AND u.id = subject FOR NO KEY UPDATE;
  PERFORM FROM credential c WHERE c.tenant_id = tenant AND c.user_id = subject ORDER BY c.id FOR UPDATE;
  PERFORM FROM device d WHERE d.tenant_id = tenant AND d.user_id = subject ORDER BY d.id FOR UPDATE;
  PERFORM FROM push_guard g WHERE g.tenant_id = tenant AND g.user_id = subject FOR UPDATE;
  PERFORM FROM activation a WHERE a.tenant_id = tenant AND a.user_id = subject ORDER BY a.id FOR UPDATE;
  PERFORM FROM ceremony c WHERE c.tenant_id = tenant AND c.user_id = subject ORDER BY c.id FOR UPDATE;
END $$;
