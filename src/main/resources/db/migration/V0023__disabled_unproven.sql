-- Whether a credential was disabled before its owner had proved to have it: then enabling leads back there, and opens
-- nothing. It is of no meaning in another state than DISABLED.
ALTER TABLE credential ADD COLUMN disabled_unproven boolean NOT NULL DEFAULT false;

UPDATE credential c SET disabled_unproven = true
  FROM credential_fido2 f
 WHERE f.tenant_id = c.tenant_id AND f.credential_id = c.id AND f.provenance = 'IMPORTED'
   AND c.state = 'DISABLED' AND c.successes = 0;
